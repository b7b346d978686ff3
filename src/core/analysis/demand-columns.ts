import type { LegCosts } from "../graph/edge-edits.ts";
import type { PaceId, Period, Scenario } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { demandTies, type PreparedPack, paceMetresPerSecond, paceOfMode, walkModeOf } from "./prepare.ts";
import { legCosts } from "./street-edits.ts";
import { deciseconds, shareDeciseconds } from "./surface.ts";
import { wholePersons } from "./whole-persons.ts";

/** Demand cells and the streets they are tied to, as columns: what the inner loops read instead of rows of objects. */
export interface DemandColumns {
  /** Edge of each cell; -1 = no street within the snap limit. Same order as pack.demand. */
  readonly edge: Int32Array;
  readonly alongShare: Float64Array;
  readonly accessMetres: Float64Array;
  /** Every edge that has cells, rising; those of tiedEdges[k] are cells[offsets[k] … offsets[k + 1]), rising. */
  readonly tiedEdges: Uint32Array;
  readonly offsets: Uint32Array;
  readonly cells: Uint32Array;
  /** k of each edge in tiedEdges; -1 = it has no cells. */
  readonly groupOfEdge: Int32Array;
}

/** Rows by edge: places of each edge, edges rising, places of one edge rising; places on no edge (-1) are left out. */
export function groupByEdge(edge: Int32Array, edgeCount: number) {
  const counts = new Uint32Array(edgeCount);
  let placed = 0;
  for (const each of edge)
    if (each >= 0) {
      counts[each]!++;
      placed++;
    }
  const tiedEdges = Uint32Array.from(counts.keys()).filter((each) => counts[each] !== 0);
  const offsets = new Uint32Array(tiedEdges.length + 1);
  const cursor = counts;
  tiedEdges.forEach((each, k) => {
    offsets[k + 1] = offsets[k]! + counts[each]!;
    cursor[each] = offsets[k]!;
  });
  const cells = new Uint32Array(placed);
  for (let place = 0; place < edge.length; place++)
    if (edge[place]! >= 0) cells[cursor[edge[place]!]!++] = place;
  const groupOfEdge = new Int32Array(edgeCount).fill(-1);
  tiedEdges.forEach((each, k) => {
    groupOfEdge[each] = k;
  });
  return { tiedEdges, offsets, cells, groupOfEdge };
}

const columnsByMode = keptOnce(
  (prepared, mode): DemandColumns => {
    const { snaps } = demandTies(prepared, paceOfMode(mode));
    const edge = Int32Array.from(snaps, (snap) => snap?.edge ?? -1);
    return {
      edge,
      alongShare: Float64Array.from(snaps, (snap) => snap?.alongShare ?? 0),
      accessMetres: Float64Array.from(snaps, (snap) => snap?.accessMetres ?? 0),
      ...groupByEdge(edge, prepared.pack.network.edgeCount),
    };
  },
  { ignoresBridges: true, ignoresSites: true },
);

/** The same for every pace of one way of walking. */
export const demandColumns = (prepared: PreparedPack, pace: PaceId): DemandColumns =>
  columnsByMode(prepared, walkModeOf(pace));

/** Deciseconds of each cell's walk to the ends of its street, same order as pack.demand; Infinity against a one-way. */
export interface DemandLegs {
  readonly toStart: Float64Array;
  readonly toEnd: Float64Array;
  /** From the place itself to the street. */
  readonly access: Float64Array;
}

const legsOfCosts = new WeakMap<PreparedPack["pack"]["demand"], WeakMap<LegCosts, DemandLegs>>();

export function demandLegs(prepared: PreparedPack, scenario: Scenario): DemandLegs {
  const costs = legCosts(prepared, scenario);
  const { demand } = prepared.pack;
  const known = legsOfCosts.get(demand) ?? new WeakMap<LegCosts, DemandLegs>();
  legsOfCosts.set(demand, known);
  let legs = known.get(costs);
  if (!legs) {
    const { edge, alongShare, accessMetres } = demandColumns(prepared, scenario.pace);
    const pace = paceMetresPerSecond(prepared, scenario);
    const toStart = new Float64Array(edge.length).fill(Infinity);
    const toEnd = new Float64Array(edge.length).fill(Infinity);
    for (let cell = 0; cell < edge.length; cell++) {
      if (edge[cell] === -1) continue;
      toStart[cell] = shareDeciseconds(costs.directed[edge[cell]! * 2 + 1]!, alongShare[cell]!);
      toEnd[cell] = shareDeciseconds(costs.directed[edge[cell]! * 2]!, 1 - alongShare[cell]!);
    }
    legs = { toStart, toEnd, access: accessMetres.map((metres) => deciseconds(metres, pace)) };
    known.set(costs, legs);
  }
  return legs;
}

/** Whole persons of every cell in a period; the sum is kept. */
const personsByPeriod = keptOnce(
  (prepared, period) =>
    wholePersons(
      Float64Array.from(prepared.pack.demand, (cell) =>
        period === "day" ? cell.personsDay : cell.personsNight,
      ),
    ),
  { ignoresBridges: true, ignoresSites: true },
);
export const demandPersons = (prepared: PreparedPack, period: Period): Int32Array =>
  personsByPeriod(prepared, period);
