import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_PROPOSALS } from "../../../src/core/model/proposal.ts";
import { decodeScheme, encodeScheme, MOST_LINK_LETTERS } from "../../../src/sources/scheme-link.ts";
import { anyProposals, createSite } from "../../fixtures/create-proposals.ts";
import { createRandom } from "../../fixtures/create-random.ts";

describe("a scheme in a link", () => {
  test("comes back as it was, to five decimals of a degree, in letters an address carries", () => {
    fc.assert(
      fc.property(anyProposals, fc.string({ maxLength: 50 }), fc.string(), (proposals, name, note) => {
        const text = encodeScheme({ name, note, proposals });
        expect(text).toMatch(/^1\.[A-Za-z0-9_-]+$/);
        fc.pre(text.length < 8000);
        const back = decodeScheme(text);
        expect(back).toEqual({ ok: true, value: { name, note, proposals, faults: [] } });
        if (back.ok) expect(encodeScheme(back.value)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  test("ten sites of four corners with a gate each fit; a hundred do not", () => {
    const sites = (count: number) =>
      Array.from({ length: count }, (_, at) => {
        const [dLng, dLat] = [(at * 0.00731) % 0.05, (at * 0.00373) % 0.06];
        const { rings, gates } = createSite();
        return createSite({
          id: `c${1000 + at * 37}`,
          name: `地块 ${at}`,
          rings: rings.map((ring) => ring.map(([lng, lat]) => [lng + dLng, lat + dLat] as const)),
          gates: gates.map((gate) => ({ ...gate, lngLat: [116.35 + dLng, 39.92 + dLat] as const })),
        });
      });
    const length = (count: number) =>
      encodeScheme({ name: "甲", note: "", proposals: { ...NO_PROPOSALS, sites: sites(count) } }).length;
    expect(length(10)).toBeLessThan(MOST_LINK_LETTERS);
    expect(length(100)).toBeGreaterThan(MOST_LINK_LETTERS);
  });

  test.each([
    ["of another version", "2.abcd"],
    ["without a mark", "abcd"],
    ["that is no text", "1.____"],
    [
      "cut off",
      encodeScheme({ name: "A", note: "", proposals: { ...NO_PROPOSALS, sites: [createSite()] } }).slice(
        0,
        60,
      ),
    ],
    ["of immense length", `1.${"A".repeat(9000)}`],
    ["empty", "1."],
  ])("%s is not read, and names what was found", (_name, text) => {
    const result = decodeScheme(text);
    expect(result).toMatchObject({ ok: false, failure: { file: "link", expected: expect.any(String) } });
  });

  test("damaged anywhere never throws", () => {
    const random = createRandom(5);
    const whole = encodeScheme({
      name: "A",
      note: "n",
      proposals: { ...NO_PROPOSALS, sites: [createSite()] },
    });
    for (let run = 0; run < 800; run++) {
      const at = 2 + Math.floor(random() * (whole.length - 2));
      const letter = "ABCabc019-_"[Math.floor(random() * 11)];
      decodeScheme(`${whole.slice(0, at)}${letter}${whole.slice(at + Math.floor(random() * 3))}`);
    }
  });
});
