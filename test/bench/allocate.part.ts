import loadHighs, { type Highs } from "highs";
import { allocate } from "../../src/core/analysis/allocate.ts";
import { createAllocator } from "../../src/core/analysis/allocation/create-allocator.ts";
import type { AllocationProblem } from "../../src/core/model/allocation.ts";
import { allocationFaults } from "../fixtures/allocation-faults.ts";
import { allocationLp } from "../fixtures/allocation-lp.ts";
import { createAllocation } from "../fixtures/create-allocation.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import { sideBySide } from "./side-by-side.ts";

interface Case {
  readonly cells: number;
  readonly shelters: number;
  readonly roomShare: number;
  readonly mostMilliseconds: number | null;
  readonly withHighs: boolean;
}

const CASES: readonly Case[] = [
  { cells: 5000, shelters: 100, roomShare: 1.1, mostMilliseconds: 150, withHighs: true },
  { cells: 5000, shelters: 100, roomShare: 1.01, mostMilliseconds: 300, withHighs: true },
  { cells: 5000, shelters: 100, roomShare: 0.4, mostMilliseconds: null, withHighs: false },
  { cells: 20_000, shelters: 300, roomShare: 1.1, mostMilliseconds: 2500, withHighs: false },
];
const QUICK: readonly Case[] = [
  { cells: 400, shelters: 20, roomShare: 1.1, mostMilliseconds: null, withHighs: true },
];
const LEAST_TIMES_HIGHS = 25;
const MOST_WARM_SHARE = 0.2;
const WARM_ROOM_SHARES = [1.01, 1.1, 1.5];

async function measureCase(context: BenchContext, highs: Highs, each: Case): Promise<BenchRow[]> {
  const { cells, shelters, roomShare } = each;
  const problem = createAllocation(cells, shelters, roomShare);
  const on = `${cells} cells x ${shelters} shelters, room for ${Math.round(roomShare * 100)} %`;
  const task = "allocation, all arcs kept";
  context.say(`${task}, ${on}`);
  const { totalPersonDeciseconds } = allocate(problem);
  // Reading the text is not counted against it.
  const model = each.withHighs ? highs.createModel() : null;
  model?.readModel({ format: "lp", data: allocationLp(problem, 1e8) });
  model?.options.set({ output_flag: false });
  const times = await sideBySide(
    [
      {
        who: "ours",
        run: () => {
          allocate(problem);
        },
      },
      ...(model
        ? [
            {
              who: "HiGHS LP (WASM)",
              mostRuns: 1,
              run: () => {
                model.clearSolver();
                model.run();
              },
            },
          ]
        : []),
    ],
    { runs: context.quick ? 3 : 7, warmUpRuns: context.quick ? 1 : 2 },
  );
  const highsCost = model?.getObjectiveValue() ?? Number.NaN;
  model?.dispose();
  const ours = times.get("ours")!;
  const faults = allocationFaults(problem, allocate(problem));
  const rows: BenchRow[] = [
    {
      task,
      on,
      who: "ours",
      milliseconds: ours,
      note: faults.length === 0 ? "no cheaper cycle: optimal" : faults[0]!,
      ...(each.mostMilliseconds !== null && {
        target: { words: `<= ${each.mostMilliseconds} ms`, isMet: ours <= each.mostMilliseconds },
      }),
    },
  ];
  const theirs = times.get("HiGHS LP (WASM)");
  if (theirs !== undefined)
    rows.push({
      task,
      on,
      who: "HiGHS LP (WASM)",
      milliseconds: theirs,
      note: `ours ${(theirs / ours).toFixed(0)}x faster; cost ${Math.abs(highsCost - totalPersonDeciseconds) < 1 ? "equal" : `${highsCost} against ${totalPersonDeciseconds}`}`,
      ...(!context.quick && {
        target: { words: `ours >= ${LEAST_TIMES_HIGHS}x faster`, isMet: theirs >= LEAST_TIMES_HIGHS * ours },
      }),
    });
  return rows;
}

/** What happens to one site, and the problem that comes of it. */
function changesOf(
  problem: AllocationProblem,
  site: number,
): readonly (readonly [string, AllocationProblem])[] {
  const room = (share: number) => ({
    ...problem,
    capacityPersons: problem.capacityPersons.map((capacity, i) =>
      i === site ? Math.floor(capacity * share) : capacity,
    ),
  });
  const shelters = problem.capacityPersons.length;
  const moved = (to: (arc: number) => number) => {
    const arcDeciseconds = problem.arcDeciseconds.slice();
    for (let arc = site; arc < arcDeciseconds.length; arc += shelters) arcDeciseconds[arc] = to(arc);
    return { ...problem, arcDeciseconds };
  };
  const other = (site + (shelters >> 1) + 1) % shelters;
  return [
    ["closes", room(0)],
    ["keeps 70 % of its room", room(0.7)],
    [
      "moves a little",
      moved((arc) => Math.max(0, problem.arcDeciseconds[arc]! + ((arc * 7919) % 4000) - 2000)),
    ],
    ["moves across town", moved((arc) => problem.arcDeciseconds[arc - site + other]! + 300)],
  ];
}

const BACK: Readonly<Record<string, string>> = {
  closes: "a site opens",
  "keeps 70 % of its room": "a site gains room",
  "moves a little": "a site moves a little back",
  "moves across town": "a site moves back across town",
};

function measureWarm(context: BenchContext, each: Case): BenchRow[] {
  const problem = createAllocation(each.cells, each.shelters, each.roomShare);
  const on = `${each.cells} cells x ${each.shelters} shelters, room for ${Math.round(each.roomShare * 100)} %`;
  context.say(`carried on, ${on}`);
  const allocator = createAllocator();
  allocator.allocate(problem);
  const times = new Map<string, number[]>();
  const timed = (name: string, run: () => void) => {
    const started = performance.now();
    run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - started]);
  };
  const sites = context.quick ? 4 : 16;
  let unequal = 0;
  for (let i = -2; i < sites; i++) {
    if (i === 0) times.clear();
    const site = ((i + 2) * 37) % each.shelters;
    for (const [name, changed] of changesOf(problem, site)) {
      timed("from nothing", () => allocate(changed));
      let carried = 0;
      timed(`a site ${name}`, () => {
        carried = allocator.allocate(changed).totalPersonDeciseconds;
      });
      if (carried !== allocate(changed).totalPersonDeciseconds) unequal++;
      timed(BACK[name]!, () => allocator.allocate(problem));
    }
  }
  const median = (name: string) => times.get(name)!.toSorted((a, b) => a - b)[times.get(name)!.length >> 1]!;
  const cold = median("from nothing");
  return [...times.keys()].map((who) => ({
    task: "allocation carried on after one change",
    on,
    who: `ours, ${who}`,
    milliseconds: median(who),
    ...(who !== "from nothing" && {
      note: `${((100 * median(who)) / cold).toFixed(0)} % of from nothing; ${unequal} unequal`,
      ...(!context.quick && {
        target: { words: "<= 20 % of from nothing", isMet: median(who) <= MOST_WARM_SHARE * cold },
      }),
    }),
  }));
}

export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const highs = await loadHighs();
  const cases = context.quick ? QUICK : CASES;
  const rows: BenchRow[] = [];
  for (const each of cases) rows.push(...(await measureCase(context, highs, each)));
  for (const roomShare of context.quick ? [1.1] : WARM_ROOM_SHARES)
    rows.push(...measureWarm(context, { ...cases[0]!, roomShare }));
  return rows;
}
