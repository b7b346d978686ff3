import { boxOf, distance, type Point } from "./plane.ts";
import type { Random } from "./random.ts";

/** A piece of ground that is never cut: it belongs to one group as a whole. */
export interface GroupPiece {
  readonly middle: Point;
  /** Persons the piece counts for when groups are balanced. */
  readonly weight: number;
}
/** Metres of common border with every neighbouring piece. */
export type Borders = readonly ReadonlyMap<number, number>[];

const BALANCE_ROUNDS = 80;
const SWAP_ROUNDS = 60;

/** Power-weighted k-means: as many compact groups of about equal persons as there are communities. */
function group(pieces: readonly GroupPiece[], count: number, random: Random): Int32Array {
  const centres: Point[] = [];
  const first = pieces[random.integer(0, pieces.length - 1)] as GroupPiece;
  centres.push(first.middle);
  while (centres.length < count) {
    // next seed: drawn far from the others, where people are
    const reach = pieces.map(
      (piece) => piece.weight * Math.min(...centres.map((centre) => distance(centre, piece.middle))) ** 2,
    );
    centres.push((pieces[random.weighted(reach)] as GroupPiece).middle);
  }
  const total = pieces.reduce((sum, piece) => sum + piece.weight, 0);
  const target = total / count;
  const handicap = new Float64Array(count);
  const owner = new Int32Array(pieces.length);
  const spacing2 = boxArea(pieces) / count;
  for (let round = 0; round < BALANCE_ROUNDS; round++) {
    const load = new Float64Array(count);
    const sumX = new Float64Array(count);
    const sumY = new Float64Array(count);
    const sumW = new Float64Array(count);
    pieces.forEach((piece, i) => {
      let best = 0;
      let bestCost = Number.POSITIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const cost = distance(piece.middle, centres[k] as Point) ** 2 + (handicap[k] as number);
        if (cost < bestCost) {
          bestCost = cost;
          best = k;
        }
      }
      owner[i] = best;
      load[best]! += piece.weight;
      const w = piece.weight + 1;
      sumX[best]! += piece.middle[0] * w;
      sumY[best]! += piece.middle[1] * w;
      sumW[best]! += w;
    });
    const step = (spacing2 * 0.25 * (BALANCE_ROUNDS - round)) / BALANCE_ROUNDS;
    for (let k = 0; k < count; k++) {
      handicap[k]! += step * Math.max(-1, Math.min(1, (load[k] as number) / target - 1));
      if ((sumW[k] as number) > 0)
        centres[k] = [(sumX[k] as number) / (sumW[k] as number), (sumY[k] as number) / (sumW[k] as number)];
    }
  }
  return owner;
}
function boxArea(pieces: readonly GroupPiece[]): number {
  const box = boxOf(pieces.map(({ middle }) => middle));
  return Math.max(1, (box.maxX - box.minX) * (box.maxY - box.minY));
}

/** Gives pieces cut off from their group to the neighbour with the longest common border; no group stays empty. */
function mend(owner: Int32Array, count: number, pieces: readonly GroupPiece[], borders: Borders): void {
  for (let round = 0; round < 50; round++) {
    let changed = false;
    const part = new Int32Array(pieces.length).fill(-1);
    const weights: number[] = [];
    const sizes: number[] = [];
    for (let start = 0; start < pieces.length; start++) {
      if (part[start] !== -1) continue;
      const id = weights.push(0) - 1;
      sizes.push(0);
      const stack = [start];
      part[start] = id;
      for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
        weights[id]! += (pieces[i] as GroupPiece).weight;
        sizes[id]!++;
        for (const j of borders[i]?.keys() ?? [])
          if (part[j] === -1 && owner[j] === owner[i]) {
            part[j] = id;
            stack.push(j);
          }
      }
    }
    const mainPart = new Map<number, number>();
    part.forEach((id, i) => {
      const k = owner[i] as number;
      const best = mainPart.get(k);
      if (best === undefined || (weights[id] as number) > (weights[best] as number)) mainPart.set(k, id);
    });
    for (let k = 0; k < count; k++) {
      if (mainPart.has(k)) continue;
      // an empty group takes the heaviest piece of the group with most pieces, if that has another
      let donor = -1;
      for (let i = 0; i < pieces.length; i++) {
        const size = sizes[part[i] as number] as number;
        if (
          size > 1 &&
          (donor < 0 || (pieces[i] as GroupPiece).weight > (pieces[donor] as GroupPiece).weight)
        )
          donor = i;
      }
      if (donor < 0) throw new Error(`too few pieces of ground for ${count} communities`);
      owner[donor] = k;
      changed = true;
      break;
    }
    if (!changed)
      for (let i = 0; i < pieces.length; i++) {
        if (part[i] === mainPart.get(owner[i] as number)) continue;
        let best = -1;
        let longest = 0;
        for (const [j, metres] of borders[i] ?? [])
          if (owner[j] !== owner[i] && metres > longest) {
            longest = metres;
            best = j;
          }
        if (best >= 0) {
          owner[i] = owner[best] as number;
          changed = true;
        }
      }
    if (!changed) return;
  }
}

/** True when the group stays in one part without piece `gone`. */
function staysWhole(owner: Int32Array, gone: number, borders: Borders): boolean {
  const group = owner[gone];
  const rest: number[] = [];
  owner.forEach((k, i) => {
    if (k === group && i !== gone) rest.push(i);
  });
  if (rest.length === 0) return false;
  const seen = new Set([rest[0] as number]);
  const stack = [rest[0] as number];
  for (let i = stack.pop(); i !== undefined; i = stack.pop())
    for (const j of borders[i]?.keys() ?? [])
      if (j !== gone && owner[j] === group && !seen.has(j)) {
        seen.add(j);
        stack.push(j);
      }
  return seen.size === rest.length;
}

/** Moves pieces over the border from heavier groups to lighter ones while that evens them out. */
function even(owner: Int32Array, count: number, pieces: readonly GroupPiece[], borders: Borders): void {
  const load = new Float64Array(count);
  owner.forEach((k, i) => {
    load[k]! += (pieces[i] as GroupPiece).weight;
  });
  const target = load.reduce((sum, persons) => sum + persons, 0) / count;
  for (let round = 0; round < SWAP_ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < pieces.length; i++) {
      const from = owner[i] as number;
      const { weight } = pieces[i] as GroupPiece;
      const touch = new Map<number, number>();
      let all = 0;
      for (const [j, metres] of borders[i] ?? []) {
        all += metres;
        touch.set(owner[j] as number, (touch.get(owner[j] as number) ?? 0) + metres);
      }
      let best = -1;
      let bestGain = 0;
      for (const [to, metres] of touch) {
        // a group that is nearly empty takes what it can get, others only what lies well against them
        const needy = (load[to] as number) < target * 0.4;
        if (to === from || metres < all * (needy ? 0.04 : 0.2)) continue;
        // fall of the sum of squared loads, so the heaviest pairs go first
        const gain = weight * ((load[from] as number) - (load[to] as number) - weight);
        if (gain > bestGain) {
          bestGain = gain;
          best = to;
        }
      }
      if (best < 0 || !staysWhole(owner, i, borders)) continue;
      owner[i] = best;
      load[from]! -= weight;
      load[best]! += weight;
      moved = true;
    }
    if (!moved) return;
  }
}

/** Group of every piece: each group in one part, none empty, loads as even as whole pieces allow. */
export function groupPieces(
  pieces: readonly GroupPiece[],
  borders: Borders,
  count: number,
  random: Random,
): Int32Array {
  const owner = group(pieces, count, random);
  mend(owner, count, pieces, borders);
  even(owner, count, pieces, borders);
  return owner;
}
