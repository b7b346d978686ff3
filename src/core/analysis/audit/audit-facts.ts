import { createLocalPlane, planeMetres } from "../../geo/local-plane.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { Phase } from "../../model/scenario.ts";
import { BEARINGS, type Bearing } from "../../model/shelter-audit.ts";
import type { AreaStep, SiteRules } from "../../model/site-area.ts";
import { squareMetresPerPerson } from "../capacity.ts";
import { gateState, type PreparedPack } from "../prepare.ts";
import { bearingFrom, bearingsApart, middleOf } from "../site-area/bearings.ts";
import type { SiteSubject } from "../site-area/site-subject.ts";

/** People for whom a site is the nearest, beyond a distance. */
export interface BeyondRadius {
  readonly persons: number;
  /** Farthest of them, metres. */
  readonly farthestMetres: number;
  /** Where most of them live. */
  readonly towards: Bearing;
}

/** What the clauses are judged by, worked out once for a site. */
export interface AuditFacts {
  readonly subject: SiteSubject;
  readonly phase: Phase;
  /** The rule's figure in force for the phase. */
  readonly squareMetresPerPerson: number;
  /** Counted from the effective area, else published; null = unknown. */
  readonly persons: number | null;
  /** The same by the figure for short stays. */
  readonly stayPersons: number | null;
  /** Bearings of the gates that are or can be opened, from the middle; null = nobody has said how its gates open. */
  readonly exitBearings: readonly number[] | null;
  /** As many exits as there are in directions that count as different. */
  readonly exitDirections: number;
  /** Directions in which another exit would count, the nearest to a street first. */
  readonly freeDirections: readonly Bearing[];
  /** Square metres a step of the waterfall took; null = not known. */
  readonly cut: (step: AreaStep) => number | null;
  /** Persons whose nearest site by air is this one and who live farther than so many metres. */
  readonly beyondRadius: (metres: number) => BeyondRadius;
}

const bearingName = (degrees: number): Bearing =>
  BEARINGS[Math.round((((degrees % 360) + 360) % 360) / 45) % 8] as Bearing;

/** Most bearings of which each two lie apart: tried from every one of them, going round. */
function mostApart(bearings: readonly number[], degrees: number): readonly number[] {
  const sorted = [...bearings].sort((a, b) => a - b);
  let best: readonly number[] = [];
  sorted.forEach((_, start) => {
    const chosen: number[] = [];
    for (let i = 0; i < sorted.length; i++) {
      const bearing = sorted[(start + i) % sorted.length] as number;
      if (chosen.every((other) => bearingsApart(other, bearing) >= degrees)) chosen.push(bearing);
    }
    if (chosen.length > best.length) best = chosen;
  });
  return best;
}

export function auditFacts(
  prepared: PreparedPack,
  subject: SiteSubject,
  suggested: readonly { readonly lngLat: LngLat }[],
  phase: Phase,
  { figures }: SiteRules,
): AuditFacts {
  const each = squareMetresPerPerson(prepared, phase);
  const { effectiveSquareMetres, waterfall } = subject;
  const personsAt = (squareMetres: number) =>
    effectiveSquareMetres === null
      ? subject.publishedPersons
      : Math.floor(effectiveSquareMetres / squareMetres);
  const middle = subject.rings[0] ? middleOf(subject.rings[0]) : subject.lngLat;
  const states = subject.gates.map((gate) => ({
    gate,
    state: gateState({ ...EMPTY_GATE, ...gate }, null),
  }));
  const ways = states.filter(({ state }) => state === "open" || state === "opens-on-order");
  const apart = figures.gateDirectionDegrees.value;
  const exitBearings =
    states.length > 0 && ways.length === 0 && states.some(({ state }) => state === "unknown")
      ? null
      : ways.map(({ gate }) => bearingFrom(middle, gate.lngLat));
  const distinct = mostApart(exitBearings ?? [], apart);
  const free = [
    ...suggested.map(({ lngLat }) => bearingFrom(middle, lngLat)),
    ...BEARINGS.map((_, i) => i * 45),
  ]
    .filter((bearing) => distinct.every((other) => bearingsApart(other, bearing) >= apart))
    .map(bearingName);
  return {
    subject,
    phase,
    squareMetresPerPerson: each,
    persons: personsAt(each),
    stayPersons: personsAt(squareMetresPerPerson(prepared, "short")),
    exitBearings,
    exitDirections: distinct.length,
    freeDirections: [...new Set(free)],
    cut: (step) => waterfall?.cuts.find((cut) => cut.step === step)?.squareMetres ?? null,
    beyondRadius: (metres) => beyondRadius(prepared, subject, middle, metres),
  };
}

const EMPTY_GATE = {
  id: "",
  shelterId: "",
  nameZh: "",
  nameEn: "",
  method: "illustrative",
  source: "",
  accuracyMetres: null,
} as const;

function beyondRadius(
  prepared: PreparedPack,
  { id }: SiteSubject,
  middle: LngLat,
  metres: number,
): BeyondRadius {
  const plane = createLocalPlane(middle);
  const others = prepared.pack.index.shelters.filter((shelter) => shelter.id !== id);
  const byBearing = new Map<Bearing, number>();
  let persons = 0;
  let farthestMetres = 0;
  for (const { lngLat, personsNight } of prepared.pack.demand) {
    const own = planeMetres(plane, middle, lngLat);
    if (own <= metres || personsNight <= 0) continue;
    if (others.some((other) => planeMetres(plane, other.lngLat, lngLat) < own)) continue;
    persons += personsNight;
    farthestMetres = Math.max(farthestMetres, own);
    const towards = bearingName(bearingFrom(middle, lngLat));
    byBearing.set(towards, (byBearing.get(towards) ?? 0) + personsNight);
  }
  const [most] = [...byBearing].sort((a, b) => b[1] - a[1]);
  return { persons: Math.round(persons), farthestMetres, towards: most?.[0] ?? "north" };
}
