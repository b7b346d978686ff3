import type { Failure } from "../model/failure.ts";
import { PHASES } from "../model/scenario.ts";
import type { SiteAreaAnswer, SiteAreaRequest, SiteWarning } from "../model/site-area.ts";
import { ok, type Result } from "../result.ts";
import { squareMetresPerPerson } from "./capacity.ts";
import type { PreparedPack } from "./prepare.ts";
import type { PreparedGround } from "./site-area/prepared-ground.ts";
import { type SiteSubject, siteSubject } from "./site-area/site-subject.ts";
import { suggestGates } from "./site-area/suggest-gates.ts";
import { suggestZones } from "./site-area/suggest-zones.ts";

/** A site is on water when no more than this share of it is not: a bank drawn along the shore. */
const DRY_SHARE = 0.02;

/**
 * What a site's ground is worth: the effective area as a waterfall, room by phase, likely gates and a split into function
 * zones. `open`: the pack as it is, `prepared`: with the scheme.
 */
export function siteArea(
  prepared: PreparedPack,
  open: PreparedPack,
  ground: PreparedGround,
  request: SiteAreaRequest,
): Result<SiteAreaAnswer, Failure> {
  const { scenario, siteId } = request;
  const found = siteSubject(prepared, open, ground, scenario.proposals, siteId);
  if (!found.ok) return found;
  const subject = found.value;
  const { effectiveSquareMetres, zones } = subject;
  const phases = PHASES.map((phase) => {
    const each = squareMetresPerPerson(prepared, phase);
    return {
      phase,
      squareMetresPerPerson: each,
      persons:
        effectiveSquareMetres === null ? subject.publishedPersons : Math.floor(effectiveSquareMetres / each),
    };
  });
  const persons = phases.find(({ phase }) => phase === scenario.phase)?.persons ?? null;
  const zonedSquareMetres = Object.values(zones).reduce((sum, squareMetres) => sum + squareMetres, 0);
  return ok({
    request,
    siteId,
    kind: subject.kind,
    nameZh: subject.nameZh,
    nameEn: subject.nameEn,
    tier: subject.tier,
    setting: subject.setting,
    rings: subject.rings,
    waterfall: subject.waterfall,
    effectiveSquareMetres,
    effectiveFrom: subject.effectiveFrom,
    phases,
    warnings: warningsOf(subject),
    overlapIds: subject.overlapIds,
    suggestedGates: suggestGates(prepared, subject.rings, ground.rules),
    suggestedZones:
      effectiveSquareMetres === null || persons === null
        ? []
        : suggestZones(prepared, ground.rules, {
            effectiveSquareMetres,
            persons,
            phase: scenario.phase,
            tier: subject.tier,
          }),
    zonedSquareMetres,
    overfullSquareMetres:
      effectiveSquareMetres === null ? null : Math.max(0, zonedSquareMetres - effectiveSquareMetres),
  });
}

function warningsOf({ waterfall, overlapIds }: SiteSubject): SiteWarning[] {
  if (!waterfall) return [];
  const { grossSquareMetres, cuts } = waterfall;
  const cut = (step: string) => cuts.find((each) => each.step === step)?.squareMetres ?? 0;
  const warnings: SiteWarning[] = [];
  const inside = grossSquareMetres - cut("outside");
  // a square metre beyond a border line drawn by hand is none
  if (inside < 1) warnings.push("outside-district");
  else if (cut("outside") >= 1) warnings.push("partly-outside");
  if (inside >= 1 && cut("water") >= inside * (1 - DRY_SHARE)) warnings.push("on-water");
  if (overlapIds.length > 0) warnings.push("overlaps");
  return warnings;
}
