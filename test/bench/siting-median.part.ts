import { guessMedian } from "../../src/core/analysis/siting/guess-median.ts";
import type { SitingProblem, SitingTask } from "../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../src/core/analysis/siting/solve-siting.ts";
import type { RunContext } from "../../src/core/model/progress.ts";
import type { SitingChoice, SitingKind } from "../../src/core/model/siting.ts";
import { createHighsSolver } from "../../workers/highs-solver.ts";
import { CLASSIC_MEDIANS, createGraphSiting } from "../fixtures/create-graph-siting.ts";
import { createPlaneSiting, type PlaneShape } from "../fixtures/create-plane-siting.ts";
import { createSitingTask } from "../fixtures/create-siting-task.ts";
import { sitingMilp } from "../fixtures/siting-milp.ts";
import { packNetwork } from "./bench-networks.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import { type Contestant, sideBySide } from "./side-by-side.ts";
import { streetSiting } from "./street-siting.ts";

const CLOCK: RunContext = { onProgress: () => {}, isCancelled: () => false, now: () => performance.now() };
const solve = createHighsSolver();
const LIVE_MILLISECONDS = 50;
/** Longer than any target, so that a miss says by how much. */
const LIMIT_SECONDS = 60;
const HIGHS_LIMIT_SECONDS = 30;
/** Average distance of the heuristic from the optimum, in percent. */
const HEURISTIC_PERCENT = 0.05;
/** Shakes of the heuristic alone. */
const SHAKES = 300;

interface Question {
  readonly kind: SitingKind;
  readonly named: string;
  readonly on: string;
  readonly problem: SitingProblem;
  readonly newSites: number;
  /** What is asked of the proof; `gapPercent` 0 = it has to be complete. */
  readonly target: { readonly milliseconds: number; readonly gapPercent: number } | null;
  readonly isLive: boolean;
  readonly hasPeer: boolean;
}

const proofText = ({ value, proof }: SitingChoice): string =>
  proof.status === "gap"
    ? `${value}, gap ${(100 * proof.gapShare).toFixed(3)} %`
    : `${value}, ${proof.status}`;

const gapPercent = ({ proof }: SitingChoice): number =>
  proof.status === "optimal" ? 0 : proof.status === "gap" ? 100 * proof.gapShare : Infinity;

function questions(context: BenchContext): Question[] {
  const { quick } = context;
  const classic = quick ? { demands: 150, sites: 50 } : { demands: 1000, sites: 300 };
  const smaller = quick ? { demands: 80, sites: 40 } : { demands: 500, sites: 200 };
  const numbers = quick ? [5] : [5, 10, 20, 40, 80];
  const shapes: readonly [string, Omit<PlaneShape, "demands" | "sites">][] = [
    ["weights even to 200", {}],
    ["no weights", { persons: "one" }],
    ["12 thick spots, few large weights", { persons: "skewed", clusters: 12 }],
  ];
  const size = ({ demands, sites }: typeof classic) => `${demands} demands x ${sites} sites`;
  const medianOf = (
    on: string,
    problem: SitingProblem,
    newSites: number,
    milliseconds: number,
  ): Question => ({
    kind: "p-median",
    named: `p-median, ${newSites} sites`,
    on,
    problem,
    newSites,
    target: { milliseconds, gapPercent: 0 },
    isLive: milliseconds === 2000,
    hasPeer: newSites === 10 && on.includes("even"),
  });
  const asked: Question[] = [];
  for (const [of, shape] of shapes)
    for (const newSites of numbers)
      asked.push(
        medianOf(
          `${size(classic)} in a square, ${of}`,
          createPlaneSiting(1, { ...classic, ...shape }),
          newSites,
          2000,
        ),
      );
  for (const id of ["porto", "xicheng"]) {
    if (context.packFolder(id) === null) continue;
    const network = packNetwork(id);
    if (network === null) continue;
    const problem = streetSiting(network, 1, classic);
    for (const newSites of numbers)
      asked.push(medianOf(`${size(classic)} by the streets of ${id}`, problem, newSites, 2000));
    break;
  }
  for (const [of, shape] of shapes.slice(0, 2))
    for (const newSites of numbers)
      asked.push(
        medianOf(
          `${size(smaller)} in a square, ${of}`,
          createPlaneSiting(2, { ...smaller, ...shape }),
          newSites,
          8000,
        ),
      );
  for (const seed of quick ? [1] : [1, 2, 3]) {
    const places = quick ? 30 : 100;
    const open = createPlaneSiting(seed, { demands: places, sites: places });
    const persons = open.persons.reduce((sum, count) => sum + count, 0);
    for (const sharePercent of [110, 130]) {
      const room = Math.ceil((persons * sharePercent) / 100 / 10);
      asked.push({
        kind: "p-median-with-room",
        named: "p-median with room, 10 sites",
        on: `${places} x ${places} in a square (${seed}), room for ${sharePercent} %`,
        problem: { ...open, capacities: open.siteIds.map(() => room) },
        newSites: 10,
        target: { milliseconds: 20_000, gapPercent: 1 },
        isLive: false,
        hasPeer: false,
      });
    }
  }
  const even = createPlaneSiting(1, classic);
  for (const newSites of numbers)
    asked.push({
      kind: "p-center",
      named: `p-center, ${newSites} sites`,
      on: `${size(classic)} in a square`,
      problem: even,
      newSites,
      target: { milliseconds: 3000, gapPercent: 0 },
      isLive: false,
      hasPeer: false,
    });
  return asked;
}

async function ask(question: Question, { quick }: BenchContext): Promise<BenchRow[]> {
  const { kind, named, on, problem, newSites, target, isLive, hasPeer } = question;
  const withRoom = kind === "p-median-with-room";
  // A limit at the target: the gap that is left then is what was asked for.
  const limitSeconds = withRoom && target !== null ? target.milliseconds / 1000 : LIMIT_SECONDS;
  const task = createSitingTask({ problem, newSites, limitSeconds, solve, run: CLOCK });
  const notes = new Map<string, { note: string; isMet: boolean }>();
  const contestants: Contestant[] = [
    {
      who: "ours",
      ...(withRoom ? { mostRuns: 1 } : {}),
      run: async () => {
        const answer = await solveSiting(kind, task);
        const isMet = target !== null && gapPercent(answer) <= target.gapPercent;
        notes.set("ours", { note: proofText(answer), isMet });
      },
    },
  ];
  if (isLive)
    contestants.push({
      who: "ours, live",
      run: () => {
        notes.set("ours, live", { note: `${guessMedian(task, 0).value}, no proof`, isMet: true });
      },
    });
  const runs = quick || withRoom ? 1 : 5;
  const times = new Map(await sideBySide(contestants, { runs, warmUpRuns: withRoom ? 0 : 1 }));
  if (hasPeer) times.set("HiGHS (WASM), full model", await askHighs(task, quick, notes));
  return [...times].map(([who, milliseconds]): BenchRow => {
    const { note, isMet } = notes.get(who)!;
    const most = who === "ours" ? target : { milliseconds: LIVE_MILLISECONDS, gapPercent: Infinity };
    const words =
      most?.gapPercent === 0
        ? `proven in <= ${most.milliseconds} ms`
        : `${most?.gapPercent === Infinity ? "" : `within ${most?.gapPercent} % of its bound in `}<= ${most?.milliseconds} ms`;
    const isAsked = most !== null && !quick && who.startsWith("ours");
    // The clock is looked at between steps: a limit that is the target ends a little after it.
    const allowed = (most?.milliseconds ?? 0) * (withRoom ? 1.01 : 1);
    return {
      task: named,
      on,
      who,
      milliseconds,
      note,
      ...(isAsked ? { target: { words, isMet: isMet && milliseconds <= allowed } } : {}),
    };
  });
}

async function askHighs(
  { problem, newSites }: SitingTask,
  quick: boolean,
  notes: Map<string, { note: string; isMet: boolean }>,
): Promise<number> {
  const text = sitingMilp(problem, { kind: "p-median", newSites, budget: null, backupSites: 1 });
  const started = performance.now();
  const { value, bound, status, detail } = await solve(text, quick ? 2 : HIGHS_LIMIT_SECONDS);
  const taken = performance.now() - started;
  const found = value === null ? "nothing" : value.toFixed(1);
  const isOpen = status === "time-limit" && value !== null && bound !== null;
  const gap = isOpen ? `, gap ${((100 * (value - bound)) / value).toFixed(2)} %` : "";
  notes.set("HiGHS (WASM), full model", {
    note: `${found}, ${status}${gap}${status === "failed" ? ` (${detail})` : ""}`,
    isMet: false,
  });
  return taken;
}

/** Problems made as the forty classic ones: how far the heuristic alone is from the optimum that our own proof finds. */
async function askClassic({ quick, say }: BenchContext): Promise<BenchRow[]> {
  const chosen = [...CLASSIC_MEDIANS.entries()].filter(([i]) => !quick || i < 5);
  const proofMilliseconds: number[] = [];
  const guessMilliseconds: number[] = [];
  const percents: number[] = [];
  let proven = 0;
  let worst = "";
  for (const [i, [nodes, newSites]] of chosen) {
    say(`like pmed${i + 1}`);
    const problem = createGraphSiting(100 + i, nodes);
    const task = createSitingTask({ problem, newSites, limitSeconds: LIMIT_SECONDS, solve, run: CLOCK });
    let started = performance.now();
    const guess = guessMedian(task, SHAKES);
    guessMilliseconds.push(performance.now() - started);
    started = performance.now();
    const best = await solveSiting("p-median", task);
    proofMilliseconds.push(performance.now() - started);
    if (Math.max(...proofMilliseconds) === proofMilliseconds.at(-1))
      worst = `${nodes} nodes, ${newSites} sites`;
    if (best.proof.status === "optimal") proven++;
    const least = best.proof.status === "gap" ? best.proof.bound : best.value!;
    percents.push(least === 0 ? 0 : (100 * (guess.value! - least)) / least);
  }
  const percent = percents.reduce((sum, each) => sum + each, 0) / percents.length;
  const optimal = percents.filter((each) => each < 1e-9).length;
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
  const shared = {
    task: "p-median, made as the 40 classic ones",
    on: `${chosen.length} random graphs of 100-900 nodes`,
  };
  return [
    {
      ...shared,
      who: "ours",
      milliseconds: middle(proofMilliseconds),
      note: `${proven} of ${chosen.length} proven; slowest ${Math.max(...proofMilliseconds).toFixed(0)} ms (${worst})`,
    },
    {
      ...shared,
      who: "ours, heuristic alone",
      milliseconds: middle(guessMilliseconds),
      note: `${percent.toFixed(4)} % above the optimum on average, ${Math.max(...percents).toFixed(3)} % at worst, ${optimal} optimal; slowest ${Math.max(...guessMilliseconds).toFixed(0)} ms`,
      ...(quick
        ? {}
        : {
            target: {
              words: `<= ${HEURISTIC_PERCENT} % above the optimum on average`,
              isMet: percent <= HEURISTIC_PERCENT,
            },
          }),
    },
  ];
}

/** p-median, with room and without, and p-center: ours to the proof, the live guess, and HiGHS on the plain full model. */
export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const question of questions(context)) {
    context.say(`${question.named}, ${question.on}`);
    rows.push(...(await ask(question, context)));
  }
  rows.push(...(await askClassic(context)));
  return rows;
}
