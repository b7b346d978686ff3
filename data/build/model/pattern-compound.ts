import type { BuildingUse, Pattern, PatternLine, Slot } from "./block.ts";
import type { Frame } from "./frame.ts";
import { bentBox, bentLine } from "./pattern-hutong.ts";
import type { Random } from "./random.ts";

export type CompoundKind = "slab" | "tower" | "institution" | "office";
/** Width and depth a walled ground is cut to, metres. */
const PARCEL_METRES: Record<CompoundKind, readonly [number, number]> = {
  slab: [165, 265],
  tower: [180, 270],
  institution: [210, 330],
  office: [110, 165],
};
const WALL_SETBACK_METRES = 9;

interface Parcel {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
}

/** Cuts [low, high] into pieces between the two lengths. */
function cuts(
  low: number,
  high: number,
  [shortest, longest]: readonly [number, number],
  random: Random,
): number[] {
  const pieces = Math.max(1, Math.round((high - low) / random.between(shortest, longest)));
  const step = (high - low) / pieces;
  return Array.from({ length: pieces + 1 }, (_, i) =>
    i === 0 ? low : i === pieces ? high : low + step * (i + random.between(-0.1, 0.1)),
  );
}

/** Streets between the grounds, open to all, and the service ways inside each with its gates. */
export function compoundPattern(frame: Frame, kind: CompoundKind, random: Random): Pattern {
  const lines: PatternLine[] = [];
  const slots: Slot[] = [];
  const rows = cuts(frame.minV, frame.maxV, PARCEL_METRES[kind], random);
  const streetWidth = () => random.between(6, 9);
  for (const v of rows.slice(1, -1)) {
    lines.push({
      points: bentLine(frame, frame.minU - 20, v, frame.maxU + 20, v),
      kind: "residential",
      widthMetres: streetWidth(),
      toStreet: true,
      gated: false,
    });
  }
  const parcels: Parcel[] = [];
  for (let row = 0; row + 1 < rows.length; row++) {
    const v0 = rows[row] as number;
    const v1 = rows[row + 1] as number;
    const columns = cuts(frame.minU, frame.maxU, PARCEL_METRES[kind], random);
    for (let column = 0; column + 1 < columns.length; column++) {
      const u0 = columns[column] as number;
      const u1 = columns[column + 1] as number;
      parcels.push({ u0, u1, v0, v1 });
      if (column > 0) {
        lines.push({
          points: bentLine(frame, u0, v0, u0, v1),
          kind: "residential",
          widthMetres: streetWidth(),
          toStreet: true,
          gated: false,
        });
      }
    }
  }
  for (const parcel of parcels) {
    if (kind === "office") officeParcel(frame, parcel, random, lines, slots);
    else walledParcel(frame, parcel, kind, random, lines, slots);
  }
  return { lines, slots };
}

function service(
  frame: Frame,
  [u0, v0, u1, v1]: readonly [number, number, number, number],
  toStreet: boolean,
  gated: boolean,
): PatternLine {
  return { points: bentLine(frame, u0, v0, u1, v1), kind: "service", widthMetres: 4.5, toStreet, gated };
}

/** A loop of service ways with two to four gates, rows of houses facing south inside. */
function walledParcel(
  frame: Frame,
  { u0, u1, v0, v1 }: Parcel,
  kind: "slab" | "tower" | "institution",
  random: Random,
  lines: PatternLine[],
  slots: Slot[],
): void {
  const west = u0 + 22;
  const east = u1 - 22;
  const south = v0 + 24;
  const north = v1 - 24;
  if (east - west < 30 || north - south < 20) {
    slots.push(...rowOfHouses(frame, u0 + 10, u1 - 10, (v0 + v1) / 2 - 6, kind, random));
    return;
  }
  const rise = kind === "slab" ? slabStoreys(random) : 0;
  // gates: one south, one north, up to two more; the wall has no other openings
  const gateSouth = random.chance(0.5) ? west : east;
  const spineWest = random.chance(0.75);
  lines.push(
    service(frame, [west, south, west, gateSouth === west ? v0 : south], true, true),
    service(frame, [east, south, east, gateSouth === east ? v0 : south], true, true),
    service(frame, [west, south, west, spineWest ? v1 : north], true, true),
    service(frame, [east, south, east, spineWest ? north : v1], true, true),
    service(frame, [west, south, east, south], false, false),
    service(frame, [west, north, east, north], false, false),
  );
  const middle = (south + north) / 2;
  const sideGate = random.weighted([3, 3, 2]);
  lines.push(
    service(frame, [sideGate === 1 ? u0 : west, middle, sideGate === 2 ? u1 : east, middle], true, true),
  );
  const spare = { west: u0 + WALL_SETBACK_METRES, east: u1 - WALL_SETBACK_METRES };
  for (const [low, high] of [
    [v0 + WALL_SETBACK_METRES - 2, south],
    [south, middle],
    [middle, north],
    [north, v1 - WALL_SETBACK_METRES + 2],
  ] as const) {
    houses(frame, spare.west, spare.east, low + 3.5, high - 3.5, kind, rise, random, slots);
  }
}

function slabStoreys(random: Random): number {
  return [5, 6, 6, 7, 12, 18][random.weighted([2, 6, 3, 1, 1, 1])] as number;
}

/** Rows from south to north in one strip between two ways. */
function houses(
  frame: Frame,
  u0: number,
  u1: number,
  v0: number,
  v1: number,
  kind: "slab" | "tower" | "institution",
  rise: number,
  random: Random,
  slots: Slot[],
): void {
  const depth =
    kind === "tower"
      ? random.between(22, 26)
      : kind === "slab"
        ? random.between(11, 13)
        : random.between(15, 20);
  if (v1 - v0 < depth) return;
  const gap = kind === "slab" ? Math.min(30, 13 + rise * 1.1) : random.between(22, 30);
  const rows = Math.max(1, Math.floor((v1 - v0 + gap) / (depth + gap)));
  const pitch = (v1 - v0 - depth) / Math.max(1, rows - 1);
  for (let row = 0; row < rows; row++) {
    const v = rows === 1 ? v0 + (v1 - v0 - depth) * random.between(0.3, 0.7) : v0 + row * pitch;
    slots.push(...rowOfHouses(frame, u0, u1, v, kind, random, depth, rise));
  }
}

function rowOfHouses(
  frame: Frame,
  u0: number,
  u1: number,
  v: number,
  kind: "slab" | "tower" | "institution",
  random: Random,
  depthMetres = 12,
  rise = 6,
): Slot[] {
  const out: Slot[] = [];
  const use: BuildingUse = kind;
  for (let u = u0 + random.between(0, 8); u < u1 - 14; ) {
    const length =
      kind === "tower" ? depthMetres : kind === "slab" ? random.between(38, 74) : random.between(35, 70);
    const end = Math.min(u + length, u1);
    if (end - u > 14 && random.chance(kind === "institution" ? 0.8 : 0.95)) {
      const storeys =
        kind === "tower"
          ? random.integer(15, 26)
          : kind === "slab"
            ? Math.max(3, rise + (random.chance(0.2) ? random.integer(-1, 1) : 0))
            : random.integer(3, 8);
      out.push({ outline: bentBox(frame, u, v, end, v + depthMetres), storeys, use });
    }
    u = end + (kind === "tower" ? random.between(20, 32) : random.between(9, 14));
  }
  return out;
}

/** Two or three large houses round a court, a service way behind. */
function officeParcel(
  frame: Frame,
  { u0, u1, v0, v1 }: Parcel,
  random: Random,
  lines: PatternLine[],
  slots: Slot[],
): void {
  const west = u0 + 16;
  const east = u1 - 16;
  const south = v0 + 16;
  const north = v1 - 16;
  if (east - west < 30 || north - south < 30) return;
  const middle = (west + east) / 2 + random.between(-8, 8);
  lines.push({
    points: bentLine(frame, middle, v0, middle, v1),
    kind: "service",
    widthMetres: 6,
    toStreet: true,
    gated: false,
  });
  for (const [a, b] of [
    [west, middle - 8],
    [middle + 8, east],
  ] as const) {
    if (b - a < 24) continue;
    const split = random.chance(0.6) && north - south > 70;
    const storeys = random.integer(10, 25);
    if (split) {
      const cut = (south + north) / 2;
      slots.push(
        { outline: bentBox(frame, a, south, b, cut - 7), storeys, use: "office" },
        { outline: bentBox(frame, a, cut + 7, b, north), storeys: random.integer(10, 25), use: "office" },
      );
    } else {
      slots.push({
        outline: bentBox(frame, a, south, b, Math.min(north, south + 85)),
        storeys,
        use: "office",
      });
    }
  }
}
