import { expect, test } from "vitest";
import { searchPlaces } from "../../../src/core/analysis/search-places.ts";
import type { Place, PlaceKind } from "../../../src/core/model/pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createManyPlaces } from "../../fixtures/places/create-many-places.ts";
import { readXichengPlaces } from "../../fixtures/places/read-xicheng-places.ts";

let number = 0;
const place = (
  kind: PlaceKind,
  nameZh: string,
  nameEn = "",
  spelling = "",
  aliases: string[] = [],
): Place => ({
  id: `p${++number}`,
  kind,
  nameZh,
  nameEn: nameEn || (/^[\p{Script=Latin}\P{L}]*$/u.test(nameZh) ? nameZh : ""),
  aliases,
  pinyin: spelling.replaceAll(" ", ""),
  initials: spelling
    .split(" ")
    .map((syllable) => syllable.charAt(0))
    .join(""),
  withinZh: "",
  withinEn: "",
  lngLat: [0.01 * number, 50],
});

const LATIN = [
  place("metro", "Estação de São Bento", "", "estacao de sao bento"),
  place("street", "Rua de São Bento", "", "rua de sao bento"),
  place("street", "Rua de Cedofeita", "", "rua de cedofeita"),
  place("street", "Rua da Igreja de Cedofeita", "", "rua da igreja de cedofeita"),
  place("street", "Avenida dos Aliados", "", "avenida dos aliados"),
  place("street", "Praça da República", "", "praca da republica"),
  place("junction", "Rua de Cedofeita / Praça da República", "", "rua de cedofeita praca da republica"),
  place("park", "Jardim do Carregal", "", "jardim do carregal"),
  place("hospital", "Hospital de Santo António", "", "hospital de santo antonio"),
  place("street", "Straße der Jugend", "", "strasse der jugend"),
  place("street", "Łódzka", "", "lodzka"),
];

test.each([
  ["Sao Bento", "São Bento"],
  ["são bento", "São Bento"],
  ["sao bento station", "Estação de São Bento"],
  ["cedofeita", "Rua de Cedofeita"],
  ["Rua de Cedofeita 123", "Rua de Cedofeita"],
  ["R de Cedofeita", "Rua de Cedofeita"],
  ["avenida aliados", "Avenida dos Aliados"],
  ["avenida dos aliads", "Avenida dos Aliados"],
  ["praca republica", "Praça da República"],
  ["praca repubica", "Praça da República"],
  ["Cedofeita / Republica", "Rua de Cedofeita / Praça da República"],
  ["praça da república e rua de cedofeita", "Rua de Cedofeita / Praça da República"],
  ["jardim carregal", "Jardim do Carregal"],
  ["near Jardim do Carregal", "Jardim do Carregal"],
  ["hospital santo antonio", "Hospital de Santo António"],
  ["santo antonio hospital", "Hospital de Santo António"],
  ["Strasse der Jugend", "Straße der Jugend"],
  ["lodzka", "Łódzka"],
])("names with accents: «%s» finds %s", (typed, expected) => {
  expect(searchPlaces(LATIN, typed, 1)[0]?.place.nameZh).toContain(expected);
});

const HAIDIAN = [
  place("subdistrict", "中关村街道", "Zhongguancun Sub-district", "zhong guan cun jie dao", ["中关村"]),
  place("subdistrict", "五道口镇", "", "wu dao kou zhen"),
  place("metro", "中关村站", "Zhongguancun Station", "zhong guan cun zhan"),
  place("metro", "中关村站A口", "Zhongguancun, Exit A", "zhong guan cun zhan a kou", ["中关村A口"]),
  place("street", "中关村大街", "Zhongguancun Street", "zhong guan cun da jie"),
  place("street", "成府路", "Chengfu Road", "cheng fu lu"),
  place("community", "蓝旗营社区", "", "lan qi ying she qu", ["蓝旗营"]),
  place("landmark", "清华大学", "Tsinghua University", "qing hua da xue"),
  place("junction", "中关村大街与成府路路口", "Zhongguancun Street / Chengfu Road"),
  place("landmark", "绿园", "Green Garden", "lv yuan"),
];

test.each([
  ["中關村", "中关村"],
  ["zgc", "中关村"],
  ["中关村 A口", "中关村站A口"],
  ["中关村站B口", "中关村站"],
  ["北京市海淀区成府路28号", "成府路"],
  ["北京市海淀区中关村街道蓝旗营社区3号楼", "蓝旗营社区"],
  ["广东省深圳市南山区成府路", "成府路"],
  ["成府路和中关村大街", "中关村大街与成府路路口"],
  ["chengfulu zhongguancundajie", "中关村大街与成府路路口"],
  ["清華大学附近", "清华大学"],
  ["qinghuadaxue", "清华大学"],
  ["qinhuadaxue", "清华大学"],
  ["lüyuan", "绿园"],
  ["luyuan", "绿园"],
  ["lyuyuan", "绿园"],
  ["Tsinghua Univeristy", "清华大学"],
  ["28 Chengfu Road, Haidian District, Beijing", "成府路"],
])("another district: «%s» finds %s", (typed, expected) => {
  expect(searchPlaces(HAIDIAN, typed, 1)[0]?.place.nameZh).toContain(expected);
});

test("what the answer leaves out is told", () => {
  const loose = (typed: string) => searchPlaces(HAIDIAN, typed, 1)[0]?.loose;
  expect(loose("成府路")).toEqual([]);
  expect(loose("成府路28号")).toEqual(["number"]);
  expect(loose("中关村站B口")).toEqual(["exit"]);
  expect(loose("中关村A口")).toEqual([]);
  expect(loose("清华大学附近")).toEqual(["near"]);
  expect(loose("qingguadaxue")).toEqual(["spelling"]);
});

test("a pack in traditional characters is found by simplified ones", () => {
  const places = [place("metro", "銅鑼灣站", "Causeway Bay Station", "tong luo wan zhan")];
  for (const typed of ["铜锣湾", "銅鑼灣", "tongluowan", "tlw", "causeway bay"])
    expect(searchPlaces(places, typed, 1)).toHaveLength(1);
});

test("a long paste and signs alone end at once", () => {
  expect(searchPlaces(HAIDIAN, "中关村和".repeat(5000), 3).length).toBeGreaterThan(0);
  expect(searchPlaces(HAIDIAN, "/".repeat(5000), 3)).toEqual([]);
  expect(searchPlaces([], "中关村", 3)).toEqual([]);
});

test("names of a city of a thousand are found by themselves, by pinyin and by English", async () => {
  const { places: pack } = await readXichengPlaces();
  const many = createManyPlaces(pack, 1000, createRandom(3));
  const missed = many
    .slice(0, 150)
    .flatMap((wanted) =>
      [wanted.nameZh, wanted.pinyin, wanted.nameEn].filter(
        (typed) =>
          !searchPlaces(many, typed, 3).some(
            ({ place: found }) =>
              found.nameZh === wanted.nameZh ||
              found.pinyin === wanted.pinyin ||
              found.nameEn === wanted.nameEn,
          ),
      ),
    );
  expect(missed).toEqual([]);
}, 30_000);
