import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildDistrict, type DistrictInput } from "../../../../data/build/district/build-district.ts";
import type { CensusRow } from "../../../../data/build/district/supplied.ts";
import { packFiles } from "../../../../data/build/pack/pack-files.ts";
import { openPack } from "../../../../src/sources/pack-reader.ts";
import {
  box,
  createDistrictInput,
  createOsmCity,
  NORTH,
  osmArea,
  SOUTH,
  suppliedArea,
  twoSubDistricts,
  WEST,
} from "../../../fixtures/create-osm-city.ts";
import { createMemorySource } from "../../../fixtures/memory-source.ts";

async function open(changes: Partial<DistrictInput> = {}) {
  const built = buildDistrict(createDistrictInput(changes));
  const result = await openPack(createMemorySource(packFiles(built.content)), "tiny", () => undefined);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return { ...result.value, notes: built.notes, content: built.content };
}
const rowsOf = (input: Partial<DistrictInput>, layer: "buildings" | "gates" | "candidates" | "stations") =>
  buildDistrict(createDistrictInput(input)).content.layers[layer].map(({ properties }) => properties);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const census = (name: string, persons: number, changes: Partial<CensusRow> = {}): CensusRow => ({
  file: "census.xlsx",
  row: 2,
  code: null,
  name,
  persons,
  aged65Share: null,
  assistanceShare: null,
  ...changes,
});

describe("a district from a map and nothing else", () => {
  it("opens, without a row left out, and without shelters", async () => {
    const { index, data, notes } = await open();
    expect(index.notes).toEqual([]);
    expect([index.shelters, index.gates]).toEqual([[], []]);
    expect(notes[0]).toMatch(/^NO SHELTERS/);
    expect(sum(data.demand.map((cell) => cell.personsNight))).toBe(1000);
    expect(index.subDistricts.map((row) => row.nameZh)).toEqual(["试验区"]);
    expect(index.communities[0]?.subDistrictCode).toBe(index.subDistricts[0]?.code);
  });

  it("is the same bytes each time", () => {
    const make = () => [...packFiles(buildDistrict(createDistrictInput()).content)];
    expect(make()).toEqual(make());
  });

  it("keeps unknown storeys, heights, structures and years unknown", () => {
    const buildings = new Map(rowsOf({}, "buildings").map((row) => [row.id, row]));
    expect(buildings.get("way-100")).toMatchObject({
      storeys: 12,
      heightMetres: 36,
      structure: null,
      yearBand: 1980,
    });
    expect(buildings.get("way-101")).toMatchObject({ storeys: null, heightMetres: null, yearBand: null });
  });

  it("houses nobody in a garage or an office, and more in twelve storeys than in one building of unknown height", () => {
    const residents = new Map(rowsOf({}, "buildings").map((row) => [row.id, row.residents as number]));
    expect([residents.get("way-104"), residents.get("way-106")]).toEqual([0, 0]);
    expect(residents.get("way-100")).toBeGreaterThan(residents.get("way-101") as number);
    expect(sum([...residents.values()])).toBe(1000);
  });

  it("says loudly, and in the pack, that residents nobody counted are an illustration", async () => {
    const { index, notes } = await open({ residents: null });
    expect(notes.some((note) => note.startsWith("NO COUNT OF RESIDENTS"))).toBe(true);
    const demand = index.description.resources.find((row) => row.name === "demand");
    expect(demand?.method).toBe("illustrative");
    expect(index.description.residents).toBeGreaterThan(0);
  });

  it("spreads people along the streets where there is neither a building nor a compound", async () => {
    const { data } = await open({ city: createOsmCity({ buildings: [] }) });
    expect(sum(data.demand.map((cell) => cell.personsNight))).toBe(1000);
    // Twelve streets of 171 m and 222 m in pieces of about 60 m.
    expect(data.demand.length).toBeGreaterThan(20);
  });
});

it("does not squeeze a town into the few houses that somebody drew", async () => {
  const few = createOsmCity().buildings.slice(7);
  const { data, notes } = await open({ city: createOsmCity({ buildings: few }) });
  expect(Math.max(...data.demand.map((cell) => cell.personsNight))).toBeLessThan(100);
  expect(notes.some((note) => note.endsWith("length of streets"))).toBe(true);
});

describe("residents", () => {
  it("are conserved to the person in every counted area, whatever the counts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300_000 }),
        fc.integer({ min: 0, max: 300_000 }),
        async (w, e) => {
          const { data, index } = await open({
            subDistricts: twoSubDistricts(null, null),
            residents: null,
            census: [census("西街道", w), census("东", e, { row: 3 })],
          });
          const persons = (code: string) =>
            sum(data.demand.filter((cell) => cell.subDistrictCode === code).map((cell) => cell.personsNight));
          expect([persons("W"), persons("E"), index.description.residents]).toEqual([w, e, w + e]);
          expect(sum(data.demand.map((cell) => cell.personsDay))).toBe(w + e);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("of an area without a count are what the district has left", async () => {
    const { index, notes } = await open({ subDistricts: twoSubDistricts(700, null), residents: 1000 });
    expect(index.subDistricts.map((row) => [row.code, row.residents])).toEqual([
      ["E", 300],
      ["W", 700],
    ]);
    expect(notes.filter((note) => note.startsWith("NO COUNT"))).toEqual([]);
  });

  it("take the counted age and need, else the pack's figure", async () => {
    const { data } = await open({
      subDistricts: twoSubDistricts(null, null),
      census: [census("西街道", 500, { aged65Share: 0.31, assistanceShare: 0.07 }), census("东街道", 500)],
      aged65Share: 0.18,
    });
    const of = (code: string) => data.demand.find((cell) => cell.subDistrictCode === code);
    expect(of("W")).toMatchObject({ aged65Share: 0.31, assistanceShare: 0.07 });
    expect(of("E")?.aged65Share).toBe(0.18);
  });

  it("names the census row that fits no area", async () => {
    const { notes } = await open({ census: [census("月球街道", 5)] });
    expect(notes.some((note) => note.includes("census.xlsx row 2: 月球街道 (5 persons)"))).toBe(true);
  });
});

describe("areas", () => {
  it("give every cell a sub-district and a community, also in the gap between two outlines", async () => {
    const gapHouse = osmArea(
      "way/900",
      { building: "apartments", "building:levels": "9" },
      box(WEST + 0.00195, SOUTH + 0.001, WEST + 0.00205, SOUTH + 0.0011),
    );
    const city = createOsmCity({ buildings: [...createOsmCity().buildings, gapHouse] });
    const { data, index } = await open({ city, subDistricts: twoSubDistricts(400, 600) });
    expect(sum(data.demand.map((cell) => cell.personsNight))).toBe(1000);
    const codes = new Set(index.subDistricts.map((row) => row.code));
    expect(data.demand.every((cell) => codes.has(cell.subDistrictCode))).toBe(true);
    expect(data.demand.some((cell) => cell.lngLat[0] > WEST + 0.0019 && cell.lngLat[0] < WEST + 0.0021)).toBe(
      true,
    );
  });

  it("come from the map's administrative areas, slivers of neighbours left out", async () => {
    const admin = (id: number, level: number, name: string, polygon: ReturnType<typeof box>) =>
      osmArea(`relation/${id}`, { boundary: "administrative", admin_level: String(level), name }, polygon);
    const middle = WEST + 0.002;
    const boundaries = [
      admin(1, 6, "区", box(WEST, SOUTH, WEST + 0.004, NORTH)),
      admin(2, 8, "甲", box(WEST - 0.0002, SOUTH, middle, NORTH)),
      admin(3, 8, "乙", box(middle, SOUTH, WEST + 0.004, NORTH)),
      admin(4, 8, "邻", box(WEST + 0.0039, SOUTH, WEST + 0.01, NORTH)),
    ];
    const { index, notes } = await open({ city: createOsmCity({ boundaries }) });
    expect(index.subDistricts.map((row) => row.nameZh)).toEqual(["甲", "乙"]);
    expect(notes.some((note) => note.includes("level 8"))).toBe(true);
    // Cut at the district's line.
    const west = Math.min(...index.subDistricts.map((row) => row.labelLngLat[0]));
    expect(west).toBeGreaterThan(WEST);
    expect(sum(index.subDistricts.map((row) => row.residents))).toBe(1000);
  });

  it("leaves out supplied areas outside the district and says so", async () => {
    const subDistricts = twoSubDistricts(1, 1);
    const far = suppliedArea({ code: "F", nameZh: "远街道", polygon: box(117, 40, 117.1, 40.1) });
    const { index, notes } = await open({
      subDistricts: { ...subDistricts, areas: [...subDistricts.areas, far] },
    });
    expect(index.subDistricts.map((row) => row.code)).toEqual(["E", "W"]);
    expect(notes).toContain("1 sub-districts lie outside the district and are left out");
  });
});

describe("shelters and their gates", () => {
  const park = createOsmCity().areas[0]?.polygon as ReturnType<typeof box>;
  const shelter = (changes: object = {}) => ({
    geometry: park,
    properties: {
      id: "s1",
      nameZh: "试验公园",
      nameEn: "",
      tier: "emergency",
      setting: "outdoor",
      subDistrictCode: null,
      communityId: null,
      grossSquareMetres: 6000,
      effectiveSquareMetres: 3000,
      effectiveAreaMethod: "compiled",
      publishedCapacityPersons: null,
      fitFor: '["earthquake"]',
      yearCompleted: null,
      noteZh: null,
      noteEn: null,
      labelLng: null,
      labelLat: null,
      method: "compiled",
      source: "list.xlsx",
      accuracyMetres: null,
      ...changes,
    },
  });
  const withShelter = (rows = [shelter()]) => ({
    shelters: { rows, method: "compiled" as const, source: "list.xlsx" },
  });

  it("takes the gate that the map shows on the outline; a park without a fence is always open", async () => {
    const { index } = await open({ layers: withShelter() });
    expect(index.gates).toMatchObject([
      {
        shelterId: "s1",
        lngLat: [116.3622, 39.9025],
        method: "compiled",
        opening: { kind: "always" },
      },
    ]);
    expect(index.shelters[0]).toMatchObject({ subDistrictCode: "district", communityId: "district" });
  });

  it("puts a modelled gate on the outline where a street is nearest, when the map shows none", async () => {
    const { index } = await open({ layers: withShelter(), city: createOsmCity({ points: [] }) });
    const [gate] = index.gates;
    expect(gate).toMatchObject({ method: "modelled", widthMetres: null, stepFree: null });
    // The nearest street runs along 116.362, west of the park's west side, and along 39.902, south of it: 17 m and 22 m.
    expect(gate?.lngLat[0]).toBeCloseTo(WEST + 0.0022, 6);
  });

  it("does not know the opening of a ground that the map does not explain, unless the builder decides", () => {
    const at = { geometry: { type: "Point" as const, coordinates: [WEST + 0.0005, SOUTH + 0.0015] } };
    const layers = withShelter([{ ...shelter(), ...at } as unknown as ReturnType<typeof shelter>]);
    const opening = (unknownGates: DistrictInput["unknownGates"]) =>
      JSON.parse(String(rowsOf({ layers, unknownGates }, "gates")[0]?.opening));
    expect(opening("unknown")).toEqual({ kind: "unknown" });
    expect(opening("on-order")).toEqual({ kind: "on-order" });
  });

  it("keeps the gates of a file and adds none of its own to their shelters", async () => {
    const gate = {
      geometry: { type: "Point" as const, coordinates: [WEST + 0.003, SOUTH + 0.0026] },
      properties: {
        id: "g1",
        shelterId: "s1",
        nameZh: "东门",
        nameEn: "",
        widthMetres: 4,
        opening: '{"kind":"always"}',
        stepFree: true,
        method: "surveyed",
        source: "gates.csv",
        accuracyMetres: 1,
      },
    };
    const { index } = await open({
      layers: { ...withShelter(), gates: { rows: [gate], method: "surveyed", source: "gates.csv" } },
    });
    expect(index.gates.map((row) => row.id)).toEqual(["g1"]);
  });

  it("offers the other grounds of the map as candidates, not the shelter's own", () => {
    expect(rowsOf({}, "candidates").map((row) => row.nameZh)).toEqual(["试验公园", "试验小学"]);
    expect(rowsOf({ layers: withShelter() }, "candidates").map((row) => row.nameZh)).toEqual(["试验小学"]);
  });

  it("takes from the map only what it marks as a place for an emergency", async () => {
    const points = [
      {
        osmId: "node/8" as const,
        tags: { emergency: "assembly_point", name: "集合点" },
        lngLat: [WEST + 0.001, SOUTH + 0.001] as const,
      },
      {
        osmId: "node/9" as const,
        tags: { amenity: "shelter", shelter_type: "public_transport" },
        lngLat: [WEST + 0.001, SOUTH + 0.003] as const,
      },
    ];
    const { index } = await open({ city: createOsmCity({ points }) });
    expect(index.shelters.map((row) => row.nameZh)).toEqual(["集合点"]);
    expect(index.shelters[0]?.effectiveSquareMetres).toBeNull();
  });
});

it("takes a fire station of the map, once, and leaves the place of a list's own to the list", async () => {
  const twin = osmArea(
    "way/500",
    { building: "yes", amenity: "fire_station", name: "甲站" },
    box(WEST + 0.0005, SOUTH + 0.001, WEST + 0.0006, SOUTH + 0.0011),
  );
  const city = createOsmCity({ buildings: [...createOsmCity().buildings, twin] });
  expect(rowsOf({ city }, "stations").map((row) => [row.kind, row.nameZh])).toEqual([["fire", "甲站"]]);
});
