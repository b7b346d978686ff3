import { planeMetres } from "../geo/local-plane.ts";
import { pointOnEdge } from "../graph/snap.ts";
import type { MissingLink } from "../model/explain.ts";
import type { LngLat } from "../model/geometry.ts";
import type { PreparedPack } from "./prepare.ts";
import type { WalkPath } from "./walk-path.ts";

/** A longer link would be a street of its own rather than a gate in a wall, a footbridge or a path. */
const LINK_METRES = 200;
/** Less than this is not worth a wall's opening, nor a line on screen. */
const WORTH_SECONDS = 60;

/** Less round about than this is the way of the streets: going along two sides of a block is 1.4 at most. */
const DETOUR_FACTOR = 3;

/**
 * The straight link of at most 200 m between two corners of the way that saves most, where the way between them is
 * three times as long or more; null = none saves a minute.
 */
export function missingLink(
  prepared: PreparedPack,
  path: WalkPath,
  metresPerSecond: number,
): MissingLink | null {
  const corners: { readonly lngLat: LngLat; readonly seconds: number }[] = [
    { lngLat: path.origin, seconds: 0 },
  ];
  let seconds = path.accessDeciseconds / 10;
  path.legs.forEach((leg, i) => {
    if (i === 0) corners.push({ lngLat: pointOnEdge(prepared.index, leg.edge, leg.fromShare), seconds });
    seconds += leg.deciseconds / 10;
    corners.push({ lngLat: pointOnEdge(prepared.index, leg.edge, leg.toShare), seconds });
  });
  corners.push({ lngLat: path.target, seconds: seconds + path.egressDeciseconds / 10 });
  let best: MissingLink | null = null;
  for (const [i, from] of corners.entries())
    for (const to of corners.slice(i + 1)) {
      const metres = planeMetres(prepared.index.plane, from.lngLat, to.lngLat);
      const walkedSeconds = to.seconds - from.seconds;
      const linkSeconds = metres / metresPerSecond;
      if (metres > LINK_METRES || walkedSeconds < linkSeconds * DETOUR_FACTOR) continue;
      const savedSeconds = walkedSeconds - linkSeconds;
      if (savedSeconds >= WORTH_SECONDS && savedSeconds > (best?.savedSeconds ?? 0))
        best = { from: from.lngLat, to: to.lngLat, metres, savedSeconds };
    }
  return best;
}
