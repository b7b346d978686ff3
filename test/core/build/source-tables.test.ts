import { describe, expect, it } from "vitest";
import { SourceTableError, sourceTablesFrom } from "../../../data/build/model/source-tables.ts";
import { TEXTS } from "./create-tables.ts";

type File = keyof typeof TEXTS;
const withChange = (file: File, from: string, to: string) => {
  if (!TEXTS[file].includes(from)) throw new Error(`${file} does not hold ${from}`);
  return () => sourceTablesFrom({ ...TEXTS, [file]: TEXTS[file].replace(from, to) });
};

describe("sourceTablesFrom", () => {
  it("reads every row", () => {
    const tables = sourceTablesFrom(TEXTS);
    expect(tables.streets).toHaveLength(8);
    expect(tables.communities).toHaveLength(9);
    expect(tables.water[0]?.shape.kind).toBe("outline");
    expect(tables.grounds.map(({ outline }) => outline === null)).toEqual([false, true]);
  });

  it("gives another hash when one letter changes", () => {
    const changed = sourceTablesFrom({ ...TEXTS, "water.csv": TEXTS["water.csv"].replace("小湖", "大湖") });
    expect(changed.hash).not.toBe(sourceTablesFrom(TEXTS).hash);
  });

  it.each<[string, File, string, string, string]>([
    [
      "class",
      "streets.csv",
      "tertiary",
      "alley",
      'streets.csv row 7, field class: found "alley", expected trunk',
    ],
    [
      "width",
      "streets.csv",
      "6,40,no",
      "6,wide,no",
      'streets.csv row 4, field width_m: found "wide", expected a number',
    ],
    ["swapped axes", "streets.csv", "116.3560 39.9340", "39.9340 116.3560", "expected pairs 'lng lat'"],
    [
      "id twice",
      "streets.csv",
      "\nn1,",
      "\nn0,",
      'streets.csv row 3, field id: found "n0", expected an id used once',
    ],
    [
      "unknown sub-district",
      "communities.csv",
      "110102902,东1",
      "110102999,东1",
      "expected a code of sub-districts.geojson",
    ],
    ["residents", "sub-districts.geojson", "23457", "-1", 'field residents: found "-1"'],
    [
      "outline",
      "water.csv",
      "116.3768 39.9376;116.3772 39.9386;",
      "",
      "expected at least 3 different vertices",
    ],
  ])("says file, row, field, found and expected: %s", (_, file, from, to, message) => {
    const read = withChange(file, from, to);
    expect(read).toThrow(SourceTableError);
    expect(read).toThrow(message);
  });
});
