import type { EdgeIndex } from "../graph/edge-index.ts";
import { edgeCourse } from "../graph/snap.ts";
import type { ReachedEdges } from "../model/isochrone.ts";
import { eachReachedSpan, type PlaceReach } from "./reached-spans.ts";

/** Numbers of an array that grows; `done` cuts it to what was put in. */
function createColumn<Column extends Float64Array | Float32Array | Uint32Array>(
  make: (length: number) => Column,
) {
  let column = make(1024);
  let count = 0;
  return {
    push(value: number) {
      if (count === column.length) {
        const wider = make(count * 2);
        wider.set(column);
        column = wider;
      }
      column[count++] = value;
    },
    /** Of its own buffer, so that it can be handed over. */
    done: () => column.slice(0, count) as Column,
  };
}

/** 1 cm. */
const DEGREE_STEPS = 1e7;
const rounded = (degrees: number) => Math.round(degrees * DEGREE_STEPS) / DEGREE_STEPS;

/** The reached stretches of street, cut where each of the minutes ends. */
export function reachedEdges(
  index: EdgeIndex,
  reach: PlaceReach,
  nodes: Uint32Array,
  cutoffMinutes: readonly number[],
): ReachedEdges {
  const { edgeLengthDecimetres } = reach.network;
  const rising = [...new Set(cutoffMinutes)].sort((a, b) => a - b);
  const positions = createColumn((length) => new Float64Array(length));
  const startIndices = createColumn((length) => new Uint32Array(length));
  const edges = createColumn((length) => new Uint32Array(length));
  const firstShares = createColumn((length) => new Float32Array(length));
  const metres = createColumn((length) => new Float64Array(length));
  const firstSeconds = createColumn((length) => new Float32Array(length));
  const lastSeconds = createColumn((length) => new Float32Array(length));
  const minutes = createColumn((length) => new Float32Array(length));
  let points = 0;
  eachReachedSpan(reach, nodes, (edge, firstShare, lastShare, firstTime, lastTime) => {
    const least = Math.min(firstTime, lastTime);
    const most = Math.max(firstTime, lastTime);
    const stretch = (from: number, to: number, within: number) => {
      const at = (share: number) => firstShare + (lastShare - firstShare) * share;
      const time = (share: number) => firstTime + (lastTime - firstTime) * share;
      startIndices.push(points);
      edges.push(edge);
      firstShares.push(at(from));
      metres.push((at(to) - at(from)) * (edgeLengthDecimetres[edge] as number) * 0.1);
      firstSeconds.push(time(from) / 10);
      lastSeconds.push(time(to) / 10);
      minutes.push(within);
      for (const [lng, lat] of edgeCourse(index, edge, at(from), at(to))) {
        positions.push(rounded(lng));
        positions.push(rounded(lat));
        points++;
      }
    };
    // parts of the stretch, 0-1 in the edge's direction, between one of the minutes and the next
    const cuts = rising.filter((each) => each * 600 > least && each * 600 < most);
    const shares = [0, ...cuts.map((each) => (each * 600 - firstTime) / (lastTime - firstTime)), 1].sort(
      (a, b) => a - b,
    );
    for (let k = 1; k < shares.length; k++) {
      const from = shares[k - 1] as number;
      const to = shares[k] as number;
      const middle = firstTime + ((lastTime - firstTime) * (from + to)) / 2;
      const within = rising.find((each) => middle <= each * 600);
      if (within !== undefined) stretch(from, to, within);
    }
  });
  startIndices.push(points);
  return {
    positions: positions.done(),
    startIndices: startIndices.done(),
    edge: edges.done(),
    firstShare: firstShares.done(),
    metres: metres.done(),
    firstSeconds: firstSeconds.done(),
    lastSeconds: lastSeconds.done(),
    minutes: minutes.done(),
  };
}
