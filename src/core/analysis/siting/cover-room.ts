import { allocateKnown } from "../allocate-known.ts";
import { openLimits } from "./cover-most.ts";
import { coverTask } from "./cover-question.ts";
import { groupByReach } from "./group-by-reach.ts";
import { type RoomModel, roomBound } from "./room-bound.ts";
import { roomText } from "./room-text.ts";
import {
  chosenSites,
  INFEASIBLE,
  type Siting,
  type SitingProblem,
  type SitingTask,
} from "./siting-problem.ts";

const ROUNDS = 400;
const TOLD_EVERY_MILLISECONDS = 200;
/** Above this the WebAssembly solver runs out of memory: the bound found so far is then the answer. */
const MOST_ARCS = 250_000;

/**
 * Capacitated maximal covering: most persons within the minutes of an open site that also has a place for each of them.
 * Exact allocation values each choice; a Lagrangian bound proves it or decides most sites, and HiGHS gets the rest.
 */
export async function coverRoom(task: SitingTask): Promise<Siting> {
  const { problem, run, solve, limitSeconds } = task;
  const deadline = run.now() + limitSeconds * 1000;
  const isOver = () => run.isCancelled() || run.now() >= deadline;
  const cover = coverTask(task, 1);
  if (cover.isBeyond) return INFEASIBLE;
  const { open: question } = cover;
  const limits = openLimits(task, cover);
  const hasRoom = (site: number) => (problem.capacities[site] ?? 0) > 0;
  const isPayable = (site: number) => (problem.costs?.[site] ?? 1) <= cover.mostCost * (1 + 1e-9);
  const free = question.free.filter((site) => hasRoom(site) && isPayable(site));
  const spend = limits.spend && Float64Array.from(free, (site) => problem.costs![site]!);
  // The allocation places whole persons, wherever their walks lead.
  const grouped = groupByReach({ ...problem, persons: problem.persons.map(Math.trunc) });
  const whole = Int32Array.from(grouped.persons);
  let chosen: readonly number[] = [];
  let placed = -1;
  /** Values a choice of columns, cut back to the budget from the end, by the exact allocation. */
  const offer = (columns: readonly number[]) => {
    const kept: number[] = [];
    let left = limits.budget * (1 + 1e-9);
    for (const column of columns) {
      if (kept.length >= limits.open || (spend && spend[column]! > left)) continue;
      left -= spend?.[column] ?? 0;
      kept.push(column);
    }
    const isOpen = question.isFixed.slice();
    for (const column of kept) isOpen[free[column]!] = 1;
    const capacities = problem.capacities.map((capacity, site) => (isOpen[site] === 1 ? capacity : null));
    const persons = allocateKnown(grouped.times, whole, capacities).totalServedPersons;
    if (persons <= placed) return;
    placed = persons;
    chosen = kept.map((column) => free[column]!).sort((a, b) => a - b);
  };
  offer([]);
  const model = roomModel(grouped, free, question.fixed.filter(hasRoom), {
    spend,
    budget: limits.budget,
    open: Math.min(limits.open, free.length),
  });
  const answer = (bound: number): Siting => ({
    chosen,
    value: placed,
    bound,
    isInfeasible: false,
    fewestNewSites: null,
  });
  // There is nothing to choose.
  if (model.freeCount === 0 || model.open === 0) return answer(placed);
  let round = 0;
  let toldAt = run.now();
  const { mostPersons, decided } = roomBound(model, {
    rounds: ROUNDS,
    known: () => placed,
    isOver,
    offer: (columns) => {
      if (round++ % 8 === 0) offer(columns);
    },
    tell: (mostSoFar, each) => {
      if (run.now() - toldAt < TOLD_EVERY_MILLISECONDS) return;
      toldAt = run.now();
      const bound = Math.max(placed, Math.floor(mostSoFar + 1e-6));
      run.onProgress({ share: (0.5 * each) / ROUNDS, found: { value: placed, bound } });
    },
  });
  let most = Math.max(placed, Math.floor(mostPersons + 1e-6));
  run.onProgress({ share: 0.5, found: { value: placed, bound: most } });
  if (most === placed || isOver() || model.rowColumn.length > MOST_ARCS) return answer(most);
  const firstGap = most - placed;
  let share = 0.5;
  const result = await solve(roomText(model, decided), Math.max(0.01, (deadline - run.now()) / 1000), {
    isStopped: run.isCancelled,
    onBound: (value, solverBound) => {
      if (run.now() - toldAt < TOLD_EVERY_MILLISECONDS) return;
      toldAt = run.now();
      // Of what is left over by the bound: a worse solution there says nothing of the best known one.
      const best = Math.max(placed, Math.floor((value ?? 0) + 1e-6));
      const bound = Math.max(best, Math.min(most, Math.floor(solverBound + 1e-6)));
      share = Math.max(share, 1 - (0.5 * (bound - best)) / firstGap);
      run.onProgress({ share, found: { value: best, bound } });
    },
  });
  if (result.value !== null) {
    const columns = [...free.keys()];
    offer(chosenSites(result.values, columns));
  }
  // Nothing better than the known choice is among what the bound left over.
  if (result.status === "infeasible" || result.status === "optimal") most = placed;
  else if (result.bound !== null) most = Math.max(placed, Math.min(most, Math.floor(result.bound + 1e-6)));
  return answer(most);
}

function roomModel(
  { times, persons, capacities }: SitingProblem,
  free: readonly number[],
  fixed: readonly number[],
  limits: Pick<RoomModel, "spend" | "budget" | "open">,
): RoomModel {
  const sites = [...free, ...fixed];
  const column = new Map(sites.map((site, i) => [site, i]));
  const rows = new Map<string, { columns: number[]; persons: number }>();
  for (let demand = 0; demand < persons.length; demand++) {
    const columns: number[] = [];
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const found = column.get(times.arcSite[arc]!);
      if (found !== undefined) columns.push(found);
    }
    const count = persons[demand]!;
    if (columns.length === 0 || count === 0) continue;
    // Reached by the same sites of those that may be open.
    const key = columns.sort((a, b) => a - b).join(" ");
    const known = rows.get(key);
    if (known) known.persons += count;
    else rows.set(key, { columns, persons: count });
  }
  const list = [...rows.values()];
  const rowOffsets = new Uint32Array(list.length + 1);
  list.forEach(({ columns }, row) => {
    rowOffsets[row + 1] = rowOffsets[row]! + columns.length;
  });
  return {
    ...limits,
    rowOffsets,
    rowColumn: Uint32Array.from(list.flatMap(({ columns }) => columns)),
    persons: Float64Array.from(list, (row) => row.persons),
    room: Float64Array.from(sites, (site) => capacities[site]!),
    freeCount: free.length,
  };
}
