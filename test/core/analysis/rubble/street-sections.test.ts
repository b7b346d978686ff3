import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createStreetSections,
  isLeft,
  type StreetSections,
} from "../../../../src/core/analysis/rubble/street-sections.ts";
import { createEdgeIndex } from "../../../../src/core/graph/edge-index.ts";
import { type BuildingSpec, box, createStock } from "../../../fixtures/create-buildings.ts";
import { at, createNetwork } from "../../../fixtures/create-network.ts";

type Point = readonly [number, number];

function sectionsAlong(course: readonly Point[], buildings: readonly BuildingSpec[], reach: number) {
  const network = createNetwork(
    [at(...(course[0] as Point)), at(...(course.at(-1) as Point))],
    [{ from: 0, to: 1, shape: course.slice(1, -1).map((point) => at(...point)) }],
  );
  const stock = createStock(buildings);
  return createStreetSections(
    createEdgeIndex(network),
    stock,
    new Float32Array(stock.count).fill(reach),
    new Uint8Array([1]),
  );
}

const sightsAt = (sections: StreetSections, station: number) =>
  Array.from(
    sections.sightMetres.subarray(sections.sightOffsets[station], sections.sightOffsets[station + 1]),
    (metres, i) => ({
      building: sections.sightBuilding[(sections.sightOffsets[station] as number) + i],
      isLeft: isLeft(metres),
      metres: Math.abs(metres),
    }),
  );

test("a house is seen along its front, on its side, at the distance of its wall", () => {
  // eastwards: north is left
  const sections = sectionsAlong(
    [
      [0, 0],
      [99, 0],
    ],
    [
      { id: "north", corners: box(20, 4, 40, 14) },
      { id: "south", corners: box(30, -12, 50, -6) },
    ],
    20,
  );
  expect(sections.stationOffsets[1]).toBe(50);
  for (let station = 0; station < 50; station++) {
    const along = station * 1.98 + 0.99;
    const seen = sightsAt(sections, station);
    const north = seen.filter(({ building }) => building === 0);
    const south = seen.filter(({ building }) => building === 1);
    expect(north.length, `${along}`).toBe(along > 20 && along < 40 ? 1 : 0);
    expect(south.length, `${along}`).toBe(along > 30 && along < 50 ? 1 : 0);
    for (const sight of north) {
      expect(sight.isLeft).toBe(true);
      expect(sight.metres).toBeCloseTo(4, 1);
    }
    for (const sight of south) {
      expect(sight.isLeft).toBe(false);
      expect(sight.metres).toBeCloseTo(6, 1);
    }
  }
});

test("a house over the street is seen on both sides at no distance; one beyond its reach not at all", () => {
  const sections = sectionsAlong(
    [
      [0, 0],
      [40, 0],
    ],
    [
      { id: "over", corners: box(10, -5, 20, 5) },
      { id: "far", corners: box(10, 31, 20, 40) },
    ],
    30,
  );
  const seen = sightsAt(sections, 7);
  expect(seen.map(({ building, isLeft: left, metres }) => [building, left, metres])).toEqual([
    [0, true, 0],
    [0, false, 0],
  ]);
});

test("no station of a sheltered edge is looked at", () => {
  const network = createNetwork([at(0, 0), at(40, 0)], [{ from: 0, to: 1 }]);
  const stock = createStock([{ id: "a", corners: box(5, 3, 20, 9) }]);
  const sections = createStreetSections(
    createEdgeIndex(network),
    stock,
    new Float32Array([20]),
    new Uint8Array([0]),
  );
  expect([sections.stationOffsets[1], sections.sightBuilding.length]).toEqual([0, 0]);
});

/** First point of a slanted house along a ray, by walking it in steps of 5 cm; Infinity beyond 25 m. */
function walkedMetres(from: Point, direction: Point, corners: readonly Point[]): number {
  const inside = (x: number, y: number) => {
    let odd = false;
    corners.forEach(([ax, ay], i) => {
      const [bx, by] = corners[(i + 1) % corners.length] as Point;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    });
    return odd;
  };
  for (let metres = 0; metres <= 25; metres += 0.05)
    if (inside(from[0] + metres * direction[0], from[1] + metres * direction[1])) return metres;
  return Infinity;
}

/** The outline with every corner so many metres farther from the middle. */
function grown(corners: readonly Point[], metres: number): Point[] {
  const middle = [0, 1].map((k) => corners.reduce((sum, corner) => sum + corner[k]!, 0) / corners.length);
  return corners.map(([x, y]) => {
    const [dx, dy] = [x - middle[0]!, y - middle[1]!];
    const factor = 1 + metres / Math.hypot(dx, dy);
    return [middle[0]! + dx * factor, middle[1]! + dy * factor];
  });
}

test("slanted houses along a bent street are seen as by walking square to it", () => {
  const house = fc.tuple(
    fc.integer({ min: 0, max: 80 }),
    fc.integer({ min: -22, max: 22 }),
    fc.integer({ min: 6, max: 20 }),
    fc.integer({ min: 0, max: 89 }),
  );
  fc.assert(
    fc.property(house, fc.integer({ min: -20, max: 20 }), ([x, y, size, degrees], bend) => {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const corners = box(0, 0, size, size * 0.7).map(
        ([a, b]) => [x + a * cos - b * sin, y + a * sin + b * cos] as const,
      );
      const course: Point[] = [
        [0, 0],
        [40, bend],
        [80, 0],
      ];
      const sections = sectionsAlong(course, [{ id: "a", corners }], 20);
      const stations = sections.stationOffsets[1] as number;
      for (let station = 0; station < stations; station++) {
        const along = ((station + 0.5) / stations) * 2;
        const [a, b] = along < 1 ? [course[0]!, course[1]!] : [course[1]!, course[2]!];
        const share = along < 1 ? along : along - 1;
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
        const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
        const from = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])] as const;
        const seen = sightsAt(sections, station);
        for (const side of [1, -1]) {
          const walk = (metres: number) =>
            walkedMetres(from, [-uy * side, ux * side], grown(corners, metres));
          const sight = seen.find(({ isLeft: left }) => left === (side === 1))?.metres ?? Infinity;
          // between the walk to a house a little larger and to one a little smaller: corners are only glanced
          const [least, most] = [walk(0.1), walk(-0.1)];
          expect(sight).toBeGreaterThanOrEqual(Math.min(least, 20) - 0.1);
          if (most < 19.9) expect(sight).toBeLessThanOrEqual(most + 0.1);
        }
      }
    }),
    { numRuns: 40 },
  );
});
