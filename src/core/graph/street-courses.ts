import type { StreetNetwork } from "../model/network.ts";
import { CLOSED } from "./costs.ts";
import type { EdgeIndex } from "./edge-index.ts";
import { UNREACHED } from "./search.ts";
import { pieceEndShare } from "./snap.ts";

/** Deciseconds at a share (0-1) of an edge; Infinity where it is not reached. */
export type StreetTime = (edge: number, alongShare: number) => number;

/** Time at any point of any street, and what it is made of on streets where nothing is special. */
export interface StreetTimes {
  /** Holds everywhere. */
  readonly at: StreetTime;
  readonly network: StreetNetwork;
  /** Deciseconds per node; UNREACHED beyond the limit. */
  readonly nodeDeciseconds: Uint32Array;
  /** By directed edge. From `edgeFrom` it takes directed[edge * 2 + flip] to the other end, from `edgeTo` the other one. */
  readonly directed: Uint32Array;
  readonly flip: 0 | 1;
  /** Streets with a start or target on them: ask `at`. */
  readonly isSpecial: (edge: number) => boolean;
}

/** Streets as one question sees them; those met are worked out once. Deciseconds, Infinity = not reached. */
export interface StreetCourses {
  /** Least and greatest time on an edge: bounds[place * 2] and the next. Both Infinity = no point of it is reached. */
  readonly placeOf: (edge: number) => number;
  /** It grows: to be read anew after `placeOf`. */
  readonly room: CourseRoom;
  /** Time at a point of a piece of the edge index, given as a share (0-1) of the piece. */
  readonly onPiece: (piece: number, share: number) => number;
  /** Time along a piece as COURSE_LINES, into `lines` from `to` on; false where it is not so simple: `onPiece` tells. */
  readonly linesOf: (piece: number, lines: Float64Array, to: number) => boolean;
  /** Bounds of the time within `aside` of a share of a piece, both shares (0-1) of the piece, into `span`. */
  readonly around: (piece: number, share: number, aside: number, span: TimeSpan) => void;
}

/**
 * Columns onward, onwardSlope, back, backSlope: the time at a share s (0-1) of a piece is the lesser of
 * onward + s * onwardSlope and back - s * backSlope, deciseconds.
 */
export const COURSE_LINES = 4;

export interface TimeSpan {
  earliest: number;
  latest: number;
}

/** Room for the streets met by one question; the next one uses it again. */
export interface CourseRoom {
  /** By edge its place among those met, counted on from question to question. */
  readonly counted: Uint32Array;
  /** The count before this question and now. */
  before: number;
  count: number;
  bounds: Float64Array;
  kinds: Uint8Array;
  /** Per place: deciseconds at edgeFrom, at edgeTo, from the one to the other end, from the other. */
  parts: Float64Array;
}

export const createCourseRoom = (edgeCount: number): CourseRoom => ({
  counted: new Uint32Array(edgeCount),
  before: 0,
  count: 0,
  bounds: new Float64Array(1024 * 2),
  kinds: new Uint8Array(1024),
  parts: new Float64Array(1024 * 4),
});

const PLAIN = 0;
/** Open both ways, with a start or target on it: time changes no faster than one walks. */
const SPECIAL = 1;
/** Open one way at most: time may leap. */
const LEAPING = 2;

/** Counts beyond would no longer fit. */
const MOST_COUNTED = 2 ** 31;

/** Deciseconds: more than the rounding of a way along a street with a start on it. */
const ROUNDED_DECISECONDS = 1;

export function streetCourses(index: EdgeIndex, times: StreetTimes, room: CourseRoom): StreetCourses {
  const { nodeDeciseconds, directed, flip, isSpecial, network, at } = times;
  const { edgeFrom, edgeTo } = network;
  const { pieceEdge, pieceStartShare } = index;
  const { counted } = room;
  room.before = room.count;
  if (room.before > MOST_COUNTED) {
    counted.fill(0);
    room.before = 0;
    room.count = 0;
  }

  const meet = (edge: number): number => {
    const place = room.count - room.before;
    room.count++;
    counted[edge] = room.count;
    if (place === room.kinds.length) widen(room);
    const { bounds, kinds, parts } = room;
    const viaFrom = directed[edge * 2 + flip] as number;
    const viaTo = directed[edge * 2 + 1 - flip] as number;
    const spentFrom = nodeDeciseconds[edgeFrom[edge] as number] as number;
    const spentTo = nodeDeciseconds[edgeTo[edge] as number] as number;
    const atFrom = spentFrom === UNREACHED ? Infinity : spentFrom;
    const atTo = spentTo === UNREACHED ? Infinity : spentTo;
    const isOpen = viaFrom !== CLOSED && viaTo !== CLOSED;
    parts[place * 4] = atFrom;
    parts[place * 4 + 1] = atTo;
    parts[place * 4 + 2] = viaFrom;
    parts[place * 4 + 3] = viaTo;
    kinds[place] = !isOpen ? LEAPING : isSpecial(edge) ? SPECIAL : PLAIN;
    let [earliest, latest] = [-Infinity, Infinity];
    if (kinds[place] === PLAIN) {
      earliest = Math.min(atFrom, atTo);
      latest = plainTime(parts, place, meetShare(parts, place));
    } else if (atFrom === Infinity && atTo === Infinity && !isSpecial(edge)) earliest = Infinity;
    bounds[place * 2] = earliest;
    bounds[place * 2 + 1] = latest;
    return place;
  };

  const placeOf = (edge: number): number => {
    const count = counted[edge] as number;
    return count > room.before ? count - room.before - 1 : meet(edge);
  };

  const onEdge = (place: number, edge: number, share: number): number =>
    room.kinds[place] === PLAIN ? plainTime(room.parts, place, share) : at(edge, share);

  /** The ends exactly, so that a corner is a corner. */
  const edgeShare = (piece: number, share: number): number => {
    const start = pieceStartShare[piece] as number;
    if (share <= 0) return start;
    const end = pieceEndShare(index, piece);
    return share >= 1 ? end : start + share * (end - start);
  };

  return {
    placeOf,
    room,
    onPiece(piece, share) {
      const edge = pieceEdge[piece] as number;
      return onEdge(placeOf(edge), edge, edgeShare(piece, share));
    },
    linesOf(piece, lines, to) {
      const edge = pieceEdge[piece] as number;
      const place = placeOf(edge);
      const { kinds, parts } = room;
      if (kinds[place] !== PLAIN) return false;
      const start = pieceStartShare[piece] as number;
      const length = pieceEndShare(index, piece) - start;
      const viaFrom = parts[place * 4 + 2] as number;
      const viaTo = parts[place * 4 + 3] as number;
      lines[to] = (parts[place * 4] as number) + viaFrom * start;
      lines[to + 1] = viaFrom * length;
      lines[to + 2] = (parts[place * 4 + 1] as number) + viaTo * (1 - start);
      lines[to + 3] = viaTo * length;
      return true;
    },
    around(piece, share, aside, span) {
      const edge = pieceEdge[piece] as number;
      const place = placeOf(edge);
      if (room.kinds[place] === LEAPING) {
        span.earliest = room.bounds[place * 2] as number;
        span.latest = room.bounds[place * 2 + 1] as number;
        return;
      }
      const middle = onEdge(place, edge, edgeShare(piece, share));
      const viaFrom = room.parts[place * 4 + 2] as number;
      const viaTo = room.parts[place * 4 + 3] as number;
      const ofEdge = aside * (pieceEndShare(index, piece) - (pieceStartShare[piece] as number));
      // nobody walks faster than the edge is walked whole
      const apart = (viaFrom > viaTo ? viaFrom : viaTo) * ofEdge + ROUNDED_DECISECONDS;
      span.earliest = middle - apart;
      span.latest = middle + apart;
    },
  };
}

function plainTime(parts: Float64Array, place: number, share: number): number {
  const onward = (parts[place * 4] as number) + (parts[place * 4 + 2] as number) * share;
  const back = (parts[place * 4 + 1] as number) + (parts[place * 4 + 3] as number) * (1 - share);
  return onward < back ? onward : back;
}

/** Where the ways from both ends meet: the latest point of a plain street. */
function meetShare(parts: Float64Array, place: number): number {
  const atFrom = parts[place * 4] as number;
  const atTo = parts[place * 4 + 1] as number;
  if (atTo === Infinity) return 1;
  if (atFrom === Infinity) return 0;
  const viaFrom = parts[place * 4 + 2] as number;
  const viaTo = parts[place * 4 + 3] as number;
  return Math.min(1, Math.max(0, (atTo + viaTo - atFrom) / (viaFrom + viaTo)));
}

function widen(room: CourseRoom): void {
  const { bounds, kinds, parts } = room;
  room.bounds = new Float64Array(bounds.length * 2);
  room.bounds.set(bounds);
  room.kinds = new Uint8Array(kinds.length * 2);
  room.kinds.set(kinds);
  room.parts = new Float64Array(parts.length * 2);
  room.parts.set(parts);
}
