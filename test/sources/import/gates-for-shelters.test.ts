import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { gatesForShelters } from "../../../src/sources/import/gates-for-shelters.ts";
import { LAYER_TABLES } from "../../../src/sources/layer-columns.ts";
import { GateRow } from "../../../src/sources/layer-rows.ts";

const point = (id: string, lngLat: LngLat, more = {}): LayerFeature => ({
  geometry: { type: "Point", coordinates: [...lngLat] },
  properties: { id, ...more },
});
const park = (id: string, west: number, south: number, size: number): LayerFeature => ({
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
      // A lake whose shore runs along the street must not be taken for the outline.
      [
        [west + size * 0.4, south + size * 0.4],
        [west + size * 0.6, south + size * 0.4],
        [west + size * 0.6, south + size * 0.6],
        [west + size * 0.4, south + size * 0.6],
        [west + size * 0.4, south + size * 0.4],
      ],
    ],
  },
  properties: { id },
});
const rowOf = ({ geometry, properties }: LayerFeature) => ({
  ...properties,
  lngLat: (geometry as { coordinates: number[] }).coordinates,
});

test("a shelter that has a gate gets no other; a point's gate is the point", () => {
  const gates = gatesForShelters(
    [point("a", [116.3, 39.9]), point("b", [116.31, 39.9])],
    [point("g", [116.3, 39.9], { shelterId: "a" })],
    () => [0, 0],
  );
  expect(gates).toHaveLength(1);
  expect(gates[0]).toMatchObject({
    geometry: { coordinates: [116.31, 39.9] },
    properties: { id: "gate-b", shelterId: "b", method: "modelled", opening: '{"kind":"on-order"}' },
  });
});

test("an outline's gate stands where a street that passes comes nearest", () => {
  // The street runs north to south, east of the park; its nearest point to any place is at the place's own latitude.
  const east = (lngLat: LngLat): LngLat => [116.3025, lngLat[1]];
  const [gate] = gatesForShelters([park("p", 116.3, 39.9, 0.002)], [], east);
  expect((gate as LayerFeature).geometry).toMatchObject({
    coordinates: [expect.closeTo(116.302, 9), expect.closeTo(39.901, 2)],
  });
});

test("without streets the gate lies inside, and no gate is named twice", () => {
  const taken = point("gate-p", [116.3, 39.9], { shelterId: "other" });
  for (const nearestStreet of [null, () => null]) {
    const [gate] = gatesForShelters([park("p", 116.3, 39.9, 0.002)], [taken], nearestStreet);
    const [lng, lat] = (gate as LayerFeature).geometry.coordinates as [number, number];
    expect(lng > 116.3 && lng < 116.302 && lat > 39.9 && lat < 39.902).toBe(true);
    expect((gate as LayerFeature).properties.id).not.toBe("gate-p");
  }
});

test("every shelter has a way in, the same each time, and the pack's reader takes it", () => {
  const places = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), at: fc.double({ min: 0, max: 0.1, noNaN: true }) }),
    {
      selector: ({ id }) => id,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(places, fc.nat(8), (list, served) => {
      const shelters = list.map(({ id, at }, i) =>
        i % 2 ? point(id, [116.3 + at, 39.9]) : park(id, 116.3 + at, 39.9, 0.001),
      );
      const known = shelters
        .slice(0, served)
        .map((shelter, i) => point(`gate-${i}`, [116.3, 39.9], { shelterId: shelter.properties.id }));
      const street = (lngLat: LngLat): LngLat => [lngLat[0], 39.91];
      const gates = gatesForShelters(shelters, known, street);
      expect(gatesForShelters(shelters, known, street)).toEqual(gates);
      expect(gatesForShelters(shelters, [...known, ...gates], street)).toEqual([]);
      const all = [...known, ...gates];
      expect(new Set(all.map(({ properties }) => properties.id)).size).toBe(all.length);
      expect(new Set(all.map(({ properties }) => properties.shelterId)).size).toBe(shelters.length);
      for (const gate of gates) {
        expect(v.safeParse(GateRow, rowOf(gate)).success).toBe(true);
        expect(Object.keys(gate.properties)).toEqual(LAYER_TABLES.gates.columns.map(({ name }) => name));
      }
    }),
    { numRuns: 60, seed: 7 },
  );
});
