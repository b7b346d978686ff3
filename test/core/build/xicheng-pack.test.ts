import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { booleanPointInPolygon, point } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { beforeAll, describe, expect, it } from "vitest";
import { personEquivalents } from "../../../data/build/facilities/depots.ts";
import { edgeLine, outerRings } from "../../../data/build/facilities/ground.ts";
import { SegmentGrid } from "../../../data/build/model/grid.ts";
import { ringDistance, toPlane } from "../../../data/build/model/plane.ts";
import { EDGE_FLAG, type StreetNetwork } from "../../../src/core/model/network.ts";
import type { LayerId } from "../../../src/core/model/pack.ts";
import type { PackData, PackIndex } from "../../../src/core/model/pack-data.ts";
import { layerAsGeoJson } from "../../../src/sources/layer-geojson.ts";
import { openPack } from "../../../src/sources/pack-reader.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { createMemorySource } from "../../fixtures/memory-source.ts";

const FOLDER = join(process.cwd(), "data/xicheng/pack");
const CENSUS_2020 = 1_106_214;
const files = new Map(
  readdirSync(FOLDER).map((name) => [name, new Uint8Array(readFileSync(join(FOLDER, name)))]),
);
const source = createMemorySource(files);
let index: PackIndex;
let data: PackData;

async function features(layer: LayerId) {
  const result = await layerAsGeoJson(source, "xicheng", layer);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  const text = new TextDecoder().decode(result.value);
  return (
    JSON.parse(text) as {
      features: { geometry: Polygon | MultiPolygon; properties: Record<string, unknown> }[];
    }
  ).features;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Largest connected part of the network on foot: share of its nodes. */
function connectedShare(network: StreetNetwork): number {
  const seen = new Uint8Array(network.nodeCount);
  let largest = 0;
  for (let start = 0; start < network.nodeCount; start++) {
    if (seen[start]) continue;
    const stack = [start];
    seen[start] = 1;
    let size = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      size++;
      for (
        let arc = network.arcOffsets[node] as number;
        arc < (network.arcOffsets[node + 1] as number);
        arc++
      ) {
        const head = network.arcHead[arc] as number;
        const edge = (network.arcEdge[arc] as number) >> 1;
        const onFoot = (network.edgeFlags[edge] as number) & (EDGE_FLAG.footForward | EDGE_FLAG.footBackward);
        if (!onFoot || seen[head]) continue;
        seen[head] = 1;
        stack.push(head);
      }
    }
    largest = Math.max(largest, size);
  }
  return largest / network.nodeCount;
}

beforeAll(async () => {
  const opened = await openPack(source, "xicheng", () => undefined);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  ({ index, data } = opened.value);
});

describe("the embedded Xicheng pack", () => {
  it("opens with nothing left out", () => {
    expect(index.notes).toEqual([]);
  });

  it("holds the files it describes, with their hashes, and no others", () => {
    const description = JSON.parse(new TextDecoder().decode(files.get("datapackage.json"))) as {
      resources: { path: string; hash: string; bytes: number }[];
    };
    expect([...files.keys()].sort()).toEqual(
      [...description.resources.map((row) => row.path), "datapackage.json"].sort(),
    );
    for (const { path, hash, bytes } of description.resources) {
      const file = files.get(path) as Uint8Array;
      expect([path, file.length]).toEqual([path, bytes]);
      expect(`sha256:${createHash("sha256").update(file).digest("hex")}`).toBe(hash);
    }
  });

  it("stays below 8 MB packed", () => {
    expect(sum([...files.values()].map((file) => gzipSync(file).length))).toBeLessThan(8 * 1024 * 1024);
  });

  it("has 15 sub-districts, 263 communities and the residents of the census on every level", () => {
    expect(index.subDistricts).toHaveLength(15);
    expect(index.communities).toHaveLength(263);
    expect(index.description.residents).toBe(CENSUS_2020);
    expect(sum(index.subDistricts.map((row) => row.residents))).toBe(CENSUS_2020);
    expect(sum(index.communities.map((row) => row.residents))).toBe(CENSUS_2020);
    expect(sum(data.demand.map((cell) => cell.personsNight))).toBe(CENSUS_2020);
    for (const { code, residents } of index.subDistricts)
      expect(
        sum(index.communities.filter((row) => row.subDistrictCode === code).map((row) => row.residents)),
      ).toBe(residents);
  });

  it("refers only to areas that exist", () => {
    const codes = new Set(index.subDistricts.map((row) => row.code));
    const communityIds = new Set(index.communities.map((row) => row.id));
    for (const row of [...index.shelters, ...data.demand]) {
      expect(codes).toContain(row.subDistrictCode);
      expect(communityIds).toContain(row.communityId);
    }
    for (const row of [...index.depots, ...index.stations]) expect(codes).toContain(row.subDistrictCode);
  });

  it("gives every id once", () => {
    const { shelters, gates, depots, stations, candidates, waterlogging, places } = index;
    for (const rows of [shelters, gates, depots, stations, candidates, waterlogging, places, data.demand])
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it("lets one walk from almost everywhere to almost everywhere", () => {
    expect(connectedShare(data.network)).toBeGreaterThan(0.99);
  });

  it("puts every gate on the outline of its shelter and within 25 m of a street on foot", async () => {
    const streets = new SegmentGrid<number>();
    for (let edge = 0; edge < data.network.edgeCount; edge++) {
      const flags = data.network.edgeFlags[edge] as number;
      if ((flags & (EDGE_FLAG.footForward | EDGE_FLAG.footBackward)) === 0) continue;
      streets.addLine(edgeLine(data.network, edge).map(toPlane), () => edge);
    }
    const outlines = new Map((await features("shelters")).map((row) => [row.properties.id, row.geometry]));
    for (const gate of index.gates) {
      const at = toPlane(gate.lngLat);
      const rings = outerRings(outlines.get(gate.shelterId) as Polygon);
      expect(Math.min(...rings.map((ring) => ringDistance(at, ring)))).toBeLessThan(0.5);
      expect(streets.nearest(at, 25)).not.toBeNull();
    }
    const withGate = new Set(index.gates.map((gate) => gate.shelterId));
    expect(
      index.shelters.filter((shelter) => !withGate.has(shelter.id)).map((shelter) => shelter.nameZh),
    ).toEqual([]);
  });

  it("keeps the numbers of the city's list where they are known", () => {
    const rows = readFileSync(join(FOLDER, "../sources/shelter-counts.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    const listed = rows.map((row) => row.split(",")).filter(([, count]) => count !== "");
    expect(sum(listed.map(([, count]) => Number(count)))).toBe(98);
    for (const [code, count] of listed) {
      const there = index.shelters.filter((shelter) => shelter.subDistrictCode === code);
      const named = there.filter((shelter) => shelter.method === "compiled").length;
      expect([code, there.length]).toEqual([code, Math.max(Number(count), named)]);
    }
  });

  it("never counts more room than the ground has", async () => {
    for (const { properties } of await features("shelters")) {
      const { effectiveSquareMetres, grossSquareMetres, nameZh } = properties;
      if (effectiveSquareMetres === undefined) continue;
      expect([nameZh, Number(effectiveSquareMetres) <= Number(grossSquareMetres)]).toEqual([nameZh, true]);
    }
  });

  it("stocks about the needs of 1.2 % of the residents, on all four levels", () => {
    const needed = CENSUS_2020 * planningRules.figures.stockShareOfResidents.value;
    const share = sum(index.depots.map(personEquivalents)) / needed;
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(1.3);
    expect(new Set(index.depots.map((depot) => depot.level)).size).toBe(4);
  });

  it("has the stations of the plan", () => {
    const count = (kind: string) => index.stations.filter((station) => station.kind === kind).length;
    expect(count("fire-small")).toBe(15);
    expect(count("volunteer")).toBe(15);
    expect(count("fire")).toBeGreaterThanOrEqual(7);
    expect(index.seismicStations).toHaveLength(12);
  });

  it("covers the district with four risk levels that do not overlap", async () => {
    const inside = data.districtPolygon;
    const [west, south, east, north] = index.description.bbox;
    for (const layer of ["risk-earthquake", "risk-flood", "risk-fire", "risk-composite"] as const) {
      const zones = await features(layer);
      expect(zones.map((zone) => zone.properties.level).sort()).toEqual([1, 2, 3, 4]);
      let asked = 0;
      let once = 0;
      for (let i = 0; i < 900; i++) {
        const place: Position = [
          west + ((east - west) * ((i % 30) + 0.5)) / 30,
          south + ((north - south) * (Math.floor(i / 30) + 0.5)) / 30,
        ];
        if (!booleanPointInPolygon(point(place), inside)) continue;
        asked++;
        if (zones.filter((zone) => booleanPointInPolygon(point(place), zone.geometry)).length === 1) once++;
      }
      expect(once).toBe(asked);
    }
  });

  it.each([
    ["长椿街路口", "changchunjielukou", "ccjlk"],
    ["车公庄站", "chegongzhuangzhan", "cgzz"],
    ["什刹海街道", "shichahaijiedao", "schjd"],
    ["大栅栏街道", "dashilanjiedao", "dsljd"],
    ["宣武艺园", "xuanwuyiyuan", "xwyy"],
    ["广安门桥", "guanganmenqiao", "gamq"],
    ["六铺炕街", "liupukangjie", "lpkj"],
    ["百万庄", "baiwanzhuang", "bwz"],
    ["北京市第四中学操场", "disizhongxuecaochang", "dszxcc"],
  ])("spells %s as people type it", (nameZh, pinyin, initials) => {
    expect(index.places.find((place) => place.nameZh === nameZh)).toMatchObject({ pinyin, initials });
  });

  it("spells every name in plain letters and says where it is", () => {
    expect(
      index.places.filter((place) => !/^[a-z0-9]+$/.test(place.pinyin)).map((place) => place.nameZh),
    ).toEqual([]);
    expect(index.places.filter((place) => place.kind !== "subdistrict" && place.withinZh === "")).toEqual([]);
    expect(index.places.find((place) => place.nameZh === "大栅栏街道")?.aliases).toContain("dashilar");
  });
});
