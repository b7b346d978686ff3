import { describe, expect, test } from "vitest";
import { site } from "../../../src/core/analysis/site.ts";
import { siteCurve } from "../../../src/core/analysis/site-curve.ts";
import { siteNeed } from "../../../src/core/analysis/site-need.ts";
import { SILENT } from "../../../src/core/model/progress.ts";
import { PLAIN_SITING, type SiteRequest } from "../../../src/core/model/siting.ts";
import { createHighsSolver } from "../../../workers/highs-solver.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createVerbTown } from "../../fixtures/create-verb-town.ts";

const solve = createHighsSolver();
const KINDS = ["cover-most", "cover-most-with-room", "cover-all", "p-median"] as const;
const CANDIDATES = ["c0", "c1", "c2", "c3"];

const requestOf = (kind: SiteRequest["kind"], facts: Partial<SiteRequest> = {}): SiteRequest => ({
  ...PLAIN_SITING,
  scenario: createScenario({ reachMinutes: 3 }),
  existing: true,
  kind,
  newSites: kind === "cover-all" ? null : 2,
  requiredIds: [],
  forbiddenIds: [],
  limitSeconds: 20,
  ...facts,
});
const townOf = (seed: number) => createVerbTown({ seed, homes: 40, shelters: 2 });

/** Value of exactly these sites: all others shut. */
async function valueOfChoice(town: ReturnType<typeof townOf>, request: SiteRequest, ids: readonly string[]) {
  const answer = await site(
    town.prepared,
    {
      ...request,
      newSites: ids.length,
      requiredIds: ids,
      forbiddenIds: CANDIDATES.filter((id) => !ids.includes(id)),
    },
    solve,
    SILENT,
  );
  return answer.ok ? answer.value : null;
}

const subsets = (most: number): string[][] =>
  Array.from({ length: 16 }, (_, mask) => CANDIDATES.filter((_, i) => (mask >> i) & 1)).filter(
    (ids) => ids.length <= most,
  );

describe.each(KINDS)("%s", (kind) => {
  test("what every best choice has is just what looking at all choices says, 8 towns", async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 8; seed++) {
      const town = townOf(seed);
      const request = requestOf(kind);
      const best = await site(town.prepared, request, solve, SILENT);
      if (!best.ok || best.value.value === null || best.value.proof.status !== "optimal") continue;
      const all = [];
      for (const ids of subsets(request.newSites ?? 4)) {
        const found = await valueOfChoice(town, request, ids);
        // Whoever is reached by the best must not be left out by another: that is another question.
        if (found?.value != null && found.uncoverablePersons === best.value.uncoverablePersons)
          all.push({ ids, value: found.value });
        else if (found?.value != null && kind.startsWith("cover-most")) all.push({ ids, value: found.value });
      }
      const asGood = all.filter(({ value }) => value === best.value.value);
      const needs = await siteNeed(
        town.prepared,
        { ...request, chosenIds: best.value.chosenIds, isProven: true },
        solve,
        SILENT,
      );
      if (!needs.ok) throw new Error(JSON.stringify(needs.failure));
      expect(needs.value.value).toBe(best.value.value);
      for (const { id, need } of needs.value.needs) {
        const isAlways = asGood.every(({ ids }) => ids.includes(id));
        expect([seed, id, need]).toEqual([seed, id, isAlways ? "always" : "not-always"]);
        seen.add(need);
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  }, 30_000);
});

test("a choice that is not proven the best says never that a site could be spared", async () => {
  const town = townOf(3);
  const request = requestOf("cover-most");
  const answer = await siteNeed(
    town.prepared,
    { ...request, chosenIds: ["c0", "c1"], isProven: false },
    solve,
    SILENT,
  );
  if (!answer.ok) throw new Error("no answer");
  for (const { need } of answer.value.needs) expect(["always", "unknown"]).toContain(need);
  const wrong = await siteNeed(
    town.prepared,
    { ...request, chosenIds: ["nobody"], isProven: true },
    solve,
    SILENT,
  );
  expect(wrong).toEqual({ ok: false, failure: { code: "SITES_NOT_CHOOSABLE", siteIds: ["nobody"] } });
});

test("each point of the curve is the answer to its own question, and none is worse than the one before", async () => {
  for (const kind of ["cover-most", "cover-most-with-room"] as const) {
    const town = townOf(5);
    const request = requestOf(kind, { newSites: 4 });
    const curve = await siteCurve(town.prepared, { ...request, kind, newSites: 4 }, solve, SILENT);
    if (!curve.ok) throw new Error("no curve");
    expect(curve.value.points.map(({ newSites }) => newSites)).toEqual([0, 1, 2, 3, 4]);
    for (const { newSites, value, proof } of curve.value.points) {
      const alone = await site(town.prepared, { ...request, newSites }, solve, SILENT);
      expect([newSites, value, proof.status]).toEqual([newSites, alone.ok && alone.value.value, "optimal"]);
    }
    const values = curve.value.points.map(({ value }) => value ?? 0);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  }
});

test("stopped on the way, the curve has the points it had by then", async () => {
  let asked = 0;
  const run = { ...SILENT, isCancelled: () => ++asked > 1 };
  const request = requestOf("cover-most", { newSites: 4 });
  const curve = await siteCurve(
    townOf(5).prepared,
    { ...request, kind: "cover-most", newSites: 4 },
    solve,
    run,
  );
  if (!curve.ok) throw new Error("no curve");
  expect(curve.value.points.length).toBeGreaterThan(0);
  expect(curve.value.points.length).toBeLessThan(5);
});
