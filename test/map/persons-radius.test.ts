import { expression } from "@maplibre/maplibre-gl-style-spec";
import fc from "fast-check";
import { expect, test } from "vitest";
import { radiusOfPersons, radiusPixels } from "../../src/map/persons-radius.ts";

test("a circle drawn beside the map is as wide as the map's own, for all persons at all zooms", () => {
  const made = expression.createExpression(radiusOfPersons("persons"), "circle.paint.circle-radius");
  if (made.result !== "success") throw new Error("not an expression");
  fc.assert(
    fc.property(fc.nat(60_000), fc.double({ min: 8, max: 20, noNaN: true }), (persons, zoom) => {
      const feature = { type: 1 as const, properties: { persons } };
      expect(radiusPixels(persons, zoom)).toBeCloseTo(made.value.evaluate({ zoom }, feature) as number, 6);
    }),
  );
});
