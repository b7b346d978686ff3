import { describe, expect, it } from "vitest";
import { mover, readingOf } from "../../../../data/build/district/crs-guard.ts";
import { crsOfText } from "../../../../data/build/district/declared-crs.ts";
import { cornersOf, moveTables } from "../../../../data/build/district/move-tables.ts";
import type { RawTable } from "../../../../src/core/model/import.ts";
import { box, createOsmCity, SOUTH, suppliedArea, WEST } from "../../../fixtures/create-osm-city.ts";

describe("a system named by a person", () => {
  it.each([
    ["WGS-84", "EPSG:4326", "xy"],
    ["wgs84", "EPSG:4326", "xy"],
    ["CGCS2000", "EPSG:4490", "xy"],
    ["gcj02", "GCJ-02", "xy"],
    ["BD-09", "BD-09", "xy"],
    ["bd09mc", "BD-09MC", "xy"],
    ["EPSG:4547", "EPSG:4547", "xy"],
    ["4547/yx", "EPSG:4547", "yx"],
  ])("%s is %s", (text, crs, axes) => {
    expect(crsOfText(text)).toEqual({ crs, axes });
  });
  it.each(["", "Beijing", "EPSG:", "GCJ-02/zz", "4547/yx/xy"])("%s is none", (text) => {
    expect(crsOfText(text)).toBeNull();
  });
});

const question = {
  option: "shelters",
  file: "list.csv",
  points: [[WEST + 0.001, SOUTH + 0.001]] as const,
  declaredByPerson: null,
  declaredByFile: null,
  ground: { city: createOsmCity(), district: suppliedArea().polygon },
};

describe("the guard of the builder", () => {
  it("stops where the ground cannot decide, lists the readings and names the option that decides", async () => {
    const reading = await readingOf(question);
    expect(reading.ok).toBe(false);
    const words = reading.ok ? "" : reading.failure;
    expect(words).toContain("--shelters list.csv");
    expect(words).toContain("too few different places");
    // Under the other readings the place lies outside this small district.
    expect(words).toMatch(/^ {2}WGS-84 +100 % inside, \d+ m to the nearest street/m);
    expect(words).toContain("--crs-shelters");
  });

  it("takes the person's word above the file's", async () => {
    const reading = await readingOf({ ...question, declaredByPerson: "GCJ-02", declaredByFile: "EPSG:4326" });
    if (!reading.ok || !reading.value) throw new Error("no reading");
    expect(reading.value.words).toBe("GCJ-02 (as you said)");
    // About 550 m in Beijing.
    const [lng, lat] = mover(reading.value)(WEST, SOUTH) ?? [0, 0];
    expect(WEST - lng).toBeGreaterThan(0.005);
    expect(SOUTH - lat).toBeGreaterThan(0.001);
  });

  it("takes the file's word where the ground agrees, and stops where it does not", async () => {
    const agreed = await readingOf({ ...question, declaredByFile: "EPSG:4326" });
    expect(agreed).toMatchObject({
      ok: true,
      value: { words: "WGS-84 (the file says so, the ground agrees)" },
    });
    const elsewhere = await readingOf({ ...question, points: [[2.35, 48.85]], declaredByFile: "EPSG:4326" });
    expect(elsewhere.ok ? "" : elsewhere.failure).toContain("do not fit the ground");
  });

  it("says nothing before there is a ground, and refuses a word that is no system", async () => {
    expect(await readingOf({ ...question, ground: null })).toEqual({ ok: true, value: null });
    const wrong = await readingOf({ ...question, declaredByPerson: "Beijing" });
    expect(wrong.ok ? "" : wrong.failure).toContain("--crs-shelters Beijing");
  });
});

it("moves every corner of every geometry, also in collections, and drops heights", () => {
  const table: RawTable = {
    file: "a",
    part: null,
    format: "kml",
    columns: [],
    rows: [
      {
        row: 1,
        values: {},
        geometry: {
          type: "GeometryCollection",
          geometries: [{ type: "Point", coordinates: [1, 2, 3] }, box(0, 0, 1, 1)],
        },
      },
    ],
    declaredCrs: null,
    encoding: null,
    findings: [],
  };
  expect(cornersOf([table])).toHaveLength(6);
  const [moved] = moveTables([table], (x, y) => [x + 10, y + 20]);
  expect(moved?.rows[0]?.geometry).toEqual({
    type: "GeometryCollection",
    geometries: [{ type: "Point", coordinates: [11, 22] }, box(10, 20, 11, 21)],
  });
});
