import { describe, expect, it } from "vitest";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { isochrone } from "../../../src/core/analysis/isochrone.ts";
import type { PreparedPack } from "../../../src/core/analysis/prepare.ts";
import { pointOnEdge } from "../../../src/core/graph/snap.ts";
import type { IsochroneRequest } from "../../../src/core/model/isochrone.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { collectTransferables } from "../../../workers/collect-transferables.ts";
import { resultText } from "../../../workers/headless/result-text.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { walkSecondsTruth } from "../../fixtures/walk-truth.ts";

function ask(prepared: PreparedPack, facts: Partial<IsochroneRequest> = {}) {
  const result = isochrone(prepared, {
    scenario: createScenario(),
    origin: at(250, 200),
    cutoffMinutes: [2, 4, 6],
    direction: "from",
    edges: true,
    ...facts,
  });
  if (!result.ok) throw new Error(result.failure.code);
  const { edges } = result.value;
  if (!edges) throw new Error("no edges came");
  return { ...result.value, edges };
}

const metresPer = (prepared: PreparedPack, a: readonly number[], b: readonly number[]) =>
  Math.hypot(
    (a[0]! - b[0]!) * prepared.index.plane.metresPerDegreeLng,
    (a[1]! - b[1]!) * prepared.index.plane.metresPerDegreeLat,
  );

describe("reached edges", () => {
  it("sum to the reached street length, and each minute's to the reach of that minute alone", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const town = createWalkTown({ seed, oneWayShare: seed % 2 ? 0.3 : 0 });
      const direction = seed % 3 ? "from" : "to";
      const { edges, reachedStreetMetres } = ask(town, { direction });
      const sum = (within: number) =>
        edges.metres.reduce((metres, each, path) => metres + (edges.minutes[path]! <= within ? each : 0), 0);
      expect(sum(6)).toBeCloseTo(reachedStreetMetres, 6);
      for (const minutes of [2, 4])
        expect(sum(minutes)).toBeCloseTo(
          ask(town, { direction, cutoffMinutes: [minutes] }).reachedStreetMetres,
          4,
        );
      expect(sum(2)).toBeGreaterThan(100);
      expect(sum(2)).toBeLessThan(sum(6));
    }
  });

  it("have at every end the time it truly takes to walk there", () => {
    for (const seed of [7, 8, 9]) {
      const town = createWalkTown({ seed });
      const { edges } = ask(town);
      const paths = edges.edge.length;
      const places = Array.from({ length: paths }, (_, path) => {
        const first = edges.startIndices[path]!;
        const last = edges.startIndices[path + 1]! - 1;
        const point = (k: number) => [edges.positions[k * 2]!, edges.positions[k * 2 + 1]!] as const;
        return { first: point(first), last: point(last) };
      });
      const [atFirst, atLast] = (["first", "last"] as const).map(
        (end) =>
          walkSecondsTruth(
            town.pack.network,
            0.83,
            [at(250, 200)],
            places.map((place) => place[end]),
          )[0] as number[],
      );
      let checked = 0;
      for (let path = 0; path < paths; path += 3) {
        checked++;
        // 1 cm of rounding and whole deciseconds on every edge walked
        expect(Math.abs(edges.firstSeconds[path]! - atFirst![path]!)).toBeLessThan(1.5);
        expect(Math.abs(edges.lastSeconds[path]! - atLast![path]!)).toBeLessThan(1.5);
      }
      expect(checked).toBeGreaterThan(20);
    }
  });

  it("are cut exactly where a minute ends, and time runs evenly along each", () => {
    const town = createWalkTown({ seed: 12 });
    const { edges } = ask(town);
    let cuts = 0;
    for (let path = 0; path < edges.edge.length; path++) {
      const [first, last] = [edges.firstSeconds[path]!, edges.lastSeconds[path]!];
      const limit = edges.minutes[path]! * 60;
      expect(Math.max(first, last)).toBeLessThanOrEqual(limit + 1e-3);
      expect(Math.min(first, last)).toBeGreaterThanOrEqual(limit - 120 - 1e-3);
      if (Math.abs(Math.max(first, last) - limit) < 1e-3) cuts++;
      // at the pace along the whole stretch
      expect(Math.abs(Math.abs(last - first) - edges.metres[path]! / 0.83)).toBeLessThan(0.3);
    }
    expect(cuts).toBeGreaterThan(10);
  });

  it("lie on their streets, as long as they say", () => {
    const town = createWalkTown({ seed: 13 });
    const { edges } = ask(town);
    for (let path = 0; path < edges.edge.length; path++) {
      let drawn = 0;
      const points: number[][] = [];
      for (let k = edges.startIndices[path]!; k < edges.startIndices[path + 1]!; k++)
        points.push([edges.positions[k * 2]!, edges.positions[k * 2 + 1]!]);
      for (let k = 1; k < points.length; k++) drawn += metresPer(town, points[k - 1]!, points[k]!);
      expect(points.length).toBeGreaterThan(1);
      expect(Math.abs(drawn - edges.metres[path]!)).toBeLessThan(0.3);
      // the first point is somewhere on the edge: its nearest of many points along it is near
      const nearest = Math.min(
        ...Array.from({ length: 201 }, (_, k) =>
          metresPer(town, points[0]!, pointOnEdge(town.index, edges.edge[path]!, k / 200)),
        ),
      );
      expect(nearest).toBeLessThan(1);
    }
    expect(edges.startIndices.at(-1)).toBe(edges.positions.length / 2);
  });

  it("count a street with a bridge on it once, and what the bridge opens", () => {
    const town = createWalkTown({ seed: 21, missingShare: 0.4 });
    const closures: Closure[] = [
      { kind: "bridge", id: "b", from: at(200, 200), to: at(420, 330), carries: "foot", widthMetres: 3 },
    ];
    const bridged = bridgedPack(town, closures);
    const without = ask(town);
    const { edges, reachedStreetMetres } = ask(bridged, { scenario: createScenario({ closures }) });
    expect(edges.metres.reduce((sum, each) => sum + each, 0)).toBeCloseTo(reachedStreetMetres, 6);
    expect(reachedStreetMetres).toBeGreaterThan(without.reachedStreetMetres + 100);
    for (const edge of edges.edge) expect(edge).toBeLessThan(bridged.wholeEdgeCount);
    // no stretch of a street twice: none is longer in all than it is
    const byEdge = new Map<number, number>();
    edges.edge.forEach((edge, path) => {
      byEdge.set(edge, (byEdge.get(edge) ?? 0) + edges.metres[path]!);
    });
    for (const [edge, metres] of byEdge)
      expect(metres).toBeLessThanOrEqual(bridged.pack.network.edgeLengthDecimetres[edge]! / 10 + 1e-6);
  });

  it("leave out closed streets", () => {
    const town = createWalkTown({ seed: 4 });
    const ring = [at(150, 100), at(400, 100), at(400, 160), at(150, 160)];
    const closures: Closure[] = [{ kind: "area", id: "a", ring }];
    const open = new Set(ask(town).edges.edge);
    const { edges, reachedStreetMetres } = ask(town, { scenario: createScenario({ closures }) });
    expect(edges.metres.reduce((sum, each) => sum + each, 0)).toBeCloseTo(reachedStreetMetres, 6);
    expect(new Set(edges.edge).size).toBeLessThan(open.size);
  });

  it("come only when asked for, are handed over and not copied, and are plain arrays in a file", () => {
    const town = createWalkTown({ seed: 4 });
    const plain = isochrone(town, {
      scenario: createScenario(),
      origin: at(250, 200),
      cutoffMinutes: [5],
      direction: "from",
    });
    expect(plain.ok && plain.value.edges).toBeNull();
    const { edges } = ask(town);
    expect(collectTransferables(edges)).toHaveLength(Object.keys(edges).length);
    const written = JSON.parse(resultText({ edges })) as { edges: Record<string, number[]> };
    expect(written.edges.startIndices).toEqual([...edges.startIndices]);
    expect(written.edges.positions?.every((degrees) => String(degrees).length <= 11)).toBe(true);
  });
});
