import type { Slot } from "./block.ts";
import { frameOf } from "./frame.ts";
import { Obstacles } from "./obstacles.ts";
import { bentBox } from "./pattern-hutong.ts";
import { bandAround, centroid, distance, type Point, type Ring, signedArea, toPlane } from "./plane.ts";
import { randomFor } from "./random.ts";
import type { GroundRow, SourceTables } from "./source-tables.ts";

/** A school, hospital, hall or temple that was compiled, as ground with houses of its own. */
export interface Ground {
  readonly id: string;
  readonly kind: string;
  readonly ring: Ring;
}

const ccw = (ring: readonly Point[]): Point[] => (signedArea(ring) < 0 ? [...ring].reverse() : [...ring]);
/** East-west by north-south size given to a school known only by a point, metres (modelled). */
const SCHOOL_GROUND_METRES: readonly [number, number] = [84, 96];
const HOSPITAL_GROUND_METRES: readonly [number, number] = [90, 80];

function groundRing(row: GroundRow): Point[] | null {
  if (row.outline) return ccw(row.outline.map(toPlane));
  const size =
    row.kind === "school" ? SCHOOL_GROUND_METRES : row.kind === "hospital" ? HOSPITAL_GROUND_METRES : null;
  if (!size) return null;
  const [x, y] = toPlane(row.lngLat);
  const [w, h] = [size[0] / 2, size[1] / 2];
  return [
    [x - w, y - h],
    [x + w, y - h],
    [x + w, y + h],
    [x - w, y + h],
  ];
}

const isGreen = (kind: string) => kind === "park" || kind === "square";

export interface CompiledGround {
  readonly obstacles: Obstacles;
  readonly parks: readonly Ground[];
  readonly lakes: readonly Ring[];
  readonly grounds: readonly Ground[];
}

/** Water, parks and grounds of the tables as rings on the plane. A ground that would lie on a street is left out. */
export function compiledGround(tables: SourceTables, onStreet: (ring: Ring) => boolean): CompiledGround {
  const obstacles = new Obstacles();
  const lakes: Ring[] = [];
  for (const { shape } of tables.water) {
    const ring =
      shape.kind === "outline"
        ? ccw(shape.outline.map(toPlane))
        : ccw(bandAround(shape.course.map(toPlane), shape.widthMetres));
    if (shape.kind === "outline") lakes.push(ring);
    obstacles.add({ ring, kind: "water" });
  }
  const parks: Ground[] = [];
  const grounds: Ground[] = [];
  for (const row of tables.grounds) {
    const ring = groundRing(row);
    if (!ring) continue;
    if (isGreen(row.kind)) {
      parks.push({ id: row.id, kind: row.kind, ring });
      obstacles.add({ ring, kind: "park" });
    } else if (row.outline || (!onStreet(ring) && !obstacles.overlaps(ring))) {
      grounds.push({ id: row.id, kind: row.kind, ring });
      obstacles.add({ ring, kind: "ground" });
    }
  }
  return { obstacles, parks, lakes, grounds };
}

/** Houses of a school, hospital, hall or temple on its own ground. */
export function groundSlots(ground: Ground, seed: number): Slot[] {
  const random = randomFor(seed, `ground ${ground.id}`);
  const frame = frameOf(ground.ring, 0, random);
  const { minU, maxU, minV, maxV } = frame;
  const width = maxU - minU;
  const depth = maxV - minV;
  const box = (u0: number, v0: number, u1: number, v1: number) =>
    bentBox(frame, minU + u0 * width, minV + v0 * depth, minU + u1 * width, minV + v1 * depth);
  if (ground.kind === "school" || ground.kind === "university") {
    // classrooms along the north, a wing at one side, the playground open to the south
    const north = Math.min(15, depth * 0.2) / depth;
    const wing = Math.min(14, width * 0.2) / width;
    const west = random.chance(0.5);
    const slots: Slot[] = [
      { outline: box(0.08, 0.95 - north, 0.92, 0.95), storeys: random.integer(3, 5), use: "school" },
      {
        outline: west ? box(0.06, 0.3, 0.06 + wing, 0.86 - north) : box(0.94 - wing, 0.3, 0.94, 0.86 - north),
        storeys: random.integer(3, 4),
        use: "school",
      },
    ];
    if (ground.kind === "university" || depth > 160)
      for (const v of [0.12, 0.34, 0.56])
        slots.push({
          outline: box(0.3, v, 0.82, v + 16 / depth),
          storeys: random.integer(4, 9),
          use: "school",
        });
    return slots;
  }
  if (ground.kind === "hospital") {
    return [0.1, 0.42, 0.74].flatMap((v) => [
      { outline: box(0.08, v, 0.46, v + 0.2), storeys: random.integer(6, 14), use: "hospital" as const },
      { outline: box(0.54, v, 0.92, v + 0.2), storeys: random.integer(5, 12), use: "hospital" as const },
    ]);
  }
  if (ground.kind === "temple") {
    return [0.12, 0.32, 0.52, 0.72].map((v) => ({
      outline: box(0.28, v, 0.72, v + 0.11),
      storeys: 1,
      use: "courtyard" as const,
    }));
  }
  if (ground.kind === "stadium") return [];
  const middle = centroid(ground.ring);
  const inset = ground.ring.map((p): Point => {
    const metres = distance(p, middle) || 1;
    const share = Math.max(0.5, 1 - 18 / metres);
    return [middle[0] + (p[0] - middle[0]) * share, middle[1] + (p[1] - middle[1]) * share];
  });
  return [{ outline: inset, storeys: 4, use: "institution" }];
}
