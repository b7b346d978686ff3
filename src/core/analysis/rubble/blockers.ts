import { isLeft, type StreetSections } from "./street-sections.ts";

/**
 * Which collapses block which street: a building alone, or two opposite each other only together. Blocks of building b
 * alone are [soleOffsets[b], soleOffsets[b + 1]); pairs are kept at the building of the lower index. Each tells from
 * which share of the edge's length to which (0-1, from edgeFrom) nobody gets past.
 */
export interface Blockers {
  readonly soleOffsets: Uint32Array;
  readonly soleEdge: Uint32Array;
  readonly soleFirst: Float32Array;
  readonly soleLast: Float32Array;
  readonly pairOffsets: Uint32Array;
  readonly pairOther: Uint32Array;
  readonly pairEdge: Uint32Array;
  readonly pairFirst: Float32Array;
  readonly pairLast: Float32Array;
}

export interface BlockingRule {
  readonly sections: StreetSections;
  readonly buildingCount: number;
  /** Effective height, metres, per building. */
  readonly heightMetres: Float32Array;
  /** Rubble from a wall, as a share of the height, per edge. */
  readonly debrisShare: Float32Array;
  /** Street width, metres, per edge. */
  readonly widthMetres: Float32Array;
  /** Walls farther from the centre line than this give no room beside the street: it ends at its kerb. */
  readonly frontageMetres: number;
  /** Clear width the walker or vehicle needs. */
  readonly requiredMetres: number;
  /** 1 per edge that is open to them at all. */
  readonly usable: Uint8Array;
  /** Edges that are pieces of others, where bridges are laid: what blocks a street blocks its pieces there. */
  readonly pieces: readonly StreetPiece[];
}

/** An edge that runs along a part of another, shares of its length 0-1. */
export interface StreetPiece {
  readonly edge: number;
  readonly parent: number;
  readonly fromShare: number;
  readonly toShare: number;
}

/** Rounding must not close a street that fits to the millimetre. */
const TOLERANCE_METRES = 0.001;

interface Block {
  readonly edge: number;
  readonly building: number;
  /** The other of a pair; -1 = alone. */
  readonly other: number;
  readonly first: number;
  last: number;
}

/**
 * At each cross-section the free ground reaches on each side to the nearest wall (the setback counts as passable), or to
 * the kerb where there is no wall within the frontage; a collapsed building takes k·H of it from its wall inwards. What is
 * left must be at least the required width; a street narrower than that with every house standing is blocked by whatever
 * makes it narrower still. A building behind another is not held back by it.
 */
export function findBlockers(rule: BlockingRule): Blockers {
  const { stationOffsets } = rule.sections;
  const blocks: Block[] = [];
  const sides = { left: createSide(), right: createSide() };
  const known = new Map<number, Block>();
  for (let edge = 0; edge < rule.usable.length; edge++) {
    if (rule.usable[edge] !== 1) continue;
    known.clear();
    const first = stationOffsets[edge] as number;
    const stations = (stationOffsets[edge + 1] as number) - first;
    for (let station = 0; station < stations; station++) {
      if (!readSection(rule, edge, first + station, sides)) continue;
      for (const [building, other] of blocksOf(sides, rule.requiredMetres)) {
        const key = building * (rule.buildingCount + 1) + other + 1;
        const block = known.get(key);
        if (block) {
          block.last = (station + 1) / stations;
          continue;
        }
        const begun = { edge, building, other, first: station / stations, last: (station + 1) / stations };
        known.set(key, begun);
        blocks.push(begun);
      }
    }
  }
  return sortByBuilding(rule.buildingCount, [...blocks, ...blocksOfPieces(rule.pieces, blocks)]);
}

/** Nobody is tied to a piece, so it is enough that it is blocked somewhere. */
function blocksOfPieces(pieces: readonly StreetPiece[], blocks: readonly Block[]): Block[] {
  return pieces.flatMap(({ edge, parent, fromShare, toShare }) =>
    blocks
      .filter((block) => block.edge === parent && block.first < toShare && block.last > fromShare)
      .map((block) => ({ ...block, edge, first: 0, last: 1 })),
  );
}

/** One side of a cross-section: how far the free ground reaches standing, and with each of its buildings down. */
interface Side {
  limit: number;
  count: number;
  /** Shortest free ground with one of them down. */
  least: number;
  readonly buildings: number[];
  readonly free: number[];
}
interface Sides {
  readonly left: Side;
  readonly right: Side;
}

const createSide = (): Side => ({ limit: 0, count: 0, least: 0, buildings: [], free: [] });

/** Reads a cross-section into `sides`; false where nothing stands. */
function readSection(rule: BlockingRule, edge: number, station: number, sides: Sides): boolean {
  const { sightOffsets, sightBuilding, sightMetres } = rule.sections;
  const begin = sightOffsets[station] as number;
  const end = sightOffsets[station + 1] as number;
  if (begin === end) return false;
  const share = rule.debrisShare[edge] as number;
  const { left, right } = sides;
  left.count = right.count = 0;
  left.limit = right.limit = Infinity;
  left.least = right.least = Infinity;
  for (let i = begin; i < end; i++) {
    const signed = sightMetres[i] as number;
    const side = isLeft(signed) ? left : right;
    const metres = Math.abs(signed);
    if (metres <= rule.frontageMetres && metres < side.limit) side.limit = metres;
    const building = sightBuilding[i] as number;
    const free = metres - share * (rule.heightMetres[building] as number);
    if (free < side.least) side.least = free;
    side.buildings[side.count] = building;
    side.free[side.count++] = free;
  }
  const halfWidth = (rule.widthMetres[edge] as number) / 2;
  if (left.limit === Infinity) left.limit = halfWidth;
  if (right.limit === Infinity) right.limit = halfWidth;
  return true;
}

const NOTHING: readonly (readonly [number, number])[] = [];

/** Buildings that alone leave less than is needed, as [building, -1], and pairs that do together, the lower first. */
function blocksOf({ left, right }: Sides, requiredMetres: number): readonly (readonly [number, number])[] {
  const needed = Math.min(requiredMetres, left.limit + right.limit) - TOLERANCE_METRES;
  // most sections stay wide enough whatever falls
  if (Math.min(left.limit, left.least) + Math.min(right.limit, right.least) >= needed) return NOTHING;
  const blocks: [number, number][] = [];
  for (let i = 0; i < left.count; i++)
    if ((left.free[i] as number) + right.limit < needed) blocks.push([left.buildings[i] as number, -1]);
  for (let j = 0; j < right.count; j++)
    if ((right.free[j] as number) + left.limit < needed) blocks.push([right.buildings[j] as number, -1]);
  for (let i = 0; i < left.count; i++) {
    const freeLeft = left.free[i] as number;
    // alone enough already, or not in the way at all
    if (freeLeft + right.limit < needed || freeLeft >= left.limit) continue;
    for (let j = 0; j < right.count; j++) {
      const freeRight = right.free[j] as number;
      if (freeRight + left.limit < needed || freeRight >= right.limit) continue;
      if (freeLeft + freeRight >= needed) continue;
      const [a, b] = [left.buildings[i] as number, right.buildings[j] as number];
      // a building on both sides of the street is one collapse
      blocks.push(a === b ? [a, -1] : [Math.min(a, b), Math.max(a, b)]);
    }
  }
  return blocks;
}

function sortByBuilding(buildingCount: number, blocks: readonly Block[]): Blockers {
  const soles = blocks.filter((block) => block.other < 0);
  const pairs = blocks.filter((block) => block.other >= 0);
  const sole = rowsOf(buildingCount, soles);
  const pair = rowsOf(buildingCount, pairs);
  return {
    soleOffsets: sole.offsets,
    soleEdge: Uint32Array.from(sole.rows, (block) => block.edge),
    soleFirst: Float32Array.from(sole.rows, (block) => block.first),
    soleLast: Float32Array.from(sole.rows, (block) => block.last),
    pairOffsets: pair.offsets,
    pairOther: Uint32Array.from(pair.rows, (block) => block.other),
    pairEdge: Uint32Array.from(pair.rows, (block) => block.edge),
    pairFirst: Float32Array.from(pair.rows, (block) => block.first),
    pairLast: Float32Array.from(pair.rows, (block) => block.last),
  };
}

function rowsOf(buildingCount: number, blocks: readonly Block[]) {
  const offsets = new Uint32Array(buildingCount + 1);
  for (const { building } of blocks) offsets[building + 1]! += 1;
  for (let building = 0; building < buildingCount; building++)
    offsets[building + 1]! += offsets[building] as number;
  // the sort is stable: within a building the edges rise
  const rows = [...blocks].sort((a, b) => a.building - b.building);
  return { offsets, rows };
}
