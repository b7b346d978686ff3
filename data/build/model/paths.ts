import { frameOf } from "./frame.ts";
import type { CompiledGround, Ground } from "./grounds.ts";
import { bentLine } from "./pattern-hutong.ts";
import { crossing, distance, insideRing, lerp, type Point, type Ring } from "./plane.ts";
import { randomFor } from "./random.ts";
import type { Way, WayBook } from "./ways.ts";

const PATH_PITCH_METRES = 150;
const SHORE_PATH_METRES = 7;
const OVERPASS_PITCH_METRES = 450;
/** No overpass this near to a junction where the trunk road is crossed anyway. */
const OVERPASS_TO_JUNCTION_METRES = 170;
/** An overpass reaches from one side road to the other. */
const OVERPASS_REACH_METRES = 60;

function footWay(points: readonly Point[], widthMetres: number, bridge = false, wheelchair = true): Way {
  return {
    points,
    streetClass: "footway",
    widthMetres,
    speedKmh: 0,
    foot: true,
    vehicles: "none",
    wheelchair,
    bridge,
    tunnel: false,
    gated: false,
    modelled: true,
    nameZh: "",
    nameEn: "",
  };
}

/** Path round a lake, left out where it would leave the shore for a street, another lake or restricted ground. */
export function shorePaths(
  book: WayBook,
  ground: CompiledGround,
  allowed: (p: Point) => boolean,
): Set<number> {
  const made = new Set<number>();
  for (const lake of ground.lakes) {
    const shore: Point[] = lake.map((p, i) => {
      const before = lake[(i + lake.length - 1) % lake.length] as Point;
      const after = lake[(i + 1) % lake.length] as Point;
      const length = distance(before, after) || 1;
      return [
        p[0] + ((after[1] - before[1]) / length) * SHORE_PATH_METRES,
        p[1] - ((after[0] - before[0]) / length) * SHORE_PATH_METRES,
      ];
    });
    const free = shore.map((p) => allowed(p) && !ground.obstacles.blocks(p, 2, ["water"]));
    // piece i runs from corner i to the next; a narrow tip of the lake can lie between two dry corners
    const count = shore.length;
    const dry = shore.map((p, i) => {
      const next = (i + 1) % count;
      return (
        free[i] === true &&
        free[next] === true &&
        !ground.obstacles.blocksLine(p, shore[next] as Point, ["water"])
      );
    });
    const start = Math.max(0, dry.indexOf(false));
    let run: Point[] = [];
    const close = () => {
      if (run.length > 2) {
        const id = book.add(footWay(run, 3));
        book.joinCrossings(id, made);
        made.add(id);
      }
      run = [];
    };
    for (let k = 0; k < count; k++) {
      const i = (start + k) % count;
      if (!dry[i]) {
        close();
        continue;
      }
      if (run.length === 0) run.push(shore[i] as Point);
      run.push(shore[(i + 1) % count] as Point);
    }
    close();
  }
  return made;
}

/** Crossing paths of a park, carried on to the street outside where there is one within reach. */
export function parkPaths(
  book: WayBook,
  park: Ground,
  ground: CompiledGround,
  shore: ReadonlySet<number>,
  reachable: (way: number) => boolean,
  seed: number,
): void {
  const random = randomFor(seed, `park ${park.id}`);
  const frame = frameOf(park.ring, 6, random);
  const own = new Set<number>(shore);
  const spread = (low: number, high: number) => {
    const count = Math.max(1, Math.round((high - low) / PATH_PITCH_METRES));
    return Array.from(
      { length: count },
      (_, i) => low + ((high - low) * (i + 0.5 + random.between(-0.15, 0.15))) / count,
    );
  };
  const courses = [
    ...spread(frame.minV, frame.maxV).map((v) => bentLine(frame, frame.minU - 30, v, frame.maxU + 30, v)),
    ...spread(frame.minU, frame.maxU).map((u) => bentLine(frame, u, frame.minV - 30, u, frame.maxV + 30)),
  ];
  for (const course of courses) {
    const samples = course.flatMap((a, i) => {
      const b = course[i + 1];
      return b ? Array.from({ length: 4 }, (_, s) => lerp(a, b, s / 4)) : [a];
    });
    let run: Point[] = [];
    const close = () => {
      if (run.length >= 3) layPath(book, run, own, reachable, ground);
      run = [];
    };
    for (const p of samples) {
      if (insideRing(p, park.ring) && !ground.obstacles.blocks(p, 4, ["water"])) run.push(p);
      else close();
    }
    close();
  }
}

function layPath(
  book: WayBook,
  run: readonly Point[],
  own: Set<number>,
  reachable: (way: number) => boolean,
  ground: CompiledGround,
): void {
  let points = [...run];
  for (let end = 0; end < 2; end++) {
    const p = points[points.length - 1] as Point;
    const hit = book.nearest(p, 70, (way) => own.has(way) || reachable(way));
    if (hit && !ground.obstacles.blocksLine(p, hit.point, ["water"])) {
      const joined = book.attach(p, 70, (way) => own.has(way) || reachable(way));
      if (joined) points.push(joined);
    }
    points = points.reverse();
  }
  const id = book.add(footWay(points, 3));
  book.joinCrossings(id, own);
  own.add(id);
}

/** Footbridges over trunk roads between their side roads, about every 450 m away from junctions. */
export function overpasses(
  book: WayBook,
  trunkCourses: readonly Ring[],
  junctions: readonly Point[],
  isSideRoad: (way: number) => boolean,
): number {
  let made = 0;
  const built: Point[] = [];
  for (const course of trunkCourses) {
    let since = OVERPASS_PITCH_METRES / 2;
    for (let i = 0; i + 1 < course.length; i++) {
      const a = course[i] as Point;
      const b = course[i + 1] as Point;
      const length = distance(a, b);
      for (let at = 0; at < length; at += 15) {
        since += 15;
        if (since < OVERPASS_PITCH_METRES) continue;
        const p = lerp(a, b, at / length);
        if ([...junctions, ...built].some((j) => distance(j, p) < OVERPASS_TO_JUNCTION_METRES)) continue;
        const nx = -(b[1] - a[1]) / length;
        const ny = (b[0] - a[0]) / length;
        const side = (sign: number) => {
          const far: Point = [
            p[0] + nx * OVERPASS_REACH_METRES * sign,
            p[1] + ny * OVERPASS_REACH_METRES * sign,
          ];
          for (const piece of book.near([p, far], 1)) {
            if (!isSideRoad(piece.data.way)) continue;
            const hit = crossing(p, far, piece.a, piece.b);
            if (hit) return lerp(p, far, hit.s);
          }
          return null;
        };
        const left = side(1);
        const right = side(-1);
        if (!left || !right) continue;
        const from = book.attach(left, 2, isSideRoad);
        const to = book.attach(right, 2, isSideRoad);
        if (!from || !to) continue;
        book.add(footWay([from, to], 3.5, true, false));
        built.push(p);
        made++;
        since = 0;
      }
    }
  }
  return made;
}

/** Sides of a block that meet at a larger turn than this form a corner of a crossing, not a bend. */
const CORNER_TURN_RADIANS = 0.6;
/** From the middle of a crossing to the side road at its corner. */
const CORNER_REACH_METRES = 90;

/** A corner of a block where two trunk roads meet. */
export interface TrunkCorner {
  readonly crossing: Point;
  /** Side roads of the block at this corner. */
  readonly sideRoads: ReadonlySet<number>;
}

export function isCorner(before: Point, at: Point, after: Point): boolean {
  const turn =
    Math.atan2(after[1] - at[1], after[0] - at[0]) - Math.atan2(at[1] - before[1], at[0] - before[0]);
  return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) > CORNER_TURN_RADIANS;
}

/** Zebra crossings at junctions of trunk roads: from each corner's side road to the middle, where all arms meet. */
export function cornerCrossings(book: WayBook, corners: readonly TrunkCorner[]): number {
  let made = 0;
  for (const { crossing: middle, sideRoads } of corners) {
    const joined = book.attach(middle, CORNER_REACH_METRES, (way) => sideRoads.has(way));
    if (!joined) continue;
    book.add(footWay([joined, middle], 4));
    made++;
  }
  return made;
}
