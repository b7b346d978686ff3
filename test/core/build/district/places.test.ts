import { describe, expect, it } from "vitest";
import { buildDistrict } from "../../../../data/build/district/build-district.ts";
import { spellName } from "../../../../data/build/district/names.ts";
import { packFiles } from "../../../../data/build/pack/pack-files.ts";
import { searchPlaces } from "../../../../src/core/analysis/search-places.ts";
import { EDGE_FLAG } from "../../../../src/core/model/network.ts";
import { openPack } from "../../../../src/sources/pack-reader.ts";
import { createDistrictInput, createOsmCity, SOUTH, WEST } from "../../../fixtures/create-osm-city.ts";
import { createMemorySource } from "../../../fixtures/memory-source.ts";

const spot = (id: number, tags: Record<string, string>, east = 0.001, north = 0.001) => ({
  osmId: `node/${id}` as const,
  tags,
  lngLat: [WEST + east, SOUTH + north] as const,
});

/** The tiny city's streets, the row along the south called one way and the column in the west another. */
function cityWithNames(south: string, west: string, points: ReturnType<typeof spot>[]) {
  const city = createOsmCity();
  const { network } = city;
  const edgeName = network.edgeName.map((_, edge) => {
    const [from, to] = [network.edgeFrom[edge] as number, network.edgeTo[edge] as number];
    if (from < 3 && to < 3) return 1;
    return from % 3 === 0 && to % 3 === 0 ? 2 : 0;
  });
  const names = [
    { zh: "", en: "" },
    { zh: south, en: "" },
    { zh: west, en: "" },
  ];
  return createOsmCity({ network: { ...network, edgeName, names }, streetLines: [], points });
}

async function placesOf(city: ReturnType<typeof createOsmCity>) {
  const files = packFiles(buildDistrict(createDistrictInput({ city })).content);
  const opened = await openPack(createMemorySource(files), "tiny", () => undefined);
  if (!opened.ok) throw new Error(opened.failure.code);
  expect(opened.value.index.notes).toEqual([]);
  return opened.value.index.places;
}

describe("names of a Chinese city", () => {
  const city = cityWithNames("长安街", "西单北大街", [
    spot(1, { railway: "station", station: "subway", name: "西单", "name:en": "Xidan" }),
    spot(2, { railway: "subway_entrance", ref: "A" }, 0.0012),
    spot(3, { amenity: "hospital", name: "人民医院", alt_name: "北大人民医院" }, 0.002, 0.002),
    spot(4, { amenity: "hospital", name: "人民医院" }, 0.0021, 0.002),
  ]);
  it.each([
    ["西单", "metro", "西单"],
    ["xidan", "metro", "西单"],
    ["rmyy", "hospital", "人民医院"],
    ["北大人民医院", "hospital", "人民医院"],
    ["西单 A口", "metro", "西单站A口"],
    ["长安街与西单北大街", "junction", "长安街与西单北大街路口"],
    ["西单北大街与长安街路口", "junction", "长安街与西单北大街路口"],
    ["shiyanqu", "subdistrict", "试验区"],
  ])("%s finds the %s %s", async (typed, kind, nameZh) => {
    const [first] = searchPlaces(await placesOf(city), typed, 1);
    expect(first?.place).toMatchObject({ kind, nameZh });
  });

  it("lists a place that is drawn twice once", async () => {
    expect((await placesOf(city)).filter((place) => place.nameZh === "人民医院")).toHaveLength(1);
  });
});

describe("names of a city in Latin letters", () => {
  const city = cityWithNames("Praça da República", "Rua de São João", [
    spot(1, { amenity: "school", name: "Colégio Espírito Santo" }),
    spot(2, { tourism: "museum", name: "Музей" }, 0.002),
  ]);
  it.each([
    ["praca da republica", "Praça da República / Rua de São João"],
    ["são joão", "Praça da República / Rua de São João"],
    ["espirito", "Colégio Espírito Santo"],
    ["ces", "Colégio Espírito Santo"],
    ["музей", "Музей"],
  ])("%s finds %s", async (typed, nameZh) => {
    expect(searchPlaces(await placesOf(city), typed, 1)[0]?.place.nameZh).toBe(nameZh);
  });
});

it("a footway under the same name makes no junction", async () => {
  const city = cityWithNames("甲街", "乙街", []);
  const flags = city.network.edgeFlags.map(() => EDGE_FLAG.footForward | EDGE_FLAG.footBackward);
  const footways = city.network.edgeClass.map(() => 7);
  const places = await placesOf({
    ...city,
    network: { ...city.network, edgeFlags: flags, edgeClass: footways },
  });
  expect(places.filter((place) => place.kind === "junction")).toEqual([]);
});

it("spells hanzi without tones and Latin names without accents", () => {
  expect(spellName("西直门站")).toEqual({ pinyin: "xizhimenzhan", initials: "xzmz" });
  expect(spellName("Rua de São João")).toEqual({ pinyin: "ruadesaojoao", initials: "rdsj" });
});
