import type { FeedAct, FeedLine } from "../../src/core/model/feed.ts";
import type { LngLat } from "../../src/core/model/geometry.ts";
import type { CrsId } from "../../src/core/model/import.ts";
import { ruledProjection } from "../../src/sources/crs/crs-projection.ts";
import type { CrsReference } from "../../src/sources/crs/crs-reference.ts";
import { guessCrs } from "../../src/sources/crs/guess-crs.ts";

/** Judged when so many different places are known; chance has less to say every time. */
const JUDGED_AT = [24, 60, 150, 400];
/** Lines let through before there was a doubt, which are said again once it is settled. */
const PASSED_KEPT = 1000;
const MOST_HELD = 50_000;
const WGS84: CrsId = "EPSG:4326";

interface Guarded {
  readonly points: Map<string, LngLat>;
  judgedCount: number;
  doubtedCrs: CrsId | null;
  chosenCrs: CrsId | null;
  held: FeedLine[];
  passed: FeedLine[];
}

export interface DatumGuard {
  /** The lines that may go on now; null: too many wait already. `point`: where the message says it is. */
  pass(line: FeedLine, point: LngLat | null): readonly FeedLine[] | null;
  /** The lines that waited, and those said wrongly before, as they should be read. */
  choose(source: string, crs: CrsId): readonly FeedLine[];
  /** Judges whoever has sent enough since; true: somebody is in doubt now. */
  judge(reference: () => Promise<CrsReference | null>): Promise<boolean>;
  stateOf(source: string): { doubtedCrs: CrsId | null; chosenCrs: CrsId | null; held: number };
}

/**
 * Feeds should send WGS-84. Maps of China are often in GCJ-02 or BD-09, 300 to 1,200 m off: a source whose places fit the
 * ground better that way is held until somebody decides, and never moved by guess.
 */
export function createDatumGuard(): DatumGuard {
  const sources = new Map<string, Guarded>();
  const guardedOf = (source: string): Guarded => {
    const known = sources.get(source);
    if (known) return known;
    const made: Guarded = {
      points: new Map(),
      judgedCount: 0,
      doubtedCrs: null,
      chosenCrs: null,
      held: [],
      passed: [],
    };
    sources.set(source, made);
    return made;
  };

  return {
    pass(line, point) {
      const guarded = guardedOf(line.by);
      if (point && guarded.points.size < (JUDGED_AT.at(-1) as number))
        guarded.points.set(point.join(), point);
      if (!hasPlace(line.act)) return [line];
      if (guarded.chosenCrs) return [inWgs84(line, guarded.chosenCrs)];
      if (guarded.doubtedCrs) {
        if (guarded.held.length >= MOST_HELD) return null;
        guarded.held.push(line);
        return [];
      }
      guarded.passed.push(line);
      if (guarded.passed.length > PASSED_KEPT) guarded.passed.shift();
      return [line];
    },
    choose(source, crs) {
      const guarded = guardedOf(source);
      const again = crs === WGS84 ? guarded.held : [...guarded.passed, ...guarded.held];
      guarded.chosenCrs = crs;
      guarded.doubtedCrs = null;
      guarded.held = [];
      guarded.passed = [];
      return again.map((line) => inWgs84(line, crs));
    },
    async judge(reference) {
      let isAnyDoubted = false;
      for (const guarded of sources.values()) {
        const due = JUDGED_AT.filter((count) => count <= guarded.points.size).length;
        if (due <= guarded.judgedCount || guarded.doubtedCrs || guarded.chosenCrs) continue;
        guarded.judgedCount = due;
        const ground = await reference();
        if (!ground) continue;
        const better = betterCrs([...guarded.points.values()], ground);
        // Somebody may have decided meanwhile.
        if (!better || guarded.chosenCrs) continue;
        guarded.doubtedCrs = better;
        isAnyDoubted = true;
      }
      return isAnyDoubted;
    },
    stateOf(source) {
      const known = sources.get(source);
      return {
        doubtedCrs: known?.doubtedCrs ?? null,
        chosenCrs: known?.chosenCrs ?? null,
        held: known?.held.length ?? 0,
      };
    },
  };
}

/** What the points fit better than WGS-84; null: nothing, or it cannot be said. */
function betterCrs(points: readonly LngLat[], reference: CrsReference): CrsId | null {
  const verdict = guessCrs(points, ruledProjection(WGS84), reference);
  if (verdict.kind !== "ask" || verdict.why !== "declared-implausible") return null;
  const other = verdict.ranked.find(
    ({ crs, axes }) => axes === "xy" && (crs === "GCJ-02" || crs === "BD-09"),
  );
  return other?.crs ?? null;
}

const hasPlace = (act: FeedAct) =>
  act.kind === "incident-entered" || act.kind === "vehicle-seen" || act.kind === "closure-made";

function inWgs84(line: FeedLine, crs: CrsId): FeedLine {
  const projection = ruledProjection(crs);
  if (crs === WGS84 || !projection) return line;
  const moved = ([lng, lat]: LngLat) => projection.toWgs84(lng, lat);
  const { act } = line;
  switch (act.kind) {
    case "incident-entered":
      return { ...line, act: { ...act, incident: { ...act.incident, lngLat: moved(act.incident.lngLat) } } };
    case "vehicle-seen":
      return { ...line, act: { ...act, vehicle: { ...act.vehicle, lngLat: moved(act.vehicle.lngLat) } } };
    case "closure-made": {
      const { closure } = act;
      if (closure.kind === "street")
        return { ...line, act: { ...act, closure: { ...closure, lngLat: moved(closure.lngLat) } } };
      // Feeds lay no bridges.
      if (!("ring" in closure)) return line;
      return { ...line, act: { ...act, closure: { ...closure, ring: closure.ring.map(moved) } } };
    }
    default:
      return line;
  }
}
