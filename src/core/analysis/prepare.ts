import type { BridgedStreets } from "../graph/bridges.ts";
import { type ArcCosts, snappableEdges, type WalkMode, walkCosts } from "../graph/costs.ts";
import { createEdgeIndex, type EdgeIndex } from "../graph/edge-index.ts";
import type { LookupRaster } from "../graph/lookup-raster.ts";
import { createNetworkScratch, type SearchScratch } from "../graph/search.ts";
import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import type { GateState } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import type { PackData } from "../model/pack-data.ts";
import type { FigureKey, RulePack } from "../model/rule-pack.ts";
import type { PaceId, Scenario, Walker } from "../model/scenario.ts";

/** A pack made ready for questions: indexes built once, costs and ties kept as they are first needed. */
export interface PreparedPack {
  readonly pack: PackData;
  readonly rules: RulePack;
  readonly index: EdgeIndex;
  readonly shelters: ReadonlyMap<string, Shelter>;
  /** Indexes into pack.index.gates per shelter id. */
  readonly gatesOfShelter: ReadonlyMap<string, readonly number[]>;
  /** Written over by every search; copy what must outlive the next one. */
  readonly scratch: SearchScratch;
  readonly kept: Kept;
  /** The pack without bridges where some are laid (see `bridgedPack`); null: no bridge is laid. */
  readonly base: PreparedPack | null;
  /** The pack, bridges included, before a scheme changed its shelters and gates (see `plannedPack`); null: none did. */
  readonly unplanned: PreparedPack | null;
  readonly joins: BridgedStreets["joins"];
  readonly wholeEdgeCount: number;
  readonly pieceParents: BridgedStreets["pieceParents"];
}

/** What is computed on first use. Not part of the contract: use the functions below. */
interface Kept {
  /** By way of walking and metres per second. */
  readonly costs: Map<string, ArcCosts>;
  readonly usable: Map<WalkMode, Uint8Array>;
  readonly gateTies: Map<WalkMode, Ties>;
  /** Of gates one by one, by way of walking and place: most of a scheme's gates are where they were. */
  readonly placeTies: Map<string, PlaceTie>;
  readonly demandTies: Map<WalkMode, Ties>;
  /** By way of walking and width of cell. */
  readonly rasters: Map<string, LookupRaster>;
}

interface PlaceTie {
  readonly snap: EdgeSnap | null;
  readonly nearestMetres: number;
}

/** Places tied to streets. */
export interface Ties {
  /** null: no street the walker may use within the rule's snap limit. */
  readonly snaps: readonly (EdgeSnap | null)[];
  /** Metres to the nearest usable street, also beyond the limit; Infinity when there is none at all. */
  readonly nearestMetres: Float64Array;
}

const samePlaces = <Placed extends { readonly lngLat: LngLat }>(
  one: readonly Placed[],
  other: readonly Placed[],
) =>
  one.length === other.length &&
  one.every(({ lngLat }, i) => lngLat[0] === other[i]?.lngLat[0] && lngLat[1] === other[i]?.lngLat[1]);

/**
 * `from`: the same pack with other rows. What hangs on its streets alone is taken over, and so are the ties of gates and
 * of demand where none of them has moved.
 */
export function preparePack(pack: PackData, rules: RulePack, from?: PreparedPack): PreparedPack {
  const known = from?.pack.network === pack.network && from.rules === rules ? from : null;
  const gatesOfShelter = new Map<string, number[]>(pack.index.shelters.map((shelter) => [shelter.id, []]));
  pack.index.gates.forEach((gate, i) => {
    gatesOfShelter.get(gate.shelterId)?.push(i);
  });
  return {
    pack,
    rules,
    index: known?.index ?? createEdgeIndex(pack.network),
    shelters: new Map(pack.index.shelters.map((shelter) => [shelter.id, shelter])),
    gatesOfShelter,
    scratch: known?.scratch ?? createNetworkScratch(pack.network),
    kept: {
      costs: new Map(known?.kept.costs),
      usable: new Map(known?.kept.usable),
      gateTies: new Map(
        known && samePlaces(known.pack.index.gates, pack.index.gates) ? known.kept.gateTies : [],
      ),
      placeTies: new Map(known?.kept.placeTies),
      // #region staff
      demandTies: new Map(known && samePlaces(known.pack.demand, pack.demand) ? known.kept.demandTies : []),
      // #endregion staff
      rasters: new Map(known?.kept.rasters),
    },
    base: null,
    unplanned: null,
    joins: new Map(),
    wholeEdgeCount: pack.network.edgeCount,
    pieceParents: [],
  };
}

export const figure = (prepared: PreparedPack, key: FigureKey): number => prepared.rules.figures[key].value;

const PACE_FIGURES: Readonly<Record<PaceId, FigureKey>> = {
  slow: "walkSlowMetresPerSecond",
  brisk: "walkBriskMetresPerSecond",
  wheelchair: "walkWheelchairMetresPerSecond",
  child: "walkChildMetresPerSecond",
  older: "walkOlderMetresPerSecond",
  pram: "walkPramMetresPerSecond",
};
/** How fast somebody walks: at their own pace, else at the rule pack's. */
export const paceMetresPerSecond = (prepared: PreparedPack, { pace, metresPerSecond }: Walker): number =>
  metresPerSecond ?? figure(prepared, PACE_FIGURES[pace]);
export const walkModeOf = (pace: PaceId): WalkMode =>
  pace === "wheelchair" || pace === "pram" ? pace : "foot";
/** Any pace of a way of walking; what hangs on the way alone is the same for all of them. */
export const paceOfMode = (mode: string): PaceId =>
  mode === "wheelchair" || mode === "pram" ? mode : "slow";
/** Whether steps stop this walker: then a gate known to have some is no way in. */
export const avoidsSteps = (pace: PaceId): boolean => walkModeOf(pace) !== "foot";

/**
 * The value kept under a key, computed the first time. `atMost`: keys kept, the one unused for longest goes first;
 * without it keys must be few.
 */
export function keep<Key, Value>(
  map: Map<Key, Value>,
  key: Key,
  compute: () => Value,
  atMost = Infinity,
): Value {
  const kept = map.get(key);
  if (kept !== undefined && atMost === Infinity) return kept;
  const value = kept === undefined ? compute() : kept;
  // to the end of the map's order: its first key is the one unused for longest
  map.delete(key);
  map.set(key, value);
  if (map.size > atMost) map.delete(map.keys().next().value as Key);
  return value;
}

/** Paces whose costs are kept, those of the rule pack and people's own: 2.5 MB each in a town of 100,000 streets. */
const PACES_KEPT = 8;

/** Costs of a pace with every street open. */
export const openCosts = (prepared: PreparedPack, walker: Walker): ArcCosts => {
  const metresPerSecond = paceMetresPerSecond(prepared, walker);
  const mode = walkModeOf(walker.pace);
  return keep(
    prepared.kept.costs,
    `${mode} ${metresPerSecond}`,
    () =>
      walkCosts(prepared.pack.network, metresPerSecond, mode, figure(prepared, "wheelchairSteepestPercent")),
    PACES_KEPT,
  );
};

/** 1 per edge a place may be tied to when walking this way; bridges that are laid are none of them. */
export function usableEdges(prepared: PreparedPack, pace: PaceId): Uint8Array {
  const streets = prepared.base ?? prepared;
  return keep(streets.kept.usable, walkModeOf(pace), () =>
    snappableEdges(streets.pack.network, openCosts(streets, { pace, metresPerSecond: null })),
  );
}

/** How one place is tied, for many places one after the other. */
function tying(prepared: PreparedPack, pace: PaceId): (lngLat: LngLat) => PlaceTie {
  const usable = usableEdges(prepared, pace);
  const limitMetres = figure(prepared, "snapLimitMetres");
  return (lngLat) => {
    const snap = snapToEdge(prepared.index, usable, lngLat);
    return {
      snap: snap !== null && snap.accessMetres <= limitMetres ? snap : null,
      nearestMetres: snap === null ? Infinity : snap.accessMetres,
    };
  };
}

const tiesOf = (ties: readonly PlaceTie[]): Ties => ({
  snaps: ties.map(({ snap }) => snap),
  nearestMetres: Float64Array.from(ties, ({ nearestMetres }) => nearestMetres),
});

/** Places of gates kept beyond those of the pack at hand: a site that is dragged leaves one at every step. */
const MOVED_GATES_KEPT = 1000;

/** Same order as pack.index.gates. */
export const gateTies = (prepared: PreparedPack, pace: PaceId): Ties =>
  keep(prepared.kept.gateTies, walkModeOf(pace), () => {
    const { gates } = prepared.pack.index;
    const tie = tying(prepared, pace);
    const mode = walkModeOf(pace);
    return tiesOf(
      gates.map(({ lngLat }) =>
        keep(
          prepared.kept.placeTies,
          `${mode} ${lngLat[0]} ${lngLat[1]}`,
          () => tie(lngLat),
          gates.length * 3 + MOVED_GATES_KEPT, // in all three ways of walking
        ),
      ),
    );
  });

/** Same order as pack.demand. */
export const demandTies = (prepared: PreparedPack, pace: PaceId): Ties =>
  keep(prepared.kept.demandTies, walkModeOf(pace), () => {
    const tie = tying(prepared, pace);
    return tiesOf(prepared.pack.demand.map(({ lngLat }) => tie(lngLat)));
  });

/** State of a gate at a minute of the day; null = planning view, where hours are taken as open. */
export function gateState(gate: Gate, minuteOfDay: number | null): GateState {
  const { opening } = gate;
  switch (opening.kind) {
    case "always":
      return "open";
    case "hours": {
      if (minuteOfDay === null) return "open";
      const { opensMinute, closesMinute } = opening;
      const isOpen =
        opensMinute <= closesMinute
          ? minuteOfDay >= opensMinute && minuteOfDay < closesMinute
          : minuteOfDay >= opensMinute || minuteOfDay < closesMinute; // over midnight
      return isOpen ? "open" : "locked";
    }
    case "on-order":
      return "opens-on-order";
    case "locked":
      return "locked";
    case "unknown":
      return "unknown";
    default: {
      const never: never = opening;
      throw new Error(String(never));
    }
  }
}

/** Whether a shelter is of the tier asked for and fit for the hazard asked about. */
export const shelterCounts = (shelter: Shelter, scenario: Scenario): boolean =>
  (scenario.tier === "all" || shelter.tier === scenario.tier) &&
  (scenario.hazard === null || shelter.fitFor.includes(scenario.hazard));

/**
 * Whether people can be counted through a gate. At a minute of the day: only gates open then. In the planning view
 * (null): also gates with hours and gates that open on order, because the order is part of the plan. Locked gates
 * never; a gate whose opening is unknown never, in both views: it is not judged to be a way in. In a wheelchair or with a
 * pram a gate known to have steps does not count.
 */
export function gateCounts(gate: Gate, shelter: Shelter, scenario: Scenario): boolean {
  if (!shelterCounts(shelter, scenario)) return false;
  if (avoidsSteps(scenario.pace) && gate.stepFree === false) return false;
  const state = gateState(gate, scenario.minuteOfDay);
  return state === "open" || (state === "opens-on-order" && scenario.minuteOfDay === null);
}

/** Indexes into pack.index.gates of the gates that count and could be tied to a street. */
export function countingGates(prepared: PreparedPack, scenario: Scenario): number[] {
  const { snaps } = gateTies(prepared, scenario.pace);
  const counting: number[] = [];
  prepared.pack.index.gates.forEach((gate, i) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    if (shelter && snaps[i] && gateCounts(gate, shelter, scenario)) counting.push(i);
  });
  return counting;
}
