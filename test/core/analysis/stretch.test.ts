import { describe, expect, it } from "vitest";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { stretch } from "../../../src/core/analysis/stretch.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createPack } from "../../fixtures/create-pack.ts";

const prepared = preparePack(
  createPack({
    network: createNetwork(
      [at(0, 0), at(100, 0), at(250, 0), at(250, 100), at(400, 0)],
      [
        { from: 1, to: 0, name: "长街" },
        { from: 1, to: 2, name: "长街", shape: [at(175, 20)] },
        { from: 2, to: 3, name: "北街" },
        { from: 2, to: 4, name: "长街" },
      ],
    ),
  }),
  planningRules,
);

describe("stretch", () => {
  it("draws one course from end to junction, in order, with its name and length", () => {
    const result = stretch(prepared, { lngLat: at(60, 10) });
    if (!result.ok) throw new Error(result.failure.code);
    const { nameZh, nameEn, metres, line } = result.value;
    expect([nameZh, nameEn]).toEqual(["长街", "长街 Street"]);
    expect(metres).toBeCloseTo(100 + 2 * Math.hypot(75, 20), 0);
    const places = line.map(([lng, lat]) => [
      Math.round((lng - 116.36) * 85512),
      Math.round((lat - 39.9) * 111037),
    ]);
    expect([places, places.toReversed()]).toContainEqual([
      [0, 0],
      [100, 0],
      [175, 20],
      [250, 0],
    ]);
  });
  it("says how far the nearest street is when none is meant", () => {
    expect(stretch(prepared, { lngLat: at(60, 400) })).toEqual({
      ok: false,
      failure: { code: "NO_STREET_THERE", metresAway: expect.closeTo(355, -1) },
    });
  });
});
