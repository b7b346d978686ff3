import type { BuildingStock } from "../../model/buildings.ts";
import type { Failure } from "../../model/failure.ts";
import {
  DAMAGE_STATES,
  type DamageMatrix,
  type DamageRow,
  type DamageState,
  type EarthquakeRules,
  type IntensityRelation,
} from "../../model/hazard-rules.ts";
import type { Earthquake } from "../../model/hazards.ts";
import { err, ok, type Result } from "../../result.ts";
import { keep, type PreparedPack } from "../prepare.ts";
import { rowOfYear } from "../rubble/collapse-chance.ts";
import { damageChances, needShareOf } from "./damage-chance.ts";
import { type HomeKind, homesOfCells } from "./homes-of-cells.ts";
import { shakingOf } from "./intensity.ts";

/** A share (0-1) of a cell's residents: by the matrix and the mean intensity, and between which it may lie. */
export interface ShareRange {
  /** The mildest matrix, one standard deviation below. */
  readonly low: Float64Array;
  readonly middle: Float64Array;
  /** The harshest matrix, one standard deviation above. */
  readonly high: Float64Array;
}

/** What an earthquake does to each demand cell, in the pack's order. */
export interface ShakenHomes {
  readonly relation: IntensityRelation;
  readonly matrix: DamageMatrix;
  /** Degrees, and their standard deviation. */
  readonly intensity: Float64Array;
  readonly deviation: Float64Array;
  /** In need of relief. */
  readonly inNeed: ShareRange;
  /** Share of residents whose building is in at least the state, by the matrix and the mean intensity. */
  readonly atLeast: Readonly<Record<DamageState, Float64Array>>;
}

const unknownId = (field: string, found: string, known: readonly { readonly id: string }[]) =>
  err({
    code: "QUESTION_NOT_VALID",
    field: `earthquake.${field}`,
    found,
    expected: known.map(({ id }) => id).join(", "),
  } satisfies Failure);

/** The relation and matrix an earthquake names; one that was loaded with it holds before the rule pack's. */
function rulesOf(
  earthquake: Earthquake,
  rules: EarthquakeRules,
): Result<{ readonly relation: IntensityRelation; readonly matrix: DamageMatrix }, Failure> {
  const { relationId, matrixId } = earthquake;
  const relation = earthquake.relation ?? rules.relations.find(({ id }) => id === relationId);
  if (!relation) return unknownId("relationId", relationId, rules.relations);
  const matrix = rules.matrices.find(({ id }) => id === matrixId);
  if (!matrix) return unknownId("matrixId", matrixId, rules.matrices);
  return ok({ relation, matrix });
}

/** @param stock null: the pack has no building layer, each cell lives by its own structure class. */
export function shakenHomes(
  prepared: PreparedPack,
  stock: BuildingStock | null,
  rules: EarthquakeRules,
  earthquake: Earthquake,
): Result<ShakenHomes, Failure> {
  const used = rulesOf(earthquake, rules);
  if (!used.ok) return used;
  const { relation, matrix } = used.value;
  const { demand } = prepared.pack;
  const homes = homesOfCells(prepared, stock);
  const shaking = shakingOf(earthquake, relation);
  const moderateShare = rules.figures.moderateInNeedShare.value;
  const column = () => new Float64Array(demand.length);
  const [intensity, deviation, low, middle, high] = [column(), column(), column(), column(), column()];
  const atLeast: Record<DamageState, Float64Array> = {
    slight: column(),
    moderate: column(),
    severe: column(),
    destroyed: column(),
  };
  const rows = new Map<DamageMatrix, Map<string, DamageRow>>();
  const rowOf = (by: DamageMatrix, { structure, year }: HomeKind): DamageRow => {
    const known = keep(rows, by, () => new Map<string, DamageRow>());
    return keep(known, `${structure} ${year}`, () => rowOfYear(by.rows, structure, year));
  };
  const inNeed = (kinds: readonly HomeKind[], by: DamageMatrix, degrees: number) =>
    kinds.reduce(
      (sum, kind) =>
        sum + kind.share * needShareOf(damageChances(by, rowOf(by, kind), degrees), moderateShare),
      0,
    );
  demand.forEach(({ lngLat }, cell) => {
    const { intensity: degrees, deviation: sigma } = shaking(lngLat);
    const kinds = homes[cell] as readonly HomeKind[];
    intensity[cell] = degrees;
    deviation[cell] = sigma;
    middle[cell] = inNeed(kinds, matrix, degrees);
    low[cell] = Math.min(...rules.matrices.map((each) => inNeed(kinds, each, degrees - sigma)));
    high[cell] = Math.max(...rules.matrices.map((each) => inNeed(kinds, each, degrees + sigma)));
    for (const kind of kinds) {
      const chances = damageChances(matrix, rowOf(matrix, kind), degrees);
      for (const state of DAMAGE_STATES) atLeast[state][cell]! += kind.share * chances[state];
    }
  });
  return ok({ relation, matrix, intensity, deviation, inNeed: { low, middle, high }, atLeast });
}
