import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SCENARIO } from "../../../src/core/model/scenario.ts";
import { readSchemeFile, type SchemeFileParts, writeSchemeFile } from "../../../src/sources/scheme-file.ts";
import { canonicalJson } from "../../../src/sources/schemes/canonical-json.ts";
import { sha256 } from "../../../src/sources/schemes/sha-256.ts";
import { anyProposals, createSite } from "../../fixtures/create-proposals.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const OPEN = { packId: "toy", asOf: "2026-03-01" };
const parts = (change: Partial<SchemeFileParts> = {}): SchemeFileParts => ({
  app: "2026-11-27",
  madeAt: "2026-11-27T08:00:00.000Z",
  pack: { id: "toy", asOf: "2026-03-01" },
  rules: { id: "cn-planning", edition: "2026.1" },
  settings: DEFAULT_SCENARIO,
  scheme: {
    id: "a1",
    name: "甲 · 百万庄一处",
    note: "离学校近",
    proposals: { sites: [createSite()], closedShelterIds: [], gateEdits: [] },
  },
  ...change,
});
const text = writeSchemeFile(parts());
type Json = ReturnType<typeof JSON.parse>;
/** The file after somebody's hand went over it. */
const edited = (change: (raw: Json) => void): string => {
  const raw = JSON.parse(text);
  change(raw);
  return JSON.stringify(raw);
};
const read = (content: string, open: Parameters<typeof readSchemeFile>[2] = OPEN) =>
  readSchemeFile("a.json", content, open);
const good = (content: string, open?: Parameters<typeof readSchemeFile>[2]) => {
  const result = read(content, open);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const placesOf = (content: string, open?: Parameters<typeof readSchemeFile>[2]) =>
  good(content, open).troubles.flatMap((trouble) =>
    trouble.code === "SCHEME_PARTS_LEFT_OUT" ? trouble.places : [],
  );

test("the hash is the one of every other program, at every length around a block", () => {
  const random = createRandom(7);
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
    expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
  expect(sha256(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

test("the hash in the file is that of the canonical JSON of everything else, so anybody can work it out", () => {
  const { sha256: said, ...content } = JSON.parse(text);
  expect(createHash("sha256").update(canonicalJson(content)).digest("hex")).toBe(said);
});

describe("a scheme file", () => {
  test("comes back as it was written, whatever is in it", () => {
    fc.assert(
      fc.property(anyProposals, fc.string(), fc.string(), (proposals, name, note) => {
        const made = parts({ scheme: { id: "x", name, note, proposals } });
        const { troubles, ...back } = good(writeSchemeFile(made));
        expect(back).toEqual(made);
        expect(troubles).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("written with other blanks and its keys in another order is still untouched", () => {
    const turned = (value: Json): Json =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, field]) => [key, turned(field)]),
          )
        : value;
    expect(good(JSON.stringify(turned(JSON.parse(text)))).troubles).toEqual([]);
  });

  test("edited by hand loads, and says that it was changed", () => {
    const { scheme, troubles } = good(edited((raw) => (raw.scheme.proposals.sites[0].name = "别处")));
    expect(scheme.proposals.sites[0]?.name).toBe("别处");
    expect(troubles).toEqual([{ code: "SCHEME_FILE_CHANGED", file: "a.json" }]);
    expect(good(edited((raw) => delete raw.sha256)).troubles[0]?.code).toBe("SCHEME_FILE_CHANGED");
  });

  test("of a newer version says so, and what it is called", () => {
    expect(read(edited((raw) => (raw.version = 2)))).toEqual({
      ok: false,
      failure: {
        code: "SCHEME_FILE_TOO_NEW",
        file: "a.json",
        foundVersion: 2,
        supportedVersion: 1,
        schemeName: "甲 · 百万庄一处",
      },
    });
  });

  test("of another district is not laid over this one; of another date it is, and says so", () => {
    expect(read(text, { packId: "porto", asOf: "2026-03-01" })).toMatchObject({
      failure: { code: "SCHEME_OF_OTHER_PACK", packId: "toy", openPackId: "porto" },
    });
    expect(good(text, { packId: "toy", asOf: "2026-09-01" }).troubles).toEqual([
      { code: "SCHEME_OF_OTHER_DATE", file: "a.json", asOf: "2026-03-01", openAsOf: "2026-09-01" },
    ]);
  });

  test.each([
    ["cut off", text.slice(0, 300), undefined],
    ["empty", "", undefined],
    ["a list", "[]", "format"],
    ["null", "null", undefined],
    ["of another format", '{"format":"geojson","version":1}', "format"],
    ["without a version", '{"format":"havenmap-scheme"}', "version"],
    ["with a version that is none", '{"format":"havenmap-scheme","version":"1"}', "version"],
    ["without a scheme", '{"format":"havenmap-scheme","version":1}', "app"],
    ["nested without end", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "format"],
  ])("that is %s is not read, and names what is wrong", (_name, content, field) => {
    const result = read(content);
    expect(result.ok).toBe(false);
    if (result.ok || result.failure.code !== "SCHEME_FILE_UNREADABLE") throw new Error("another trouble");
    expect(result.failure.place.file).toBe("a.json");
    expect(result.failure.place.expected).toBeTruthy();
    expect(result.failure.place.field).toBe(field);
  });

  const site = (change: object) =>
    edited((raw) => raw.scheme.proposals.sites.push({ ...createSite({ id: "bad" }), ...change }));
  test.each([
    [
      "a longitude out of range",
      site({
        rings: [
          [
            [200, 1],
            [1, 2],
            [2, 2],
          ],
        ],
      }),
      "sites.rings.0.0.0",
    ],
    [
      "two corners",
      site({
        rings: [
          [
            [1, 1],
            [1, 2],
          ],
        ],
      }),
      "sites.rings.0",
    ],
    [
      "no area",
      site({
        rings: [
          [
            [1, 1],
            [2, 2],
            [3, 3],
          ],
        ],
      }),
      "sites.rings.0",
    ],
    ["no ring", site({ rings: [] }), "sites.rings"],
    ["an unknown tier", site({ tier: "huge" }), "sites.tier"],
    ["a negative area", site({ area: { kind: "typed", squareMetres: -1 } }), "sites.area.squareMetres"],
    ["a year of the past century but one", site({ year: 1812 }), "sites.year"],
    [
      "a gate as wide as a valley",
      site({ gates: [{ ...createSite().gates[0], widthMetres: 4000 }] }),
      "sites.gates.0.widthMetres",
    ],
    ["text for a number", site({ zones: { lodging: "many" } }), "sites.zones.lodging"],
    ["a function nobody knows", site({ zones: { casino: 5 } }), "sites.zones.casino"],
    ["the id of another", site({ id: "site-1" }), "sites"],
  ])("leaves out a site with %s, names it, and loads the others", (_name, content, field) => {
    expect(good(content).scheme.proposals.sites.map(({ id }) => id)).toEqual(["site-1"]);
    expect(placesOf(content)).toEqual([
      { file: "a.json", row: 2, field, found: expect.any(String), expected: expect.any(String) },
    ]);
  });

  test("with more than 500 sites loads 500 and says how many there were", () => {
    const many = edited((raw) => {
      raw.scheme.proposals.sites = Array.from({ length: 620 }, (_, at) => createSite({ id: `s${at}` }));
    });
    expect(good(many).scheme.proposals.sites).toHaveLength(500);
    expect(placesOf(many)).toEqual([
      { file: "a.json", row: 501, field: "sites", found: "620", expected: "<=500" },
    ]);
  });

  test("naming shelters and gates that the district has not leaves those out; a ring closed twice is mended", () => {
    const known = {
      shelters: new Set(["h1"]),
      gates: new Set<string>(),
      bases: new Set<string>(),
    };
    const content = edited((raw) => {
      raw.scheme.proposals.closedShelterIds = ["h1", "h2"];
      raw.scheme.proposals.gateEdits = [{ gateId: "g1", lngLat: [1, 1], opening: null }];
      const ring = raw.scheme.proposals.sites[0].rings[0];
      ring.push(ring[0]);
    });
    const { scheme } = good(content, { ...OPEN, known });
    expect(scheme.proposals).toEqual({ sites: [createSite()], closedShelterIds: ["h1"], gateEdits: [] });
    expect(placesOf(content, { ...OPEN, known }).map(({ row, field }) => [row, field])).toEqual([
      [2, "closedShelterIds"],
      [1, "gateEdits"],
    ]);
  });

  test("with settings that mean nothing still gives its scheme", () => {
    const { settings, scheme } = good(edited((raw) => (raw.settings.reachMinutes = 900)));
    expect(settings).toBeNull();
    expect(scheme.proposals.sites).toHaveLength(1);
  });

  test("damaged anywhere never throws, and what it gives is always good", () => {
    const random = createRandom(11);
    let loaded = 0;
    for (let run = 0; run < 800; run++) {
      let content = text;
      for (let hits = 1 + Math.floor(random() * 3); hits > 0; hits--) {
        const at = Math.floor(random() * content.length);
        const kind = Math.floor(random() * 4);
        const letter = '{}[]",:-0e9atrue'[Math.floor(random() * 16)] ?? "";
        const length = kind === 0 ? 1 : Math.floor(random() * 40);
        content = `${content.slice(0, at)}${kind === 1 ? "" : letter}${content.slice(kind === 2 ? at : at + length)}`;
      }
      const result = read(content);
      if (!result.ok) continue;
      loaded++;
      const again = good(
        writeSchemeFile({ ...result.value, settings: result.value.settings ?? DEFAULT_SCENARIO }),
      );
      expect(again.scheme).toEqual(result.value.scheme);
      expect(again.troubles.filter(({ code }) => code !== "SCHEME_OF_OTHER_DATE")).toEqual([]);
    }
    // Some damage hits a name or a note only.
    expect(loaded).toBeGreaterThan(10);
  });
});
