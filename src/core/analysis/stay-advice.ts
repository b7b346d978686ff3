import { eastMetres, northMetres, planeMetres } from "../geo/local-plane.ts";
import { metresOutside } from "../geo/polygon.ts";
import { createRingTouch } from "../geo/ring-touch.ts";
import type { WalkRoute } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import type { StructureClass } from "../model/pack.ts";
import type { PondingHere } from "../model/risk-here.ts";
import type { ClosureOf, Scenario } from "../model/scenario.ts";
import type { StayAdvice, StayCondition, StayRules } from "../model/stay-advice.ts";
import { findShelter } from "./find-shelter.ts";
import { wadingLimitMetres } from "./flood-effect.ts";
import { figure, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";

/** Farther away the buildings are somebody else's: about a block. Ours; no standard asks it. */
const NEIGHBOUR_METRES = 100;
/** Courtyard houses and masonry without ties. */
const WEAK: ReadonlySet<StructureClass | null> = new Set<StructureClass>(["courtyard", "masonry"]);
/** Longer than length by pace by more than this: water or hard going slows the way. */
const SLOWED_SHARE = 1.005;

/** Conditions of water that is there now; they are asked also while no hazard is chosen. */
const WATER_NOW: ReadonlySet<StayCondition> = new Set<StayCondition>([
  "water-too-deep",
  "water-here",
  "no-way",
  "water-on-way",
]);

/** Depth by which a condition that holds is judged; null: none is known. */
type Holding = ReadonlyMap<StayCondition, number | null>;

/**
 * Whether it is safer to stay, go up or go out than to walk, by the first rule whose condition holds. Without a hazard
 * only water that stands now speaks; null: no rule does.
 */
export function stayAdvice(
  streets: PreparedPack,
  rules: StayRules,
  request: { readonly origin: LngLat; readonly scenario: Scenario },
  ponding: readonly PondingHere[],
): StayAdvice | null {
  const { hazard } = request.scenario;
  const holding = conditions(streets, request, ponding);
  const rule = rules.rules.find(
    ({ hazard: ruled, when }) =>
      holding.has(when) && (hazard === null ? WATER_NOW.has(when) : ruled === hazard),
  );
  if (!rule) return null;
  const depthMetres = holding.get(rule.when) ?? null;
  return { rule, depthMetres, storey: depthMetres === null ? null : dryStorey(rules, depthMetres) };
}

/** Lowest storey whose floor lies above water of this depth, with the rules' margin; the ground's is 1. */
export function dryStorey(rules: StayRules, depthMetres: number): number {
  const { storeyMetres, freeboardMetres } = rules.figures;
  return 1 + Math.max(1, Math.ceil((depthMetres + freeboardMetres.value) / storeyMetres.value));
}

function conditions(
  streets: PreparedPack,
  { origin, scenario }: { readonly origin: LngLat; readonly scenario: Scenario },
  ponding: readonly PondingHere[],
): Holding {
  const holding = new Map<StayCondition, number | null>([["always", null]]);
  const shallowMetres = figure(streets, "floodShallowMetres");
  const waters = scenario.closures.filter((closure) => closure.kind === "flood");
  const deepest = (depths: readonly number[]) => (depths.length === 0 ? null : Math.max(...depths));
  const hereMetres = deepest(
    waters
      .filter(({ ring }) => metresOutside(origin, asPolygon(ring)) === 0)
      .map((water) => water.depthMetres),
  );
  if (hereMetres !== null && hereMetres >= shallowMetres) {
    holding.set("water-here", hereMetres);
    if (hereMetres >= wadingLimitMetres(streets, scenario.pace)) holding.set("water-too-deep", hereMetres);
  }
  const found = findShelter(streets, { scenario, origin });
  if (!found.ok && found.failure.code === "NO_SHELTER_IN_REACH" && waters.length > 0)
    holding.set("no-way", deepest(waters.map((water) => water.depthMetres)));
  if (found.ok) {
    const { route } = found.value;
    const pace = paceMetresPerSecond(streets, scenario);
    const waded = waters.filter(
      (water) => water.depthMetres >= shallowMetres && touches(streets, route, water),
    );
    // bridges stay dry: water beneath the way slows nobody
    if (waded.length > 0 && route.seconds * pace > route.metres * SLOWED_SHARE)
      holding.set("water-on-way", deepest(waded.map((water) => water.depthMetres)));
  }
  const pondingMetres = ponding.filter(
    ({ metres, deepestMetres }) => metres === 0 && (deepestMetres ?? 0) >= shallowMetres,
  );
  if (pondingMetres.length > 0)
    holding.set("ponding-here", deepest(pondingMetres.map((water) => water.deepestMetres ?? 0)));
  // #region staff
  // How houses are built is not in the public edition's data: there the advice for any building is given.
  if (WEAK.has(structureHere(streets, origin))) holding.set("weak-building", null);
  // #endregion staff
  return holding;
}

const asPolygon = (ring: readonly LngLat[]) => ({
  type: "Polygon" as const,
  coordinates: [ring.map((point) => [...point])],
});

function touches({ index }: PreparedPack, route: WalkRoute, { ring }: ClosureOf<"flood">): boolean {
  const { plane } = index;
  const inPlane = ([lng, lat]: LngLat) => [eastMetres(plane, lng), northMetres(plane, lat)] as const;
  const touchesRing = createRingTouch(ring.map(inPlane));
  const line = route.line.map(inPlane);
  return line.some((to, i) => {
    const from = line[i - 1];
    return from !== undefined && touchesRing(from[0], from[1], to[0], to[1]);
  });
}

/** What most buildings at the nearest homes are made of; null: not known, or no homes near. */
function structureHere({ pack, index }: PreparedPack, origin: LngLat): StructureClass | null {
  let nearest: StructureClass | null = null;
  let nearestMetres = NEIGHBOUR_METRES;
  for (const { lngLat, structure } of pack.demand) {
    const metres = planeMetres(index.plane, origin, lngLat);
    if (metres > nearestMetres) continue;
    nearestMetres = metres;
    nearest = structure;
  }
  return nearest;
}
