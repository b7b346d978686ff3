import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bbox } from "../../src/core/model/geometry.ts";
import type { LayerId, PackDescription } from "../../src/core/model/pack.ts";
import { extentToAsk, layersToKeep, type SettledView, streamedLayers } from "../../src/map/streamed-box.ts";
import { createPackIndex } from "./create-scene.ts";

const CITY: Bbox = [116, 39, 117, 40];
const MEBIBYTE = 1024 * 1024;

/** What a map of 1440 × 900 px shows; MapLibre's world is 512 px wide at zoom 0. */
function viewAt(lng: number, lat: number, zoom: number): SettledView {
  const degreesPerPixel = 360 / (512 * 2 ** zoom);
  const [halfLng, halfLat] = [720 * degreesPerPixel, 450 * degreesPerPixel * Math.cos((lat * Math.PI) / 180)];
  return { bbox: [lng - halfLng, lat - halfLat, lng + halfLng, lat + halfLat], zoom };
}
const moved = ({ bbox, zoom }: SettledView, lngShare: number, latShare: number): SettledView => {
  const [west, south, east, north] = bbox;
  const [lng, lat] = [(east - west) * lngShare, (north - south) * latShare];
  return { bbox: [west + lng, south + lat, east + lng, north + lat], zoom };
};
const contains = (outer: Bbox, inner: Bbox) =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];

const anyView = fc
  .tuple(
    fc.double({ min: -179, max: 179, noNaN: true }),
    fc.double({ min: -75, max: 75, noNaN: true }),
    fc.double({ min: 9, max: 19, noNaN: true }),
  )
  .map(([lng, lat, zoom]) => viewAt(lng, lat, zoom));

describe("the box asked for", () => {
  test("holds all that is seen, and stays within twice and a bit of its width and height", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const box = extentToAsk(view, null, CITY);
        if (box === null || box === "whole") return;
        expect(contains(box, view.bbox)).toBe(true);
        const [west, south, east, north] = view.bbox;
        expect((box[2] - box[0]) / (east - west)).toBeLessThan(1.6 + 2 * (181 / 1440));
        expect((box[3] - box[1]) / (north - south)).toBeLessThan(1.6 + 2.2 * (181 / 900));
      }),
    );
  });

  test("a short way in any direction, or closer, asks for nothing; a long way asks", () => {
    const short = fc.double({ min: -0.19, max: 0.19, noNaN: true });
    fc.assert(
      fc.property(anyView, short, short, (view, lngShare, latShare) => {
        const box = extentToAsk(view, null, CITY);
        expect(extentToAsk(moved(view, lngShare, latShare), box, CITY)).toBeNull();
        const [lng, lat] = [(view.bbox[0] + view.bbox[2]) / 2, (view.bbox[1] + view.bbox[3]) / 2];
        expect(extentToAsk(viewAt(lng, lat, view.zoom + 1), box, CITY)).toBeNull();
        if (box !== "whole") expect(extentToAsk(moved(view, 0.7, 0), box, CITY)).not.toBeNull();
      }),
    );
  });

  test("asked for before its edge comes into view", () => {
    fc.assert(
      fc.property(anyView, fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        const box = extentToAsk(view, null, CITY);
        const later = moved(view, share, 0);
        if (box === "whole" || box === null || extentToAsk(later, box, CITY) !== null) return;
        expect(contains(box, moved(later, 0.09, 0).bbox)).toBe(true);
      }),
    );
  });

  test("nearly the whole city is asked for as the whole, once", () => {
    expect(extentToAsk(viewAt(116.5, 39.5, 9), null, CITY)).toBe("whole");
    expect(extentToAsk(viewAt(116.5, 39.5, 9), [116.4, 39.4, 116.5, 39.5], CITY)).toBe("whole");
    expect(extentToAsk(viewAt(110, 20, 14), "whole", CITY)).toBeNull();
    expect(extentToAsk(viewAt(116.5, 39.5, 14), null, CITY)).not.toBe("whole");
  });
});

describe("which layers stream", () => {
  const described = (bytes: Partial<Record<LayerId, number>>): PackDescription => {
    const { description } = createPackIndex();
    return {
      ...description,
      resources: description.resources.map((each) => ({ ...each, bytes: bytes[each.name as LayerId] ?? 1 })),
    };
  };

  test("large ones, but none that the map needs to its last feature", () => {
    const big = 5 * MEBIBYTE;
    const description = described({ buildings: big, streets: MEBIBYTE, water: 2 * MEBIBYTE, demand: big });
    expect([...streamedLayers(description)].sort()).toEqual(["buildings", "water"]);
  });

  test("held for later up to 16 MiB together, beyond that none", () => {
    const small = described({ buildings: 12 * MEBIBYTE, streets: 4 * MEBIBYTE, demand: 9 * MEBIBYTE });
    expect([...layersToKeep(small)].sort()).toEqual(["buildings", "streets"]);
    expect(layersToKeep(described({ buildings: 12 * MEBIBYTE, streets: 4 * MEBIBYTE + 1 }))).toEqual([]);
  });
});
