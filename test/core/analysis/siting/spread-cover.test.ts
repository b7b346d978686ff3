import { expect, test } from "vitest";
import { searchSpreadCover } from "../../../../src/core/analysis/siting/spread-cover.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createRandom } from "../../../fixtures/create-random.ts";

test("spreading as a covering finds a set exactly where there is one, 400 times", () => {
  let found = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const random = createRandom(seed);
    const places = Array.from({ length: 2 + (seed % 10) }, () => [random(), random()] as const);
    const apart = 0.1 + random() * 0.7;
    const isFarEnough = (a: number, b: number) =>
      Math.hypot(places[a]![0] - places[b]![0], places[a]![1] - places[b]![1]) >= apart;
    const isSpread = (sites: readonly number[]) =>
      sites.every((a, i) => sites.slice(0, i).every((b) => isFarEnough(a, b)));
    let most = 0;
    for (let choice = 0; choice < 1 << places.length; choice++) {
      const sites = [...places.keys()].filter((site) => (choice >> site) & 1);
      if (isSpread(sites)) most = Math.max(most, sites.length);
    }
    const count = 1 + Math.floor(random() * 6);
    const outcome = searchSpreadCover({
      siteCount: places.length,
      isFarEnough,
      count,
      run: SILENT,
      deadline: Infinity,
    });
    expect(outcome.status, `seed ${seed}`).toBe(most >= count ? "found" : "impossible");
    if (outcome.status !== "found") continue;
    found++;
    expect(outcome.sites.length, `seed ${seed}`).toBe(count);
    expect(isSpread(outcome.sites), `seed ${seed}`).toBe(true);
  }
  expect(found).toBeGreaterThan(100);
  expect(found).toBeLessThan(350);
}, 60_000);
