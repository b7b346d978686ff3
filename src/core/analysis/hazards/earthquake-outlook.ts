import { planeMetres } from "../../geo/local-plane.ts";
import { edgeCourse } from "../../graph/snap.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { EarthquakeOutlook, RubbleOutlook, RuleNamed, ShakenArea } from "../../model/hazard-outlook.ts";
import type { DamageState } from "../../model/hazard-rules.ts";
import type { Earthquake } from "../../model/hazards.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { PreparedPack } from "../prepare.ts";
import { cellPersons } from "../shelter-reach.ts";
import { wholePersons } from "../whole-persons.ts";
import { isoseismals } from "./isoseismals.ts";
import type { RubbleStreets } from "./rubble-closures.ts";
import type { ShakenHomes } from "./shaken-homes.ts";

const named = (rule: RuleNamed): RuleNamed => {
  const { id, titleZh, titleEn, noteZh, noteEn, clause, evidence, isIllustrative } = rule;
  return { id, titleZh, titleEn, noteZh, noteEn, clause, evidence, isIllustrative };
};

/** Whole persons per cell of a share of them, as people in need are counted. */
const countOf = (persons: Float64Array, shares: Float64Array): Int32Array =>
  wholePersons(persons.map((count, cell) => count * (shares[cell] as number)));

const sumOf = (counts: ArrayLike<number>, cells: readonly number[]): number =>
  cells.reduce((sum, cell) => sum + (counts[cell] as number), 0);

/** @param scenario Whose residents are counted: by night or by day. */
export function earthquakeOutlook(
  prepared: PreparedPack,
  scenario: Scenario,
  earthquake: Earthquake,
  shaken: ShakenHomes,
  rubble: RubbleStreets | null,
  knowsBuildings: boolean,
): EarthquakeOutlook {
  const { demand, index } = prepared.pack;
  const persons = cellPersons(prepared, scenario);
  const { relation, matrix, intensity, deviation, inNeed, atLeast } = shaken;
  const [low, middle, high] = [inNeed.low, inNeed.middle, inNeed.high].map((share) =>
    countOf(persons, share),
  ) as [Int32Array, Int32Array, Int32Array];
  const rangeOf = (cells: readonly number[]) => ({
    low: sumOf(low, cells),
    middle: sumOf(middle, cells),
    high: sumOf(high, cells),
  });
  const lived = [...demand.keys()].filter((cell) => (persons[cell] as number) > 0);
  const mean = (values: Float64Array, cells: readonly number[]) => {
    const all = sumOf(persons, cells);
    return all === 0
      ? Number.NaN
      : cells.reduce((sum, cell) => sum + (values[cell] as number) * (persons[cell] as number), 0) / all;
  };
  const areas = index.subDistricts.map(({ code }): ShakenArea => {
    const cells = lived.filter((cell) => demand[cell]?.subDistrictCode === code);
    return {
      code,
      persons: Math.round(sumOf(persons, cells)),
      intensity: mean(intensity, cells),
      deviation: mean(deviation, cells),
      inNeed: rangeOf(cells),
    };
  });
  const atLeastPersons = (state: DamageState) =>
    lived.reduce((sum, cell) => sum + (persons[cell] as number) * (atLeast[state][cell] as number), 0);
  const [slight, moderate, severe, destroyed] = (["slight", "moderate", "severe", "destroyed"] as const).map(
    atLeastPersons,
  ) as [number, number, number, number];
  const { centre } = prepared.index.plane;
  return {
    relation: named(relation),
    matrix: named(matrix),
    isExtended:
      earthquake.magnitude < relation.magnitudes[0] ||
      earthquake.magnitude > relation.magnitudes[1] ||
      planeMetres(prepared.index.plane, centre, earthquake.epicentre) > relation.mostKilometres * 1000,
    intensity: {
      least: lived.reduce((least, cell) => Math.min(least, intensity[cell] as number), Infinity),
      most: lived.reduce((most, cell) => Math.max(most, intensity[cell] as number), -Infinity),
      deviation: mean(deviation, lived),
    },
    areas: areas.sort((a, b) => b.inNeed.middle - a.inNeed.middle || (a.code < b.code ? -1 : 1)),
    inNeed: rangeOf(lived),
    personsByState: {
      slight: slight - moderate,
      moderate: moderate - severe,
      severe: severe - destroyed,
      destroyed,
    },
    knowsBuildings,
    isoseismals: isoseismals(earthquake, relation),
    rubble: rubble && rubbleOutlook(prepared, rubble),
  };
}

function rubbleOutlook(prepared: PreparedPack, { footEdges, vehicleEdges }: RubbleStreets): RubbleOutlook {
  const { network } = prepared.pack;
  // pieces of streets with bridges lie on streets that are told already
  const whole = (edges: readonly number[]) => edges.filter((edge) => edge < prepared.wholeEdgeCount);
  const shut = whole(footEdges);
  const isShut = new Set(shut);
  const narrow = whole(vehicleEdges).filter((edge) => !isShut.has(edge));
  const metresOf = (edges: readonly number[]) => sumOf(network.edgeLengthDecimetres, edges) / 10;
  const linesOf = (edges: readonly number[]): LngLat[][] =>
    edges.map((edge) => edgeCourse(prepared.index, edge, 0, 1));
  return {
    vehicleMetres: metresOf(whole(vehicleEdges)),
    footMetres: metresOf(shut),
    shutLines: linesOf(shut),
    narrowLines: linesOf(narrow),
  };
}
