import { greedySiting } from "../../src/core/analysis/siting/greedy-siting.ts";
import {
  lpSum,
  type SitingProblem,
  siteName,
  sitesOf,
} from "../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../src/core/analysis/siting/solve-siting.ts";
import type { RunContext } from "../../src/core/model/progress.ts";
import type { SitingChoice, SitingKind } from "../../src/core/model/siting.ts";
import { createHighsSolver } from "../../workers/highs-solver.ts";
import { createCoverSiting } from "../fixtures/create-cover-siting.ts";
import { createSitingTask } from "../fixtures/create-siting-task.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import { sideBySide } from "./side-by-side.ts";

const CLOCK: RunContext = { onProgress: () => {}, isCancelled: () => false, now: () => performance.now() };
const solve = createHighsSolver();

/** The full model as a textbook writes it, nothing taken out. */
function plainText(
  problem: SitingProblem,
  kind: "cover-all" | "cover-most",
  newSites: number | null,
): string {
  const sites = problem.siteIds.map((_, site): [number, string] => [1, siteName(site)]);
  const reached = [...problem.demandIds.keys()].filter((demand) => sitesOf(problem.times, demand).length > 0);
  const sum = (demand: number, sign: number) =>
    lpSum(sitesOf(problem.times, demand).map((site) => [sign, siteName(site)]));
  const isAll = kind === "cover-all";
  return [
    isAll ? "Minimize" : "Maximize",
    ` total: ${isAll ? lpSum(sites) : lpSum(reached.map((demand) => [problem.persons[demand]!, `z${demand}`]))}`,
    "Subject To",
    ...reached.map((demand) =>
      isAll ? ` r${demand}: ${sum(demand, 1)} >= 1` : ` r${demand}: z${demand} ${sum(demand, -1)} <= 0`,
    ),
    ...(newSites === null ? [] : [` most: ${lpSum(sites)} <= ${newSites}`]),
    ...(isAll ? [] : ["Bounds", ...reached.map((demand) => ` 0 <= z${demand} <= 1`)]),
    "Binary",
    ...sites.map(([, name]) => ` ${name}`),
    "End",
  ].join("\n");
}

const proofText = ({ value, proof }: SitingChoice): string =>
  proof.status === "gap"
    ? `${value}, gap ${(100 * proof.gapShare).toFixed(2)} %`
    : `${value}, ${proof.status}`;

interface Case {
  readonly kind: SitingKind;
  readonly radius: number;
  readonly newSites: number | null;
  readonly targetMilliseconds: number | null;
}
const CASES: readonly Case[] = [
  ...[0.05, 0.1, 0.15, 0.2].flatMap((radius) =>
    [5, 10, 20, 40].map((newSites) => ({
      kind: "cover-most" as const,
      radius,
      newSites,
      targetMilliseconds: 500,
    })),
  ),
  ...[0.1, 0.15, 0.2].map((radius) => ({
    kind: "cover-all" as const,
    radius,
    newSites: null,
    targetMilliseconds: null,
  })),
  ...[5, 10, 20].map((newSites) => ({
    kind: "p-center" as const,
    radius: 1.5,
    newSites,
    targetMilliseconds: 3000,
  })),
  ...[5, 10, 15, 20, 40].map((newSites) => ({
    kind: "p-dispersion" as const,
    radius: 0.1,
    newSites,
    targetMilliseconds: null,
  })),
  ...[10, 20].map((newSites) => ({
    kind: "cover-most-with-room" as const,
    radius: 0.15,
    newSites,
    targetMilliseconds: null,
  })),
];

/** Covering of the classic shape: ours to the proof, and HiGHS on the plain full model in the same run. */
export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const shape = context.quick ? { demands: 200, sites: 60 } : { demands: 1000, sites: 300 };
  const limitSeconds = context.quick ? 1 : 5;
  const runs = context.quick ? 1 : 5;
  const rows: BenchRow[] = [];
  for (const { kind, radius, newSites, targetMilliseconds } of context.quick
    ? CASES.filter((_, i) => i % 4 === 1)
    : CASES) {
    const open = createCoverSiting(1, { ...shape, radius });
    // Room for half of all persons where 20 sites are opened.
    const problem = { ...open, capacities: open.siteIds.map((_, site) => 600 + 10 * (site % 130)) };
    const task = createSitingTask({ problem, newSites, limitSeconds, solve, run: CLOCK });
    const named = `${kind}, radius ${radius}, ${newSites ?? "any number of"} sites`;
    const on = `${shape.demands} demands x ${shape.sites} sites in a unit square`;
    context.say(named);
    const seen = new Map<string, string>();
    const isPlain = kind === "cover-all" || kind === "cover-most";
    const ours = {
      who: "ours",
      run: async () => {
        seen.set("ours", proofText(await solveSiting(kind, task)));
      },
    };
    const live = {
      who: "ours, live",
      run: () => {
        if (!isPlain) return;
        const { value, bound } = greedySiting(kind, task);
        seen.set("ours, live", `${value}, bound ${bound}`);
      },
    };
    const highs = {
      who: "HiGHS, plain full model",
      mostRuns: 1,
      run: async () => {
        if (!isPlain) return;
        const { value, status } = await solve(plainText(problem, kind, newSites), limitSeconds);
        seen.set("HiGHS, plain full model", `${value?.toFixed(0) ?? "nothing"}, ${status}`);
      },
    };
    const times = await sideBySide(isPlain ? [ours, live, highs] : [ours], { runs, warmUpRuns: 1 });
    for (const [who, milliseconds] of times) {
      const note = seen.get(who) ?? "";
      const most = who === "ours" ? targetMilliseconds : who === "ours, live" ? 50 : null;
      const isProven = who !== "ours" || note.endsWith("optimal");
      rows.push({
        task: named,
        on,
        who,
        milliseconds,
        note,
        ...(most === null || context.quick
          ? {}
          : {
              target: {
                words: `${who === "ours" ? "proven in " : ""}<= ${most} ms`,
                isMet: isProven && milliseconds <= most,
              },
            }),
      });
    }
  }
  return rows;
}
