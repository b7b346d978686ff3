import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { createAreaFinder, metresToOutline } from "../../../../data/build/district/area-finder.ts";
import { areaContains, createBandedArea, pointInside } from "../../../../data/build/district/banded-area.ts";
import { box } from "../../../fixtures/create-osm-city.ts";

/** A star around a middle: any radii give an outline that does not cross itself. */
const star = fc
  .tuple(
    fc.double({ min: 116.3, max: 116.4, noNaN: true }),
    fc.double({ min: 39.8, max: 39.9, noNaN: true }),
    fc.array(fc.double({ min: 0.002, max: 0.03, noNaN: true }), { minLength: 3, maxLength: 120 }),
  )
  .map(([lng, lat, radii]): Polygon => {
    const ring = radii.map((radius, i) => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
    });
    return { type: "Polygon", coordinates: [[...ring, ring[0] as number[]]] };
  });
const place = fc.tuple(
  fc.double({ min: 116.26, max: 116.44, noNaN: true }),
  fc.double({ min: 39.76, max: 39.94, noNaN: true }),
);

describe("areas in bands", () => {
  it("hold the points that they hold edge by edge", () => {
    fc.assert(
      fc.property(star, fc.array(place, { minLength: 30, maxLength: 30 }), (polygon, places) => {
        const area = createBandedArea(polygon);
        for (const [lng, lat] of places)
          expect(areaContains(area, lng, lat)).toBe(booleanPointInPolygon([lng, lat], polygon));
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("have a point inside, also with a hole in the middle and in parts", () => {
    const ring = box(116, 39, 116.01, 39.01);
    const hollow: Polygon = {
      type: "Polygon",
      coordinates: [...ring.coordinates, ...box(116.001, 39.001, 116.009, 39.009).coordinates],
    };
    const parts: MultiPolygon = {
      type: "MultiPolygon",
      coordinates: [ring.coordinates, box(116.1, 39, 116.15, 39.01).coordinates],
    };
    for (const polygon of [hollow, parts]) {
      const [lng, lat] = pointInside(createBandedArea(polygon));
      expect(booleanPointInPolygon([lng, lat], polygon)).toBe(true);
    }
    expect(createBandedArea(hollow).squareDegrees).toBeCloseTo(0.01 ** 2 - 0.008 ** 2, 12);
  });

  it("find the smallest that holds a point, and the nearest where none does, as a look at each does", () => {
    fc.assert(
      fc.property(fc.array(star, { minLength: 1, maxLength: 9 }), place, (polygons, at) => {
        const finder = createAreaFinder(polygons);
        const holding = polygons.flatMap((polygon, i) =>
          booleanPointInPolygon([...at], polygon) ? [i] : [],
        );
        const size = (i: number) => finder.areas[i]?.squareDegrees ?? 0;
        const smallest = holding.sort((a, b) => size(a) - size(b) || a - b)[0] ?? -1;
        expect(finder.at(at)).toBe(smallest);
        const distances = finder.areas.map((area) => metresToOutline(area, at));
        const nearest = distances.indexOf(Math.min(...distances));
        expect(finder.nearest(at)).toBe(smallest >= 0 ? smallest : nearest);
      }),
      { seed: 8, numRuns: 150 },
    );
  });
});
