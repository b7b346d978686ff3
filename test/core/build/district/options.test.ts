import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DISTRICT_HELP, FILE_OPTIONS, readDistrictOptions } from "../../../../data/build/district/options.ts";
import { mayReplace, writeFolder } from "../../../../data/build/pack/write-folder.ts";

const read = (line: string) => readDistrictOptions(line.split(" "));

describe("options of the pack builder", () => {
  it("are read, with a declared system for every list and another for one", () => {
    const options = read(
      "--osm a.pbf --out d --shelters s.csv --gates g.csv --crs EPSG:4547 --crs-gates GCJ-02 --residents 12 --method shelters=surveyed --source shelters=Bureau --json",
    );
    expect(options).toMatchObject({
      ok: true,
      value: {
        files: { shelters: "s.csv", gates: "g.csv" },
        crs: { shelters: "EPSG:4547", gates: "GCJ-02" },
        methods: { shelters: "surveyed" },
        sources: { shelters: "Bureau" },
        residents: 12,
        timeZone: "Asia/Shanghai",
        isJson: true,
      },
    });
  });

  it.each([
    ["--out d", "--osm FILE is missing"],
    ["--osm a.pbf", "--out DIR is missing"],
    ["--osm a.pbf --out d --residents many", "--residents many"],
    ["--osm a.pbf --out d --time-zone Mars/Base", "--time-zone Mars/Base"],
    ["--osm a.pbf --out d --id ../x", "--id ../x"],
    ["--osm a.pbf --out d --as-of yesterday", "--as-of yesterday"],
    ["--osm a.pbf --out d --crs-depots GCJ-02", "--crs-depots without --depots"],
    ["--osm a.pbf --out d --boundary b --boundary-osm c", "give one of them"],
    ["--osm a.pbf --out d --method shelters=guessed", "guessed"],
    ["--osm a.pbf --out d --colour red", "colour"],
    ["--osm a.pbf --out d stray", "stray"],
  ])("%s: says what is wrong", (line, sentence) => {
    const options = read(line);
    expect(options.ok ? "" : options.failure).toContain(sentence);
  });

  it("every file option stands in the help", () => {
    expect(read("--help")).toEqual({ ok: true, value: "help" });
    expect(FILE_OPTIONS.filter((name) => !DISTRICT_HELP.includes(`--${name}`))).toEqual([]);
  });
});

describe("writing a pack's folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "havenmap-write-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("takes the place of the old pack as a whole and leaves nothing beside it", () => {
    const target = join(folder, "pack");
    writeFolder(
      target,
      new Map([
        ["a", bytes("1")],
        ["b", bytes("2")],
      ]),
    );
    writeFolder(target, new Map([["a", bytes("3")]]));
    expect(readdirSync(folder)).toEqual(["pack"]);
    expect(readdirSync(target)).toEqual(["a"]);
    expect(readFileSync(join(target, "a"), "utf8")).toBe("3");
  });

  it("leaves the old pack where it was when a file cannot be written", () => {
    const target = join(folder, "pack");
    writeFolder(target, new Map([["a", bytes("old")]]));
    expect(() =>
      writeFolder(
        target,
        new Map([
          ["a", bytes("new")],
          ["no/such/folder", bytes("x")],
        ]),
      ),
    ).toThrow();
    expect(readdirSync(folder)).toEqual(["pack"]);
    expect(readFileSync(join(target, "a"), "utf8")).toBe("old");
  });

  it("is refused where something else than a pack lies", () => {
    expect(mayReplace(join(folder, "new"))).toBe(true);
    expect(mayReplace(folder)).toBe(true);
    writeFileSync(join(folder, "thesis.docx"), "mine");
    expect(mayReplace(folder)).toBe(false);
  });
});
