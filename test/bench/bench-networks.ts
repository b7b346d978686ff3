import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EDGE_FLAG, plainFacts, STREET_CLASSES, type StreetNetwork } from "../../src/core/model/network.ts";
import { HILBERT_CELLS, hilbertPosition } from "../../src/sources/hilbert.ts";
import { decodeNetwork, rowsFromEdges } from "../../src/sources/network-binary.ts";
import { at, BOTH_WAYS } from "../fixtures/create-network.ts";
import { createRandom } from "../fixtures/create-random.ts";

/** Folder of a built pack: of the folder named in HAVENMAP_PACKS first, then of `data`; null = neither has it. */
export function packFolder(id: string): string | null {
  const roots = [process.env.HAVENMAP_PACKS, resolve(import.meta.dirname, "../../data")];
  for (const root of roots) {
    if (!root) continue;
    const folder = join(root, id, "pack");
    if (existsSync(join(folder, "network.bin"))) return folder;
  }
  return null;
}

/** Streets of a built pack; null = there is no such pack. */
export function packNetwork(id: string): StreetNetwork | null {
  const folder = packFolder(id);
  if (!folder) return null;
  const decoded = decodeNetwork(readFileSync(join(folder, "network.bin")), id);
  if (!decoded.ok) throw new Error(`${id}: ${JSON.stringify(decoded.failure)}`);
  return decoded.value;
}

/** "porto: 73,819 nodes, 201,848 arcs". */
export const describeNetwork = (name: string, network: StreetNetwork): string =>
  `${name}: ${network.nodeCount.toLocaleString("en")} nodes, ${network.arcCount.toLocaleString("en")} arcs`;

const SPACING_METRES = 70;
/** Share of the grid's streets that are not there: leaves 2.8 arcs a node, as contracted OSM towns have. */
const MISSING_SHARE = 0.3;
/** A street is up to so much longer than the straight line. */
const MOST_DETOUR_SHARE = 0.35;
const BENT_SHARE = 0.3;
/** One park or lake per so many grid places; nothing is built inside. */
const PLACES_PER_PARK = 4000;
const MOST_PARK_RADIUS_PLACES = 14;

/**
 * A made-up town of at least `nodeCount` nodes: a crooked grid with parks cut out, streets missing, courses longer than
 * the straight line and nodes in Hilbert order. Typed arrays throughout: a million nodes take about 2 s.
 */
export function createBigTown(nodeCount: number, seed = 11): StreetNetwork {
  const random = createRandom(seed);
  const side = Math.ceil(Math.sqrt(nodeCount * 1.12)) + 2;
  const isBuilt = new Uint8Array(side * side).fill(1);
  for (let park = 0; park < (side * side) / PLACES_PER_PARK; park++) {
    const column = random() * side;
    const row = random() * side;
    const radius = random() * MOST_PARK_RADIUS_PLACES;
    for (let r = Math.max(0, Math.ceil(row - radius)); r < Math.min(side, row + radius); r++)
      for (let c = Math.max(0, Math.ceil(column - radius)); c < Math.min(side, column + radius); c++)
        if (Math.hypot(r - row, c - column) < radius) isBuilt[r * side + c] = 0;
  }
  const east = new Float64Array(side * side);
  const north = new Float64Array(side * side);
  for (let place = 0; place < side * side; place++) {
    east[place] = ((place % side) + (random() - 0.5) * 0.5) * SPACING_METRES;
    north[place] = (Math.floor(place / side) + (random() - 0.5) * 0.5) * SPACING_METRES;
  }
  const { rank, places } = hilbertRanks(side, isBuilt, east, north);
  const nodeLng = new Float64Array(places.length);
  const nodeLat = new Float64Array(places.length);
  places.forEach((place, node) => {
    [nodeLng[node], nodeLat[node]] = at(east[place] as number, north[place] as number) as [number, number];
  });
  const from: number[] = [];
  const to: number[] = [];
  const lengthDecimetres: number[] = [];
  const shape: number[] = [];
  const shapeOffsets: number[] = [0];
  const join = (a: number, b: number) => {
    if (isBuilt[a] === 0 || isBuilt[b] === 0 || random() < MISSING_SHARE) return;
    const dx = (east[b] as number) - (east[a] as number);
    const dy = (north[b] as number) - (north[a] as number);
    from.push(rank[a] as number);
    to.push(rank[b] as number);
    const isBent = random() < BENT_SHARE;
    lengthDecimetres.push(
      Math.round(Math.hypot(dx, dy) * 10 * (isBent ? 1 + random() * MOST_DETOUR_SHARE : 1)),
    );
    if (isBent)
      shape.push(...at((east[a] as number) + dx / 2 - dy * 0.2, (north[a] as number) + dy / 2 + dx * 0.2));
    shapeOffsets.push(shape.length / 2);
  };
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const here = row * side + column;
      if (column + 1 < side) join(here, here + 1);
      if (row + 1 < side) join(here, here + side);
    }
  const edgeFrom = Uint32Array.from(from);
  const edgeTo = Uint32Array.from(to);
  const edgeCount = from.length;
  return {
    nodeCount: places.length,
    edgeCount,
    arcCount: edgeCount * 2,
    nodeLng,
    nodeLat,
    ...rowsFromEdges(places.length, edgeFrom, edgeTo),
    edgeFrom,
    edgeTo,
    edgeLengthDecimetres: Uint32Array.from(lengthDecimetres),
    edgeClass: new Uint8Array(edgeCount).fill(STREET_CLASSES.indexOf("residential")),
    edgeFlags: Uint16Array.from({ length: edgeCount }, () =>
      random() < 0.1 ? BOTH_WAYS & ~EDGE_FLAG.vehicleBackward : BOTH_WAYS,
    ),
    edgeWidthDecimetres: new Uint16Array(edgeCount),
    edgeSpeedKmh: new Uint8Array(edgeCount).fill(30),
    edgeName: new Uint32Array(edgeCount),
    names: [{ zh: "", en: "" }],
    edgeShapeOffsets: Uint32Array.from(shapeOffsets),
    shapeLngLat: Float64Array.from(shape),
    ...plainFacts(edgeCount),
    inputHash: `town-${nodeCount}-${seed}`,
  };
}

/** Grid places that are built on, along the Hilbert curve, and the rank of each. */
function hilbertRanks(side: number, isBuilt: Uint8Array, east: Float64Array, north: Float64Array) {
  const metres = (side + 1) * SPACING_METRES;
  const cell = (value: number) =>
    Math.max(0, Math.floor(((value + SPACING_METRES) / (metres + SPACING_METRES)) * HILBERT_CELLS));
  const count = isBuilt.reduce((sum, built) => sum + built, 0);
  // position (below 2^32) and place (below 2^21) in one number a native sort takes; 2^53 is exact
  const PLACES = 2 ** 21;
  const keys = new Float64Array(count);
  let next = 0;
  for (let place = 0; place < isBuilt.length; place++)
    if (isBuilt[place] === 1)
      keys[next++] =
        hilbertPosition(cell(east[place] as number), cell(north[place] as number)) * PLACES + place;
  keys.sort();
  const rank = new Int32Array(isBuilt.length).fill(-1);
  const places = new Int32Array(count);
  keys.forEach((key, node) => {
    const place = key % PLACES;
    rank[place] = node;
    places[node] = place;
  });
  return { rank, places };
}
