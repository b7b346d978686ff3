import { expect, it } from "vitest";
import { boundaryOfExtent, boundaryOfOsm } from "../../../../data/build/district/choose-boundary.ts";
import { createProgress } from "../../../../data/build/district/progress.ts";
import { type PackSummary, summaryText } from "../../../../data/build/district/summary.ts";
import { box, createOsmCity, EAST, NORTH, osmArea, SOUTH, WEST } from "../../../fixtures/create-osm-city.ts";

const admin = (id: number, name: string, tags: Record<string, string> = {}) =>
  osmArea(`relation/${id}`, { boundary: "administrative", admin_level: "8", name, ...tags }, box(1, 2, 3, 4));
const boundaries = [
  admin(7, "Vaduz", { "name:zh": "瓦杜兹", population: "5450" }),
  admin(8, "Town"),
  admin(9, "Town"),
];

it.each(["relation/7", "Vaduz", "vaduz", "瓦杜兹"])("finds an area of the map by %s", (wanted) => {
  expect(boundaryOfOsm(boundaries, wanted)).toMatchObject({
    ok: true,
    value: { district: { nameZh: "瓦杜兹", nameEn: "Vaduz", residents: 5450 } },
  });
});

it("lists those of one name, and what there is when there is none", () => {
  const two = boundaryOfOsm(boundaries, "Town");
  expect(two.ok ? "" : two.failure).toMatch(/relation\/8.*\n.*relation\/9/);
  const none = boundaryOfOsm(boundaries, "Oz");
  expect(none.ok ? "" : none.failure).toContain("relation/7  Vaduz");
});

it("takes the box of the streets where nobody says what the district is", () => {
  const chosen = boundaryOfExtent(createOsmCity(), "extract");
  const ring = chosen?.district.polygon.coordinates[0] as number[][];
  expect([ring[0], ring[2]].flat().map((degrees) => degrees?.toFixed(6))).toEqual(
    [WEST, SOUTH, EAST, NORTH].map((degrees) => degrees.toFixed(6)),
  );
  const { network } = createOsmCity();
  expect(boundaryOfExtent(createOsmCity({ network: { ...network, nodeCount: 0 } }), "x")).toBeNull();
});

it("says its stages with their seconds, and shares no more than twice a second", () => {
  let clock = 0;
  const said: string[] = [];
  const progress = createProgress(
    (text) => said.push(text),
    () => clock,
  );
  progress.stage("read");
  for (clock = 0; clock < 1200; clock += 100) progress.share(clock / 1200);
  progress.stage("write");
  clock += 300;
  progress.end();
  expect(said).toEqual([
    "   0.0 s  read\n",
    "   0.5 s  read 42 %\n",
    "   1.0 s  read 83 %\n",
    "   1.2 s  write\n",
  ]);
  expect(progress.stages).toEqual([
    { stage: "read", seconds: 1.2 },
    { stage: "write", seconds: 0.3 },
  ]);
});

it("the summary names what was left out, the first row of each kind with the number of the others", () => {
  const finding = (row: number) => ({
    code: "NEGATIVE" as const,
    severity: "rejected" as const,
    place: { file: "s.xlsx", row, field: "area", found: "-1", expected: "above 0" },
    lngLat: null,
  });
  const summary: PackSummary = {
    id: "t",
    out: "d",
    title: "T",
    residents: 1234,
    asOf: "2024",
    osm: { ...createOsmCity().counts, buildings: 1, areas: 2, points: 3 },
    files: [{ option: "shelters", file: "s.xlsx", rows: 3, used: 2, crs: "GCJ-02" }],
    layers: [{ layer: "shelters", features: 2, bytes: 1000, method: "compiled" }],
    notes: ["NO SHELTERS at all"],
    dropped: [{ reason: "building without 4 corners", count: 3, example: "way/5" }],
    findings: Array.from({ length: 35 }, (_, i) => finding(i + 2)),
    stages: [],
    seconds: 1.25,
    peakMemoryBytes: 2e8,
  };
  const text = summaryText(summary);
  expect(text).toContain("3 building without 4 corners (way/5)");
  expect(text).toContain("shelters     s.xlsx: 2 of 3 rows used, GCJ-02");
  expect(text).toMatch(/rejected\s+NEGATIVE\s+s\.xlsx row 2 area: found -1, expected above 0/);
  expect(text).toContain("(and 34 more rows)");
});
