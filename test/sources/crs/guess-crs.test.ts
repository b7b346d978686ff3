import { describe, expect, it } from "vitest";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { CrsId } from "../../../src/core/model/import.ts";
import { type CrsProjection, ruledProjection } from "../../../src/sources/crs/crs-projection.ts";
import { guessCrs } from "../../../src/sources/crs/guess-crs.ts";
import { createCrsTown } from "../../fixtures/create-crs-town.ts";

const town = createCrsTown([113.3, 23.1], 5);
const abroad = createCrsTown([-8.61, 41.15], 6);
const projection = (crs: CrsId) => ruledProjection(crs) as CrsProjection;
const written = (places: readonly LngLat[], crs: CrsId) =>
  places.map(([lng, lat]) => projection(crs).fromWgs84(lng, lat));
const parks = town.ground.pools["in parks"] as readonly LngLat[];
const blind = Array.from(
  { length: 40 },
  (_, i): LngLat => [113.3 + 0.012 * Math.sin(i * 1.7), 23.1 + 0.011 * Math.cos(i * 2.9)],
);

describe("a file that says nothing", () => {
  it.each(["EPSG:4326", "GCJ-02", "BD-09"] as const)("is read as %s by parks and streets", (crs) => {
    const verdict = guessCrs(written(parks, crs), null, town.reference);
    expect(verdict).toMatchObject({ kind: "decided", crs, axes: "xy", by: "ground" });
    expect(verdict.ranked.length).toBe(3);
  });

  it("is read with latitude first where the numbers say so", () => {
    const swapped = written(parks, "GCJ-02").map(([x, y]) => [y, x] as const);
    expect(guessCrs(swapped, null, town.reference)).toMatchObject({ crs: "GCJ-02", axes: "yx" });
  });

  it.each(["EPSG:3857", "BD-09MC", "EPSG:32649", "EPSG:4526", "EPSG:4547"] as const)(
    "is never read otherwise than %s",
    (crs) => {
      const verdict = guessCrs(written(parks, crs), null, town.reference);
      expect(verdict.ranked[0]).toMatchObject({ crs, axes: "xy" });
    },
  );

  it("is asked about when it has nothing to do with the ground", () => {
    const verdict = guessCrs(written(blind, "GCJ-02"), null, town.reference);
    expect(verdict).toMatchObject({ kind: "ask", why: "too-close" });
    expect(verdict.ranked.map(({ crs }) => crs).sort()).toEqual(["BD-09", "EPSG:4326", "GCJ-02"]);
    for (const { lngLats } of verdict.ranked) expect(lngLats).toHaveLength(40);
  });

  it("is asked about with few places, however often they are repeated", () => {
    const few = written(parks.slice(0, 12), "GCJ-02");
    const stacked = Array.from({ length: 60 }, (_, i) => few[i % few.length] as readonly [number, number]);
    expect(guessCrs(stacked, null, town.reference)).toMatchObject({ kind: "ask", why: "too-few-points" });
  });

  it("is asked about when no reading puts it into the district", () => {
    const away = written(
      parks.map(([lng, lat]): LngLat => [lng + 0.2, lat]),
      "GCJ-02",
    );
    expect(guessCrs(away, null, town.reference)).toMatchObject({ kind: "ask", why: "nothing-fits" });
    expect(guessCrs([], null, town.reference)).toMatchObject({ kind: "ask", why: "nothing-fits" });
    expect(guessCrs([[Number.NaN, 1]], null, town.reference)).toMatchObject({ kind: "ask" });
  });

  it("raises no question outside China, where the shifts do not exist", () => {
    const places = (abroad.ground.pools["on streets"] as readonly LngLat[]).slice(0, 5);
    expect(guessCrs(places, null, abroad.reference)).toMatchObject({ kind: "decided", crs: "EPSG:4326" });
  });
});

describe("a file that says what it is", () => {
  it("is believed where the ground cannot tell", () => {
    const verdict = guessCrs(written(blind, "GCJ-02"), projection("GCJ-02"), town.reference);
    expect(verdict).toMatchObject({ kind: "decided", crs: "GCJ-02", by: "declared" });
  });

  it("is asked about where the ground speaks against it", () => {
    const verdict = guessCrs(written(parks, "GCJ-02"), projection("EPSG:4326"), town.reference);
    expect(verdict).toMatchObject({ kind: "ask", why: "declared-implausible" });
    expect(verdict.ranked[0]?.crs).toBe("GCJ-02");
  });

  it("is asked about where it would lie elsewhere", () => {
    const verdict = guessCrs(written(blind, "EPSG:4547"), projection("EPSG:4548"), town.reference);
    expect(verdict).toMatchObject({ kind: "ask", why: "declared-implausible" });
  });
});

describe("names of known places", () => {
  const names = blind.map((_, i) => (i % 5 === 0 ? `第${i}小学 (东区)` : null));
  const anchors = blind.flatMap((lngLat, i) => (i % 5 === 0 ? [{ name: `第${i}小学（东区）`, lngLat }] : []));
  const known = { ...town.reference, anchors };

  it.each(["EPSG:4326", "GCJ-02", "BD-09"] as const)("settle that a set is in %s", (crs) => {
    expect(guessCrs(written(blind, crs), null, known, names)).toMatchObject({ kind: "decided", crs });
  });

  it("settle nothing when there are two of them, or when many places bear the name", () => {
    const two = names.map((name, i) => (i < 10 ? name : null));
    expect(guessCrs(written(blind, "GCJ-02"), null, known, two)).toMatchObject({ kind: "ask" });
    const common = blind.map(() => "停车场");
    const everywhere = { ...known, anchors: anchors.map(({ lngLat }) => ({ name: "停车场", lngLat })) };
    expect(guessCrs(written(blind, "GCJ-02"), null, everywhere, common)).toMatchObject({ kind: "ask" });
  });
});
