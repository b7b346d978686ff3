import type { Pattern, PatternLine, Slot } from "./block.ts";
import type { Frame } from "./frame.ts";
import { bentBox, bentLine } from "./pattern-hutong.ts";
import type { Random } from "./random.ts";

export type CompoundKind = "slab" | "tower" | "institution" | "office";
type WalledKind = Exclude<CompoundKind, "office">;
/** A ground larger than this is cut again, hectares: drawn between the two for every ground. */
const LARGEST_HECTARES: Record<CompoundKind, readonly [number, number]> = {
  slab: [3, 7.5],
  tower: [3.5, 8],
  institution: [5, 10],
  office: [2, 4.6],
};
/** No side of a ground is cut shorter than this, metres. */
const SHORTEST_SIDE_METRES: Record<CompoundKind, number> = {
  slab: 105,
  tower: 120,
  institution: 130,
  office: 80,
};
/** From the middle of a street between grounds to the first wall of a house. */
const STREET_TO_HOUSE_METRES = 8;
const SERVICE_TO_HOUSE_METRES = 4.6;

interface Parcel {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
}

/** Cuts a ground in two again and again; every cut is a street open to all. */
function cutGround(
  parcel: Parcel,
  kind: CompoundKind,
  frame: Frame,
  random: Random,
  lines: PatternLine[],
): Parcel[] {
  const width = parcel.u1 - parcel.u0;
  const depth = parcel.v1 - parcel.v0;
  const shortest = SHORTEST_SIDE_METRES[kind];
  const small = (width * depth) / 1e4 < random.between(...LARGEST_HECTARES[kind]);
  const acrossWidth = width * random.between(0.8, 1.25) > depth;
  const side = acrossWidth ? width : depth;
  if (small || side < 2 * shortest) return [parcel];
  const low = Math.max(0.32, shortest / side);
  const at = (acrossWidth ? parcel.u0 : parcel.v0) + side * random.between(low, 1 - low);
  const overshoot = 20;
  const end = (value: number, edge: number, sign: number) =>
    value === edge ? value + sign * overshoot : value;
  lines.push({
    points: acrossWidth
      ? bentLine(frame, at, end(parcel.v0, frame.minV, -1), at, end(parcel.v1, frame.maxV, 1))
      : bentLine(frame, end(parcel.u0, frame.minU, -1), at, end(parcel.u1, frame.maxU, 1), at),
    kind: "residential",
    widthMetres: Math.round(random.between(6, 9) * 2) / 2,
    toStreet: true,
    gated: false,
  });
  const halves: [Parcel, Parcel] = acrossWidth
    ? [
        { ...parcel, u1: at },
        { ...parcel, u0: at },
      ]
    : [
        { ...parcel, v1: at },
        { ...parcel, v0: at },
      ];
  return halves.flatMap((half) => cutGround(half, kind, frame, random, lines));
}

/** Streets between the grounds, open to all, and the service ways inside each with its gates. */
export function compoundPattern(frame: Frame, kind: CompoundKind, random: Random): Pattern {
  const lines: PatternLine[] = [];
  const slots: Slot[] = [];
  const whole = { u0: frame.minU, u1: frame.maxU, v0: frame.minV, v1: frame.maxV };
  for (const parcel of cutGround(whole, kind, frame, random, lines)) {
    if (kind === "office") officeParcel(frame, parcel, random, lines, slots);
    else walledParcel(frame, parcel, kind, random, lines, slots);
  }
  return { lines, slots };
}

function service(
  frame: Frame,
  [u0, v0, u1, v1]: readonly [number, number, number, number],
  toStreet: boolean,
): PatternLine {
  return {
    points: bentLine(frame, u0, v0, u1, v1),
    kind: "service",
    widthMetres: 4.5,
    toStreet,
    gated: toStreet,
  };
}

const DWELLING_STOREYS = [4, 5, 6, 7, 12, 18] as const;

/** A spine with cross ways or a loop, two to four gates, rows of houses facing south inside. */
function walledParcel(
  frame: Frame,
  { u0, u1, v0, v1 }: Parcel,
  kind: WalledKind,
  random: Random,
  lines: PatternLine[],
  slots: Slot[],
): void {
  const width = u1 - u0;
  const depth = v1 - v0;
  const estate = `${Math.round(u0)}/${Math.round(v0)}`;
  const rise = kind === "slab" ? (DWELLING_STOREYS[random.weighted([1, 3, 6, 2, 1, 1])] as number) : 0;
  const crossPitch = kind === "slab" ? 74 : 92;
  const crossCount = depth < 75 ? 0 : Math.max(1, Math.round(depth / crossPitch) - 1);
  const crosses = Array.from(
    { length: crossCount },
    (_, i) => v0 + (depth * (i + 1)) / (crossCount + 1) + random.between(-5, 5),
  );
  const spines =
    width > 190
      ? [u0 + width * random.between(0.28, 0.36), u0 + width * random.between(0.64, 0.72)]
      : [u0 + width * random.between(0.38, 0.62)];
  spines.forEach((u, i) => {
    const south = i === 0 || random.chance(0.5);
    const north = i === spines.length - 1 || random.chance(0.4);
    const low = crosses[0] ?? v0;
    const high = crosses[crosses.length - 1] ?? v1;
    if (south) lines.push(service(frame, [u, v0 - 3, u, low], true));
    if (crosses.length > 1) lines.push(service(frame, [u, low, u, high], false));
    if (north || !south) lines.push(service(frame, [u, high, u, v1 + 3], true));
  });
  const sideGate = random.integer(0, Math.max(0, crosses.length - 1));
  const gateSide = random.weighted([2, 3, 3]);
  crosses.forEach((v, i) => {
    const west = i === sideGate && gateSide === 1;
    const east = i === sideGate && gateSide === 2;
    const first = west ? u0 - 3 : u0 + 14;
    const last = east ? u1 + 3 : u1 - 14;
    lines.push(service(frame, [first, v, last, v], west || east));
  });
  const rows = [v0, ...crosses, v1];
  const columns = [u0, ...spines, u1];
  for (let row = 0; row + 1 < rows.length; row++) {
    const low = (rows[row] as number) + (row === 0 ? STREET_TO_HOUSE_METRES : SERVICE_TO_HOUSE_METRES);
    const high =
      (rows[row + 1] as number) -
      (row + 2 === rows.length ? STREET_TO_HOUSE_METRES : SERVICE_TO_HOUSE_METRES);
    for (let column = 0; column + 1 < columns.length; column++) {
      const west =
        (columns[column] as number) + (column === 0 ? STREET_TO_HOUSE_METRES : SERVICE_TO_HOUSE_METRES);
      const east =
        (columns[column + 1] as number) -
        (column + 2 === columns.length ? STREET_TO_HOUSE_METRES : SERVICE_TO_HOUSE_METRES);
      houseRows(frame, { u0: west, u1: east, v0: low, v1: high }, kind, rise, random, slots, estate);
    }
  }
}

const HOUSE_DEPTH_METRES: Record<WalledKind, readonly [number, number]> = {
  slab: [11, 13],
  tower: [21, 26],
  institution: [14, 19],
};

/** Rows from south to north in one strip between ways; the distance between rows grows with their height. */
function houseRows(
  frame: Frame,
  strip: Parcel,
  kind: WalledKind,
  rise: number,
  random: Random,
  slots: Slot[],
  estate: string,
): void {
  const depth = random.between(...HOUSE_DEPTH_METRES[kind]);
  const room = strip.v1 - strip.v0;
  if (room < depth) return;
  const gap = kind === "slab" ? Math.min(34, 9 + rise * 1.5) : kind === "tower" ? 30 : 22;
  const rows = Math.max(1, Math.floor((room + gap) / (depth + gap)));
  const pitch = rows === 1 ? 0 : (room - depth) / (rows - 1);
  for (let row = 0; row < rows; row++) {
    const v = rows === 1 ? strip.v0 + (room - depth) * random.between(0.4, 0.9) : strip.v0 + row * pitch;
    for (const [u0, u1] of housesAlong(strip.u0, strip.u1, kind, depth, random)) {
      if (random.chance(kind === "slab" ? 0.05 : 0.1)) continue;
      slots.push({
        outline: bentBox(frame, u0, v, u1, v + depth),
        storeys: storeysOf(kind, rise, random),
        use: kind,
        estate,
      });
    }
  }
}

function storeysOf(kind: WalledKind, rise: number, random: Random): number {
  if (kind === "tower") return random.integer(16, 26);
  if (kind === "institution") return random.integer(3, 8);
  return Math.max(3, rise + (random.chance(0.2) ? random.integer(-1, 1) : 0));
}

/** Houses of one row from west to east. */
function housesAlong(
  u0: number,
  u1: number,
  kind: WalledKind,
  depthMetres: number,
  random: Random,
): (readonly [number, number])[] {
  const room = u1 - u0;
  const length = kind === "tower" ? depthMetres : random.between(36, 66);
  const gap = kind === "tower" ? random.between(20, 30) : random.between(8, 13);
  if (room < 15) return [];
  const count = Math.max(1, Math.floor((room + gap) / (length + gap)));
  const each = kind === "tower" ? Math.min(length, room) : (room - gap * (count - 1)) / count;
  const step = count === 1 ? 0 : kind === "tower" ? (room - each) / (count - 1) : each + gap;
  return Array.from({ length: count }, (_, i) => {
    const start = u0 + i * step;
    const trim = kind === "tower" ? 0 : random.between(0, Math.min(9, each * 0.15));
    return random.chance(0.5)
      ? ([start, start + each - trim] as const)
      : ([start + trim, start + each] as const);
  });
}

/** Two to four large houses round a court, a service way between. */
function officeParcel(
  frame: Frame,
  { u0, u1, v0, v1 }: Parcel,
  random: Random,
  lines: PatternLine[],
  slots: Slot[],
): void {
  const west = u0 + 10;
  const east = u1 - 10;
  const south = v0 + 10;
  const north = v1 - 10;
  if (east - west < 24 || north - south < 24) return;
  const middle = (west + east) / 2 + random.between(-8, 8);
  const halved = east - west > 92;
  if (halved)
    lines.push({
      points: bentLine(frame, middle, v0 - 3, middle, v1 + 3),
      kind: "service",
      widthMetres: 6,
      toStreet: true,
      gated: false,
    });
  const columns = halved
    ? [
        [west, middle - 6],
        [middle + 6, east],
      ]
    : [[west, east]];
  for (const [a, b] of columns as [number, number][]) {
    const count = Math.max(1, Math.round((north - south) / random.between(60, 90)));
    const step = (north - south + 14) / count;
    for (let i = 0; i < count; i++) {
      const low = south + i * step;
      const depth = Math.min(step - 14, random.between(0.75, 1) * (step - 14));
      if (depth < 16) continue;
      const storeys = random.integer(8, 24);
      slots.push({ outline: officeShape(frame, a, low, b, low + depth, random), storeys, use: "office" });
    }
  }
}

/** A bar, a block with a court open to the south, or an angle. */
function officeShape(frame: Frame, u0: number, v0: number, u1: number, v1: number, random: Random) {
  const shape = random.weighted([5, 2, 2]);
  const wing = Math.min(20, (u1 - u0) * 0.36);
  const rear = v1 - Math.min(22, (v1 - v0) * 0.45);
  if (shape === 0 || u1 - u0 < 45 || v1 - v0 < 40) return bentBox(frame, u0, v0, u1, v1);
  if (shape === 1)
    return [
      frame.at(u0, v0),
      frame.at(u0 + wing, v0),
      frame.at(u0 + wing, rear),
      frame.at(u1 - wing, rear),
      frame.at(u1 - wing, v0),
      frame.at(u1, v0),
      frame.at(u1, v1),
      frame.at(u0, v1),
    ];
  return [
    frame.at(u0, v0),
    frame.at(u0 + wing, v0),
    frame.at(u0 + wing, rear),
    frame.at(u1, rear),
    frame.at(u1, v1),
    frame.at(u0, v1),
  ];
}
