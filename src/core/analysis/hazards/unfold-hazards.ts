import type { Failure } from "../../model/failure.ts";
import type { HazardGround } from "../../model/hazard-rules.ts";
import { type Hazards, NO_HAZARDS } from "../../model/hazards.ts";
import type { Closure } from "../../model/scenario.ts";
import { ok, type Result } from "../../result.ts";
import { keep, type PreparedPack } from "../prepare.ts";
import { checkHazards } from "./check-hazards.ts";
import { risingWater, type WaterSlice } from "./rising-water.ts";
import { type RubbleStreets, rubbleStreets } from "./rubble-closures.ts";
import { type ShakenHomes, shakenHomes } from "./shaken-homes.ts";

/** A change to the streets for a while, minutes after T0: from the first up to the second, which it does not hold at. */
export interface TimedClosure {
  readonly closure: Closure;
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Everything that changes the streets of a scenario, and when. */
export interface Unfolding {
  readonly steady: readonly Closure[];
  readonly timed: readonly TimedClosure[];
  readonly shaken: ShakenHomes | null;
  readonly rubble: RubbleStreets | null;
  readonly water: readonly WaterSlice[];
}

/** Earthquakes and storms remembered per pack: whatever else is edited, they stay. */
const HAZARDS_KEPT = 4;
const keptShaken = new WeakMap<PreparedPack["index"], Map<string, Result<ShakenHomes, Failure>>>();
const keptWater = new WeakMap<PreparedPack["index"], Map<string, readonly WaterSlice[]>>();
function kept<Value>(maps: WeakMap<PreparedPack["index"], Map<string, Value>>, { index }: PreparedPack) {
  const known = maps.get(index) ?? new Map<string, Value>();
  maps.set(index, known);
  return known;
}

/** @param ground null: only the closures and zones are looked at. */
export function unfoldHazards(
  prepared: PreparedPack,
  closures: readonly Closure[],
  hazards: Hazards | undefined,
  ground: HazardGround | null,
): Result<Unfolding, Failure> {
  const { earthquake, rain, zones } = hazards ?? NO_HAZARDS;
  const usable = checkHazards(hazards ?? NO_HAZARDS);
  if (!usable.ok) return usable;
  let shaken: ShakenHomes | null = null;
  let rubble: RubbleStreets | null = null;
  if (earthquake && ground) {
    const homes = keep(
      kept(keptShaken, prepared),
      // one pack has one building layer, which is there or not yet read
      JSON.stringify([{ ...earthquake, isRubbleCounted: null }, ground.stock?.count]),
      () => shakenHomes(prepared, ground.stock, ground.earthquakeRules, earthquake),
      HAZARDS_KEPT,
    );
    if (!homes.ok) return homes;
    shaken = homes.value;
    if (earthquake.isRubbleCounted && ground.stock)
      rubble = rubbleStreets(prepared, earthquake, {
        stock: ground.stock,
        rubbleRules: ground.rubbleRules,
        rules: ground.earthquakeRules,
        relation: shaken.relation,
        matrix: shaken.matrix,
      });
  }
  const water =
    rain && ground
      ? keep(
          kept(keptWater, prepared),
          JSON.stringify(rain),
          () =>
            risingWater(rain, {
              rules: ground.rainRules,
              points: prepared.pack.index.waterlogging,
              extents: ground.extents,
            }),
          HAZARDS_KEPT,
        )
      : [];
  // a bridge stands or does not: its own way over is laid for the whole board
  const isTimed = (closure: Closure) =>
    closure.kind !== "bridge" && (closure.fromMinute !== undefined || closure.toMinute !== undefined);
  return ok({
    steady: [...closures.filter((closure) => !isTimed(closure)), ...(rubble?.closures ?? [])],
    timed: [
      ...closures.filter(isTimed).map(
        (closure): TimedClosure => ({
          closure,
          fromMinute: closure.fromMinute ?? -Infinity,
          toMinute: closure.toMinute ?? Infinity,
        }),
      ),
      ...zones.map(
        ({ id, ring, fromMinute, toMinute }): TimedClosure => ({
          closure: { kind: "area", id: `zone:${id}`, ring },
          fromMinute,
          toMinute: toMinute ?? Infinity,
        }),
      ),
      ...water.flatMap((slice) => floodsOf(slice)),
    ],
    shaken,
    rubble,
    water,
  });
}

const floodsOf = ({ pointId, rings, depthMetres, fromMinute, toMinute }: WaterSlice): TimedClosure[] =>
  rings.map((ring, i) => ({
    closure: { kind: "flood", id: `water:${pointId}:${i}`, ring, depthMetres },
    fromMinute,
    toMinute,
  }));

/** The changes to the streets in force at a minute after T0. */
export function closuresAt({ steady, timed }: Unfolding, minute: number): readonly Closure[] {
  if (timed.length === 0) return steady;
  return [
    ...steady,
    ...timed
      .filter(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)
      .map(({ closure }) => closure),
  ];
}
