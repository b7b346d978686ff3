import type { RunContext } from "../../model/progress.ts";
import { type CoverRow, coverModel } from "./cover-model.ts";
import { searchCover } from "./cover-search.ts";
import type { SpreadOutcome } from "./spread-search.ts";

export interface SpreadCoverQuestion {
  readonly siteCount: number;
  isFarEnough(a: number, b: number): boolean;
  /** Sites to choose, 1 or more. */
  readonly count: number;
  readonly run: RunContext;
  /** Moment of `run.now` after which the search gives up. */
  readonly deadline: number;
}

/**
 * A set of sites no two of which are too near, as a covering: of each group of sites that are all too near each other all
 * but one must be left out, and as few as can be. The relaxation of that is far closer than counting groups is where many
 * sites are wanted (clique inequalities: Padberg 1973).
 */
export function searchSpreadCover({
  siteCount,
  isFarEnough,
  count,
  run,
  deadline,
}: SpreadCoverQuestion): SpreadOutcome {
  if (siteCount < count) return { status: "impossible" };
  const isOver = () => run.isCancelled() || run.now() >= deadline;
  const groups = groupsOf(siteCount, isFarEnough, isOver);
  if (groups === null) return { status: "over" };
  const rows = groups.map((columns): CoverRow => ({ columns, need: columns.length - 1, weight: Infinity }));
  const all = Array.from({ length: siteCount }, (_, site) => site);
  const found = searchCover({
    model: coverModel(rows, {
      cost: new Float64Array(siteCount).fill(1),
      spend: null,
      budget: Infinity,
      open: siteCount,
    }),
    isWhole: true,
    most: siteCount - count,
    isFirstEnough: true,
    run: { ...run, onProgress: () => {} },
    deadline,
    onProgress: () => {},
  });
  if (found.columns !== null) {
    const out = new Set(found.columns);
    return { status: "found", sites: all.filter((site) => !out.has(site)).slice(0, count) };
  }
  return { status: found.bound === Infinity ? "impossible" : "over" };
}

/** Groups of sites that are all too near each other, to which no other can be added; every two such sites are in one. null = time is over. */
function groupsOf(
  siteCount: number,
  isFarEnough: (a: number, b: number) => boolean,
  isOver: () => boolean,
): number[][] | null {
  const words = (siteCount + 31) >> 5;
  const near = new Int32Array(siteCount * words);
  const nearOf: number[][] = Array.from({ length: siteCount }, () => []);
  for (let a = 0; a < siteCount; a++)
    for (let b = 0; b < siteCount; b++)
      if (a !== b && !isFarEnough(a, b)) {
        near[a * words + (b >> 5)]! |= 1 << (b & 31);
        nearOf[a]!.push(b);
      }
  const groups = new Map<string, number[]>();
  const left = new Int32Array(words);
  for (let a = 0; a < siteCount; a++) {
    if (isOver()) return null;
    for (const b of nearOf[a]!) {
      if (b < a) continue;
      for (let k = 0; k < words; k++) left[k] = near[a * words + k]! & near[b * words + k]!;
      const group = [a, b];
      for (;;) {
        // The one that is near most of those that may still join.
        let best = -1;
        let bestCount = -1;
        for (const site of nearOf[a]!) {
          if ((left[site >> 5]! & (1 << (site & 31))) === 0) continue;
          let common = 0;
          for (let k = 0; k < words; k++) common += bitCount(left[k]! & near[site * words + k]!);
          if (common <= bestCount) continue;
          best = site;
          bestCount = common;
        }
        if (best === -1) break;
        group.push(best);
        for (let k = 0; k < words; k++) left[k]! &= near[best * words + k]!;
      }
      group.sort((x, y) => x - y);
      groups.set(group.join(" "), group);
    }
  }
  return [...groups.values()];
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
