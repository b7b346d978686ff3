import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { PACE_IDS, type Scenario } from "../../src/core/model/scenario.ts";
import { wantedRequest } from "../../src/state/analyses.ts";
import { DEFAULT_SCENARIO, initialSharedState, type SharedState } from "../../src/state/app-state.ts";
import { cardLink, LONGEST_LINK } from "../../src/state/card-link.ts";
import { createAppStore } from "../../src/state/store.ts";
import { readLink } from "../../src/state/url.ts";

const PAGE = "https://example.org/havenmap/find?pack=old#at=1,2&place=%E7%8E%8B%E5%AE%B6";
const asked = (change: Partial<Parameters<typeof cardLink>[1]> = {}) =>
  cardLink(PAGE, {
    packId: "xicheng",
    language: "zh-CN",
    scenario: DEFAULT_SCENARIO,
    home: [116.35532, 39.93991],
    gateId: "g-1",
    ...change,
  });
const opened = (url: string) => {
  const { pathname, hash, search } = new URL(url);
  return readLink(pathname, hash, "en", search);
};

test("the link asks the very question again: place, pace, own speed, hazard and hour", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PACE_IDS),
      fc.option(fc.integer({ min: 1000, max: 50_000 }).map((speed) => speed / 10_000)),
      fc.constantFrom(null, "earthquake" as const, "flood" as const, "fire" as const),
      fc.option(fc.integer({ min: 0, max: 1439 })),
      fc.integer({ min: 0, max: 9999 }),
      fc.constantFrom("zh-CN" as const, "en" as const),
      (pace, metresPerSecond, hazard, minuteOfDay, shift, language) => {
        const scenario: Scenario = { ...DEFAULT_SCENARIO, pace, metresPerSecond, hazard, minuteOfDay };
        const home = [116.3 + shift / 100_000, 39.9] as const;
        const { url } = asked({ scenario, home, language });
        const { shared, notices } = opened(url);
        expect(notices).toEqual([]);
        const start: SharedState = {
          ...initialSharedState("find", language),
          scenario,
          origin: { lngLat: home, name: null },
        };
        const request = (state: SharedState) => wantedRequest("find", createAppStore(state, [], 600).state);
        const [again, first] = [request({ ...start, ...shared }), request(start)];
        expect(again?.scenario).toEqual(first?.scenario);
        expect(again?.origin[0]).toBeCloseTo(home[0], 9);
        expect(shared).toMatchObject({ language, selection: { layer: "gates", id: "g-1" } });
      },
    ),
    { numRuns: 60 },
  );
});

describe("what the link tells", () => {
  it("keeps the place behind #, and names nobody and no place", () => {
    const { url } = asked();
    const [sent, kept] = url.split("#");
    expect(sent).toBe("https://example.org/havenmap/find");
    expect(kept).toContain("at=116.35532,39.93991");
    expect(decodeURIComponent(url)).not.toMatch(/place=|王家/);
  });
  it("leaves the home out where that is wanted", () => {
    const { url } = asked({ home: null });
    expect(url).not.toMatch(/116\.|39\./);
    expect(opened(url).shared).toMatchObject({ origin: null, selection: { id: "g-1" } });
  });
  it("leaves out closures that would make the code too fine, and says so", () => {
    const closures = Array.from({ length: 40 }, (_, i) => ({
      kind: "street" as const,
      id: `c${i}`,
      lngLat: [116.3 + i / 1000, 39.9] as const,
    }));
    const few = asked({ scenario: { ...DEFAULT_SCENARIO, closures: closures.slice(0, 3) } });
    expect(few.leavesOutClosures).toBe(false);
    expect(opened(few.url).shared.scenario.closures).toHaveLength(3);
    const many = asked({ scenario: { ...DEFAULT_SCENARIO, closures } });
    expect(many.leavesOutClosures).toBe(true);
    expect(many.url.length).toBeLessThanOrEqual(LONGEST_LINK);
    expect(opened(many.url).shared.scenario.closures).toEqual([]);
  });
});
