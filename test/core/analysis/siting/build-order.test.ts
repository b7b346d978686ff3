import { describe, expect, test } from "vitest";
import { exchangeYears, orderByUse } from "../../../../src/core/analysis/siting/order-by-exchange.ts";
import { orderExactly } from "../../../../src/core/analysis/siting/order-exactly.ts";
import type { SiteStanding, SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import {
  type BuildOrderTask,
  solveBuildOrder,
} from "../../../../src/core/analysis/siting/solve-build-order.ts";
import {
  BUILD_ORDER_GOALS,
  BUILD_ORDER_KINDS,
  type BuildOrder,
  type BuildOrderKind,
} from "../../../../src/core/model/build-order.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createHighsSolver } from "../../../../workers/highs-solver.ts";
import { createPlaneSiting } from "../../../fixtures/create-plane-siting.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { flowByBellmanFord } from "../../../fixtures/flow-by-bellman-ford.ts";

const LIMIT_DECISECONDS = 400;
const solveWithHighs = createHighsSolver();
const never = () => false;

/** Value of a set of new sites by plain looking, or by a plain flow in which everybody may also stay at the limit. */
function valueOfSites({ problem }: BuildOrderTask, kind: BuildOrderKind, chosen: readonly number[]): number {
  const { times, persons, standing, capacities } = problem;
  const open = new Set([...chosen, ...[...standing.keys()].filter((site) => standing[site] === "existing")]);
  const rows = [...persons].map((count, demand) => {
    const arcs = [...times.arcSite.keys()].slice(times.arcOffsets[demand], times.arcOffsets[demand + 1]);
    const coverable = arcs.some((arc) => standing[times.arcSite[arc]!] !== "forbidden");
    const walks = new Map(arcs.map((arc) => [times.arcSite[arc]!, times.arcDeciseconds[arc]!]));
    return { count: coverable ? count : 0, walks };
  });
  if (kind === "cover-most" || kind === "p-median") {
    let value = 0;
    for (const { count, walks } of rows) {
      const nearest = Math.min(...[...open].map((site) => walks.get(site) ?? Infinity));
      if (kind === "cover-most") value += nearest < Infinity ? count : 0;
      else value += (count * Math.min(nearest, LIMIT_DECISECONDS)) / 10;
    }
    return value;
  }
  const sites = problem.siteIds.length;
  const arcs = rows.flatMap(({ walks }) => [...walks, [sites, LIMIT_DECISECONDS] as const]);
  const offsets = [0];
  for (const { walks } of rows) offsets.push(offsets.at(-1)! + walks.size + 1);
  const cover = kind === "cover-most-with-room";
  const { personDeciseconds } = flowByBellmanFord({
    persons: Int32Array.from(rows, ({ count }) => count),
    capacityPersons: Float64Array.from({ length: sites + 1 }, (_, site) =>
      site === sites ? 1e6 : open.has(site) ? (capacities[site] ?? 0) : 0,
    ),
    arcOffsets: Uint32Array.from(offsets),
    arcShelter: Uint32Array.from(arcs, ([site]) => site),
    arcDeciseconds: Uint32Array.from(arcs, ([site, walk]) => (cover ? (site === sites ? 1 : 0) : walk)),
  });
  return cover ? rows.reduce((sum, { count }) => sum + count, 0) - personDeciseconds : personDeciseconds / 10;
}

function createTask(
  seed: number,
  kind: BuildOrderKind,
  goal: BuildOrderTask["question"]["goal"],
): BuildOrderTask {
  const random = createRandom(seed * 11);
  const problem = createSiting(seed * 5, { demands: 5, sites: 4 + (seed % 2) });
  const yearOf = new Map<number, number>();
  const years = 1 + Math.floor(random() * 3);
  problem.standing.forEach((each, site) => {
    if (each === "required" && random() < 0.5) yearOf.set(site, 1 + Math.floor(random() * years));
  });
  const question = { kind, goal, perYear: 1 + Math.floor(random() * 2), years, limitSeconds: 60 };
  const limitDeciseconds = LIMIT_DECISECONDS;
  return { problem, question, yearOf, limitDeciseconds, solve: solveWithHighs, run: SILENT };
}

/** Every way to build, year by year. */
function* allOrders(task: BuildOrderTask, built: number[][] = []): Generator<number[][]> {
  const { problem, question, yearOf } = task;
  const of = (standing: string) =>
    [...problem.standing.keys()].filter((site) => problem.standing[site] === standing);
  const before = built.flat();
  if (built.length === question.years) {
    if (of("required").every((site) => before.includes(site))) yield built;
    return;
  }
  const year = built.length + 1;
  const may = [...of("free"), ...of("required")].filter(
    (site) => !before.includes(site) && (yearOf.get(site) ?? year) === year,
  );
  const must = may.filter((site) => yearOf.has(site));
  for (let bits = 0; bits < 1 << may.length; bits++) {
    const now = may.filter((_, i) => (bits >> i) & 1);
    if (now.length !== Math.min(question.perYear, may.length) || !must.every((site) => now.includes(site)))
      continue;
    yield* allOrders(task, [...built, now]);
  }
}

const isMost = (kind: BuildOrderKind) => kind.startsWith("cover-most");
const better = (kind: BuildOrderKind, a: number, b: number) => (isMost(kind) ? a > b : a < b);

function checkShape(task: BuildOrderTask, order: BuildOrder): void {
  const { problem, question, yearOf } = task;
  const siteOf = new Map(problem.siteIds.map((id, site) => [id, site]));
  let before: readonly string[] = [];
  for (const { year, newIds, chosenIds, value, best, regret } of order.years) {
    expect([...before, ...newIds].sort()).toEqual([...chosenIds].sort());
    expect(newIds.length).toBeLessThanOrEqual(question.perYear);
    for (const id of newIds) expect(yearOf.get(siteOf.get(id)!) ?? year).toBe(year);
    expect(value).toBeCloseTo(
      valueOfSites(
        task,
        question.kind,
        chosenIds.map((id) => siteOf.get(id)!),
      ),
      6,
    );
    expect(best.value).toBeCloseTo(
      valueOfSites(
        task,
        question.kind,
        best.chosenIds.map((id) => siteOf.get(id)!),
      ),
      6,
    );
    expect(regret).toBeCloseTo(Math.abs(value - best.value), 6);
    expect(better(question.kind, value, best.value)).toBe(false);
    before = chosenIds;
  }
}

describe.each(BUILD_ORDER_KINDS)("%s", (kind) => {
  test("every year: the best of all orders, 100 times", async () => {
    let infeasible = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const task = createTask(seed, kind, "every-year");
      const order = await solveBuildOrder(task);
      let best: number | null = null;
      for (const built of allOrders(task)) {
        let total = 0;
        built.forEach((_, y) => {
          total += valueOfSites(task, kind, built.slice(0, y + 1).flat());
        });
        if (best === null || better(kind, total, best)) best = total;
      }
      const named = `seed ${seed}`;
      expect(order.proof.status, named).toBe(best === null ? "infeasible" : "optimal");
      if (best === null) infeasible++;
      else
        expect(
          order.years.reduce((sum, { value }) => sum + value, 0),
          named,
        ).toBeCloseTo(best, 6);
      checkShape(task, order);
    }
    expect(infeasible).toBeLessThan(60);
  }, 30_000);

  test("last year: as good at the end as the best choice, 60 times", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const task = createTask(seed, kind, "last-year");
      const order = await solveBuildOrder(task);
      checkShape(task, order);
      let best: number | null = null;
      for (const built of allOrders(task)) {
        const value = valueOfSites(task, kind, built.flat());
        if (best === null || better(kind, value, best)) best = value;
      }
      if (best !== null) expect(order.years.at(-1)!.value, `seed ${seed}`).toBeCloseTo(best, 6);
    }
  }, 30_000);
});

test("exchange is never below the best order and seldom above it, 60 times", () => {
  let equal = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const random = createRandom(seed);
    const gains = Array.from({ length: 9 }, () => 1 + Math.floor(random() * 20));
    const pairs = Array.from({ length: 81 }, () => Math.floor(random() * 6));
    const lossOf = (chosen: readonly number[]) => {
      let loss = 300;
      for (const a of chosen) {
        loss -= gains[a]!;
        for (const b of chosen) if (a < b) loss += pairs[a * 9 + b]!;
      }
      return loss;
    };
    const sites = [...gains.keys()];
    const rules = { perYear: 2, years: 3, yearOf: new Map([[4, 2]]), required: [4, 7] };
    const exact = orderExactly(sites, rules, lossOf, never)!;
    const found = exchangeYears(orderByUse(sites, rules, lossOf, never)!, sites, rules, lossOf, never);
    expect(found.loss).toBeGreaterThanOrEqual(exact.loss);
    expect(found.built[1]).toContain(4);
    expect(found.built.flat()).toContain(7);
    if (found.loss === exact.loss) equal++;
  }
  expect(equal).toBeGreaterThan(40);
});

describe("a plan of ten", () => {
  const problem: SitingProblem = createPlaneSiting(3, { demands: 150, sites: 40, roomPersons: 900 });
  const within = {
    ...problem,
    times: createPlaneSiting(3, { demands: 150, sites: 40, withinDeciseconds: 9000 }).times,
  };
  const task = (
    kind: BuildOrderKind,
    goal: BuildOrderTask["question"]["goal"],
    limitSeconds = 60,
  ): BuildOrderTask => ({
    problem: within,
    question: { kind, goal, perYear: 2, years: 5, limitSeconds },
    yearOf: new Map(),
    limitDeciseconds: 9000,
    solve: solveWithHighs,
    run: SILENT,
  });
  test.each(BUILD_ORDER_GOALS)(
    "%s: two a year, nested, the bound not better than the order",
    async (goal) => {
      const order = await solveBuildOrder(task("p-median", goal));
      expect(order.years.map(({ chosenIds }) => chosenIds.length)).toEqual([2, 4, 6, 8, 10]);
      const total = order.years.reduce((sum, { value }) => sum + value, 0);
      if (order.proof.status === "gap") expect(order.proof.bound).toBeLessThan(total);
      for (const { best } of order.years) expect(best.proof.status).toBe("optimal");
      if (goal === "last-year") expect(order.years.at(-1)!.regret).toBe(0);
      expect(order.totalRegret).toBeLessThan(0.02 * total);
    },
  );
  test("a tiny time limit still gives an order and never calls it optimal", async () => {
    let clock = 0;
    const run = { ...SILENT, now: () => ++clock };
    const order = await solveBuildOrder({ ...task("cover-most", "every-year", 0.05), run });
    expect(order.years.map(({ chosenIds }) => chosenIds.length)).toEqual([2, 4, 6, 8, 10]);
    expect(order.proof.status).toBe("gap");
  });
  test("more sites required than there are places in the years is infeasible", async () => {
    const required = {
      ...within,
      standing: within.siteIds.map((_, i): SiteStanding => (i < 11 ? "required" : "free")),
    };
    const { years, proof } = await solveBuildOrder({
      ...task("cover-most", "every-year"),
      problem: required,
    });
    expect([years, proof]).toEqual([[], { status: "infeasible" }]);
  });
});
