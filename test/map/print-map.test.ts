import { expect, test } from "vitest";
import { placeLabels } from "../../src/map/print/place-labels.ts";
import { pathOf, printProjection, printScale } from "../../src/map/print/print-projection.ts";

const bbox = [116.3, 39.85, 116.4, 39.98] as const;
const frame = { widthMillimetres: 180, heightMillimetres: 150, marginMillimetres: 6 };

/** Metres between two places on a ball, by the haversine formula. */
function metresBetween(
  [lng1, lat1]: readonly [number, number],
  [lng2, lat2]: readonly [number, number],
): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lng2 - lng1) * rad) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(a));
}

test("the scale bar is true: a length on paper is that length on the ground in every direction", () => {
  const projection = printProjection([...bbox], frame);
  const from = [116.35, 39.915] as const;
  for (const to of [
    [116.38, 39.915],
    [116.35, 39.95],
    [116.33, 39.9],
  ] as const) {
    const [x1, y1] = projection.place([...from]);
    const [x2, y2] = projection.place([...to]);
    const paper = Math.hypot(x2 - x1, y2 - y1) * projection.metresPerMillimetre;
    expect(paper / metresBetween(from, to)).toBeCloseTo(1, 2);
  }
  const scale = printScale(projection, 40);
  expect(scale.widthMillimetres).toBeLessThanOrEqual(40);
  expect(scale.widthMillimetres * projection.metresPerMillimetre).toBeCloseTo(scale.lengthMetres, 6);
});

test("the whole district is within the frame, north up", () => {
  const projection = printProjection([...bbox], frame);
  const [left, bottom] = projection.place([bbox[0], bbox[1]]);
  const [right, top] = projection.place([bbox[2], bbox[3]]);
  expect(Math.min(left, top)).toBeGreaterThanOrEqual(5.9);
  expect(right).toBeLessThanOrEqual(174.1);
  expect(bottom).toBeLessThanOrEqual(144.1);
  expect(top).toBeLessThan(bottom);
});

test("corners on the same hundredth of a millimetre are drawn once", () => {
  const projection = printProjection([...bbox], frame);
  const line = [
    [116.35, 39.9],
    [116.3500000001, 39.9],
    [116.36, 39.9],
  ];
  expect(pathOf([line], projection, false).split("L")).toHaveLength(2);
});

test("every name stands, and none on another while there is room", () => {
  const labels = placeLabels(
    [0, 1, 2].map((i) => ({ id: String(i), text: "德胜街道", at: [50, 50] as const })),
    [[50, 50]],
    frame,
  );
  expect(labels).toHaveLength(3);
  const tops = labels.map(({ at }) => at.join(" "));
  expect(new Set(tops).size).toBe(3);
});

test("no name is cut by the frame", () => {
  for (const at of [
    [1, 70],
    [179, 70],
    [90, 1],
    [90, 149],
  ] as const) {
    const [label] = placeLabels([{ id: "a", text: "天桥街道", at }], [], frame);
    if (!label) throw new Error("no label");
    expect(label.at[0]).toBeGreaterThan(7);
    expect(label.at[0]).toBeLessThan(173);
    expect(label.at[1]).toBeGreaterThan(2);
    expect(label.at[1]).toBeLessThan(148);
  }
});
