import { createLocalPlane, eastMetres, northMetres } from "../geo/local-plane.ts";
import type { WalkRoute } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";

/** Farther from the way than this is off it, however good the position. Ours: a wide street with its pavements. */
const OFF_METRES = 35;
/** A device's accuracy is the radius of 68 %: at this many times it, being on the way is unlikely. */
const OFF_ACCURACIES = 1.5;
/** So near the gate one sees it. Ours. */
const ARRIVED_METRES = 15;
/** A bad position must not end the walk a block too early. */
const ARRIVED_AT_MOST_METRES = 30;
/** What a metre away from the last known place along the way weighs against a metre beside the way. */
const JUMP_WEIGHT = 0.1;

export interface WalkerPosition {
  readonly lngLat: LngLat;
  /** Radius in metres of the circle the device is in with 68 % probability. */
  readonly accuracyMetres: number;
}

export interface RouteProgress {
  /** Metres walked along the line, 0 to its length. */
  readonly metresAlong: number;
  /** Metres beside the way. */
  readonly metresOff: number;
  readonly stepIndex: number;
  /** Metres to the start of the next step; to the gate on the last one. */
  readonly metresToTurn: number;
  readonly metresLeft: number;
  /** The route's own seconds, by the share of its length that is left. */
  readonly secondsLeft: number;
  /** Degrees clockwise from north of the way at this place. */
  readonly bearingDegrees: number;
  readonly isOff: boolean;
  readonly isArrived: boolean;
}

/** Prepared once a route: its corners in metres, the length up to each, and where each step starts. */
export interface RouteToFollow {
  readonly route: WalkRoute;
  readonly corners: readonly (readonly [eastMetres: number, northMetres: number])[];
  readonly metresAtCorner: readonly number[];
  readonly stepStarts: readonly number[];
  toPlane(lngLat: LngLat): readonly [eastMetres: number, northMetres: number];
}

interface Foot {
  readonly metresAlong: number;
  readonly metresOff: number;
  readonly segment: number;
}

/** A route without a line has one corner, the plane's own centre, and nothing to walk. */
export function prepareRoute(route: WalkRoute): RouteToFollow {
  const centre = route.line[0] ?? ([0, 0] as const);
  const plane = createLocalPlane(centre);
  const toPlane = ([lng, lat]: LngLat) => [eastMetres(plane, lng), northMetres(plane, lat)] as const;
  const corners = route.line.length > 0 ? route.line.map(toPlane) : [[0, 0] as const];
  const metresAtCorner = [0];
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [cornerAt(corners, i - 1), cornerAt(corners, i)];
    metresAtCorner.push((metresAtCorner[i - 1] as number) + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  const stepStarts: number[] = [];
  for (const step of route.steps) {
    const feet = feetOf(corners, metresAtCorner, toPlane(step.lngLat));
    const before = stepStarts.at(-1) ?? 0;
    // A way may cross itself: a step starts where the one before has not.
    const after = feet.filter(({ metresAlong, metresOff }) => metresAlong >= before && metresOff < 1);
    stepStarts.push(stepStarts.length === 0 ? 0 : (after[0]?.metresAlong ?? before));
  }
  return { route, corners, metresAtCorner, stepStarts, toPlane };
}

/** @param lastMetresAlong Where the walker was, so that a way which comes near itself is not jumped; null = just started. */
export function followRoute(
  { route, corners, metresAtCorner, stepStarts, toPlane }: RouteToFollow,
  { lngLat, accuracyMetres }: WalkerPosition,
  lastMetresAlong: number | null,
): RouteProgress {
  const here = toPlane(lngLat);
  const length = metresAtCorner.at(-1) ?? 0;
  const weigh = ({ metresOff, metresAlong }: Foot) =>
    metresOff + (lastMetresAlong === null ? 0 : JUMP_WEIGHT * Math.abs(metresAlong - lastMetresAlong));
  const feet = feetOf(corners, metresAtCorner, here);
  const foot = feet.reduce((best, other) => (weigh(other) < weigh(best) ? other : best));
  const stepIndex = Math.max(
    0,
    stepStarts.findLastIndex((start) => start <= foot.metresAlong + 1),
  );
  const end = cornerAt(corners, corners.length - 1);
  const arrivedMetres = Math.max(ARRIVED_METRES, Math.min(accuracyMetres, ARRIVED_AT_MOST_METRES));
  const metresLeft = length - foot.metresAlong;
  const isOff = foot.metresOff > Math.max(OFF_METRES, OFF_ACCURACIES * accuracyMetres);
  return {
    metresAlong: foot.metresAlong,
    metresOff: foot.metresOff,
    stepIndex,
    metresToTurn: Math.max(0, (stepStarts[stepIndex + 1] ?? length) - foot.metresAlong),
    metresLeft,
    secondsLeft: length === 0 ? 0 : route.seconds * (metresLeft / length),
    bearingDegrees: bearingOf(corners, foot.segment),
    isOff,
    // The way may pass behind the gate's wall long before its end: near in a straight line is not enough.
    isArrived:
      !isOff &&
      metresLeft <= 2 * arrivedMetres &&
      Math.hypot(end[0] - here[0], end[1] - here[1]) <= arrivedMetres,
  };
}

const cornerAt = (corners: RouteToFollow["corners"], i: number) => corners[i] ?? ([0, 0] as const);

/** Nearest point of every segment, in order; of a line without segments its only corner. */
function feetOf(
  corners: RouteToFollow["corners"],
  metresAtCorner: readonly number[],
  [x, y]: readonly [number, number],
): [Foot, ...Foot[]] {
  const [startX, startY] = cornerAt(corners, 0);
  const feet: [Foot, ...Foot[]] = [
    { metresAlong: 0, metresOff: Math.hypot(x - startX, y - startY), segment: 0 },
  ];
  for (let i = 1; i < corners.length; i++) {
    const [ax, ay] = cornerAt(corners, i - 1);
    const [bx, by] = cornerAt(corners, i);
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    if (squared === 0) continue;
    const share = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
    feet.push({
      metresAlong: (metresAtCorner[i - 1] as number) + share * Math.sqrt(squared),
      metresOff: Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)),
      segment: i - 1,
    });
  }
  return feet;
}

function bearingOf(corners: RouteToFollow["corners"], segment: number): number {
  const [ax, ay] = cornerAt(corners, segment);
  const [bx, by] = cornerAt(corners, Math.min(segment + 1, corners.length - 1));
  return ((Math.atan2(bx - ax, by - ay) * 180) / Math.PI + 360) % 360;
}
