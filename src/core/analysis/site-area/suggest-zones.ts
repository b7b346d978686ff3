import type { ShelterTier } from "../../model/pack.ts";
import { ZONE_USES, type ZoneUse } from "../../model/proposal.ts";
import type { Phase } from "../../model/scenario.ts";
import type { SiteRules, ZoneSuggestion } from "../../model/site-area.ts";
import { figure, type PreparedPack } from "../prepare.ts";

const FIRST_PHASES: readonly Phase[] = ["emergency", "temporary"];

/**
 * A split of the effective area for so many people: each function by its figure, lodging what is left. Whole square
 * metres, together no more than the area; where it is too small for the functions all of them shrink alike.
 */
export function suggestZones(
  prepared: PreparedPack,
  { figures }: SiteRules,
  site: {
    readonly effectiveSquareMetres: number;
    readonly persons: number;
    readonly phase: Phase;
    readonly tier: ShelterTier;
  },
): ZoneSuggestion[] {
  const { effectiveSquareMetres, persons, phase, tier } = site;
  const isFirst = FIRST_PHASES.includes(phase);
  const perToilet = isFirst ? figures.firstPersonsPerToilet.value : figure(prepared, "personsPerToilet");
  const perPerson = (
    isFirst ? figures.firstSuppliesSquareMetresPerPerson : figures.suppliesSquareMetresPerPerson
  ).value;
  const wanted: Readonly<Record<Exclude<ZoneUse, "lodging">, number>> = {
    command: Math.max(
      figures.commandLeastSquareMetres.value,
      (figures.commandSquareMetresPer10000.value * persons) / 10_000,
    ),
    medical: figures.medicalShare.value * effectiveSquareMetres,
    supplies: perPerson * persons,
    toilets: Math.ceil(persons / perToilet) * figures.toiletSquareMetres.value,
    parking: figures.parkingShare.value * effectiveSquareMetres,
    helipad: tier === "centre" ? figures.helipadSquareMetres.value : 0,
  };
  const sum = Object.values(wanted).reduce((total, squareMetres) => total + squareMetres, 0);
  const shrink = sum > effectiveSquareMetres ? effectiveSquareMetres / sum : 1;
  let left = Math.floor(effectiveSquareMetres);
  const others = new Map<ZoneUse, number>();
  for (const [use, squareMetres] of Object.entries(wanted)) {
    const whole = Math.min(left, Math.round(squareMetres * shrink));
    others.set(use as ZoneUse, whole);
    left -= whole;
  }
  return ZONE_USES.map((use) => ({ use, squareMetres: use === "lodging" ? left : (others.get(use) ?? 0) }));
}
