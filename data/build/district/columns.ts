import type { RawTable, RawValue } from "../../../src/core/model/import.ts";

/** Headers that name a column of areas or counts, best first; compared without spaces, marks and units. */
const HEADERS = {
  code: [
    "代码",
    "编码",
    "行政区划代码",
    "区划代码",
    "街道代码",
    "社区代码",
    "code",
    "adcode",
    "areacode",
    "ref",
    "id",
    "编号",
    "gid",
    "geocode",
  ],
  name: [
    "名称",
    "街道名称",
    "社区名称",
    "街道",
    "社区",
    "区域",
    "地区",
    "行政区",
    "name",
    "namezh",
    "subdistrict",
    "community",
    "district",
    "label",
  ],
  nameEn: ["英文名称", "英文名", "nameen", "englishname", "english"],
  residents: [
    "常住人口",
    "常住人口数",
    "人口",
    "人口数",
    "总人口",
    "居民数",
    "人数",
    "合计",
    "residents",
    "population",
    "pop",
    "persons",
    "people",
    "total",
    "inhabitants",
    "census",
  ],
  aged65: [
    "65岁及以上",
    "65岁以上",
    "65岁及以上人口",
    "65岁以上人口",
    "老年人口",
    "老年人",
    "65岁及以上比例",
    "65岁以上比例",
    "老龄化率",
    "aged65",
    "aged65share",
    "age65",
    "over65",
    "65plus",
    "elderly",
  ],
  assistance: [
    "需协助",
    "需要协助",
    "行动不便",
    "失能",
    "残疾人",
    "需协助比例",
    "assistance",
    "assistanceshare",
    "disabled",
    "needsassistance",
  ],
  subDistrict: ["所属街道代码", "所属街道", "街道代码", "subdistrictcode", "parentcode", "parent"],
} as const;
export type AreaColumn = keyof typeof HEADERS;

const plain = (header: string) =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[（(［[].*?[)）\]］]/gu, "")
    .replace(/[\s_\-./:：]+/gu, "")
    .replace(/(20\d\d)年?/u, "");

/** The column of a table that means this; null where no header is known to. */
export function columnFor(
  table: RawTable,
  wanted: AreaColumn,
  taken: readonly (string | null)[] = [],
): string | null {
  const free = table.columns.filter((column) => !taken.includes(column));
  for (const header of HEADERS[wanted]) {
    const exact = free.find((column) => plain(column) === header);
    if (exact !== undefined) return exact;
  }
  return null;
}

/** A count of people: "1,234", "1.2 万"; `column` may carry the unit (万人). null where it is empty or not a number. */
export function countOf(value: RawValue | undefined, column: string): number | null {
  if (value === null || value === undefined || typeof value === "boolean") return null;
  const written = String(value)
    .normalize("NFKC")
    .replace(/[,\s，]/gu, "");
  const match = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(万)?人?$/iu.exec(written);
  if (!match) return null;
  const isTenThousands = match[2] !== undefined || /万/u.test(column);
  return Number(match[1]) * (isTenThousands ? 10_000 : 1);
}

/** A share 0-1 from a share, a percentage ("19.1 %", 19.1 under 比例 or %) or a count of `of` persons; null = not known. */
export function shareOf(value: RawValue | undefined, column: string, of: number): number | null {
  if (value === null || value === undefined || typeof value === "boolean") return null;
  const written = String(value).normalize("NFKC").replace(/[,\s]/gu, "");
  const number = Number(written.replace(/%$/u, ""));
  if (written === "" || written === "%" || !Number.isFinite(number) || number < 0) return null;
  const isPercent = written.endsWith("%") || /[%％]/u.test(column);
  const isShare = /率|比例|占比|share|percent/iu.test(column);
  let share = number;
  if (isPercent || (isShare && number > 1)) share = number / 100;
  else if (!isShare && number >= 1) share = of > 0 ? number / of : Number.NaN;
  return share >= 0 && share <= 1 ? share : null;
}

export const textOf = (value: RawValue | undefined): string | null => {
  const text = value === null || value === undefined ? "" : String(value).trim();
  return text === "" ? null : text;
};
