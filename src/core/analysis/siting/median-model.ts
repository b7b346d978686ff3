import { AFFORDABLE, type SiteAllowance } from "./site-node.ts";
import type { OpenQuestion, SitingProblem } from "./siting-problem.ts";
import { TimeSorter } from "./sort-by-time.ts";

/**
 * p-median seen from its free sites: what each demand pays at each of them, by demand with the cheapest first (a bound
 * only ever looks at the first few) and by site.
 */
export interface MedianModel extends SiteAllowance {
  readonly demandCount: number;
  readonly siteCount: number;
  /** Arcs of demand i are [rowOffsets[i], rowOffsets[i + 1]), cost rising, each below baseCost[i]. */
  readonly rowOffsets: Uint32Array;
  readonly rowSite: Uint32Array;
  /** Persons times deciseconds. */
  readonly rowCost: Float64Array;
  /** The same arcs by site: those of site j are [columnOffsets[j], columnOffsets[j + 1]), demands rising. */
  readonly columnOffsets: Uint32Array;
  readonly columnDemand: Uint32Array;
  readonly columnCost: Float64Array;
  /** Cost at the nearest site that is open anyway; without one, that of not being reached, or `penalty`. */
  readonly baseCost: Float64Array;
  /** More than any choice that reaches everybody costs in total. */
  readonly penalty: number;
}

/** Demands between two looks at whether anybody still waits. */
const ROWS_A_LOOK = 64;

/**
 * `unreachedDeciseconds`: what a person whom no open site reaches counts as walking, no less than the longest walk;
 * null = everybody who could be reached has to be.
 * `stops` true: nobody is in reach of anything from there on, so no choice of the model is one.
 */
export function medianModel(
  { persons, times }: SitingProblem,
  { coverable, free, isFixed, isFree }: OpenQuestion,
  allowance: SiteAllowance,
  unreachedDeciseconds: number | null = null,
  stops: () => boolean = () => false,
): MedianModel {
  const columnOf = new Int32Array(isFree.length).fill(-1);
  free.forEach((site, column) => {
    columnOf[site] = column;
  });
  const demandCount = coverable.length;
  const baseCost = new Float64Array(demandCount).fill(Infinity);
  const rowOffsets = new Uint32Array(demandCount + 1);
  const arcCount = coverable.reduce(
    (sum, demand) => sum + times.arcOffsets[demand + 1]! - times.arcOffsets[demand]!,
    0,
  );
  const rowSite = new Uint32Array(arcCount);
  const rowCost = new Float64Array(arcCount);
  const sorter = new TimeSorter(free.length);
  const { deciseconds, column } = sorter.walks;
  let penalty = 1;
  let arcs = 0;
  let isOver = false;
  coverable.forEach((demand, i) => {
    isOver ||= i % ROWS_A_LOOK === ROWS_A_LOOK - 1 && stops();
    if (isOver) {
      rowOffsets[i + 1] = arcs;
      return;
    }
    let count = 0;
    let dearest = 0;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const site = times.arcSite[arc]!;
      const cost = persons[demand]! * times.arcDeciseconds[arc]!;
      if (isFixed[site] === 1) baseCost[i] = Math.min(baseCost[i]!, cost);
      else if (isFree[site] === 1) {
        deciseconds[count] = times.arcDeciseconds[arc]!;
        column[count++] = columnOf[site]!;
      } else continue;
      dearest = Math.max(dearest, cost);
    }
    penalty += dearest;
    sorter.sort(count);
    for (let at = 0; at < count; at++) {
      const cost = persons[demand]! * deciseconds[at]!;
      // No better than what the demand has anyway.
      if (cost >= baseCost[i]!) break;
      rowSite[arcs] = column[at]!;
      rowCost[arcs++] = cost;
    }
    rowOffsets[i + 1] = arcs;
  });
  return {
    demandCount,
    siteCount: free.length,
    ...allowance,
    ...rowsOf(rowOffsets, rowSite.subarray(0, arcs), rowCost.subarray(0, arcs), free.length),
    baseCost: baseCost.map((cost, i) => {
      if (cost < Infinity) return cost;
      return unreachedDeciseconds === null ? penalty : persons[coverable[i]!]! * unreachedDeciseconds;
    }),
    penalty,
  };
}

/** The arcs of rows, and once more by site. */
function rowsOf(
  rowOffsets: Uint32Array,
  rowSite: Uint32Array,
  rowCost: Float64Array,
  siteCount: number,
): Pick<MedianModel, "rowOffsets" | "rowSite" | "rowCost" | "columnOffsets" | "columnDemand" | "columnCost"> {
  const columnOffsets = new Uint32Array(siteCount + 1);
  const columnDemand = new Uint32Array(rowSite.length);
  const columnCost = new Float64Array(rowSite.length);
  for (let arc = 0; arc < rowSite.length; arc++) columnOffsets[rowSite[arc]! + 1]!++;
  for (let site = 0; site < siteCount; site++) columnOffsets[site + 1]! += columnOffsets[site]!;
  const next = columnOffsets.slice();
  for (let demand = 0; demand + 1 < rowOffsets.length; demand++)
    for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++) {
      const at = next[rowSite[arc]!]!++;
      columnDemand[at] = demand;
      columnCost[at] = rowCost[arc]!;
    }
  return { rowOffsets, rowSite, rowCost, columnOffsets, columnDemand, columnCost };
}

/**
 * The model with some sites settled: opened ones are open anyway and paid for, shut ones are gone. `columns`: the sites
 * that stay, by their old numbers.
 */
export function settledModel(
  model: MedianModel,
  opened: readonly number[],
  columns: readonly number[],
): MedianModel {
  const { rowOffsets, rowSite, rowCost, demandCount, siteCosts } = model;
  const baseCost = model.baseCost.slice();
  const spent = opened.reduce((sum, site) => sum + (siteCosts?.[site] ?? 0), 0);
  for (const site of opened)
    for (let arc = model.columnOffsets[site]!; arc < model.columnOffsets[site + 1]!; arc++)
      baseCost[model.columnDemand[arc]!] = Math.min(
        baseCost[model.columnDemand[arc]!]!,
        model.columnCost[arc]!,
      );
  const columnOf = new Int32Array(model.siteCount).fill(-1);
  columns.forEach((site, column) => {
    columnOf[site] = column;
  });
  const offsets = new Uint32Array(demandCount + 1);
  const sites = new Uint32Array(rowSite.length);
  const costs = new Float64Array(rowSite.length);
  let arcs = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++) {
      if (rowCost[arc]! >= baseCost[demand]!) break;
      if (columnOf[rowSite[arc]!] === -1) continue;
      sites[arcs] = columnOf[rowSite[arc]!]!;
      costs[arcs++] = rowCost[arc]!;
    }
    offsets[demand + 1] = arcs;
  }
  return {
    ...model,
    siteCount: columns.length,
    open: Math.min(model.open - opened.length, columns.length),
    siteCosts: siteCosts === null ? null : Float64Array.from(columns, (site) => siteCosts[site]!),
    budget: model.budget * AFFORDABLE - spent,
    ...rowsOf(offsets, sites.subarray(0, arcs), costs.subarray(0, arcs), columns.length),
    baseCost,
  };
}

/** Total cost of a choice of columns. */
export function medianCost(model: MedianModel, chosen: readonly number[]): number {
  const isOpen = new Uint8Array(model.siteCount);
  for (const site of chosen) isOpen[site] = 1;
  return costOfOpen(model, isOpen);
}

/** The same for a choice given as a mark per site. */
export function costOfOpen(
  { rowOffsets, rowSite, rowCost, baseCost, demandCount }: MedianModel,
  isOpen: Uint8Array,
): number {
  let total = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    let cost = baseCost[demand]!;
    for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
      if (isOpen[rowSite[arc]!] === 1) {
        cost = rowCost[arc]!;
        break;
      }
    total += cost;
  }
  return total;
}
