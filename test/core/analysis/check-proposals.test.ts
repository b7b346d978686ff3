import { describe, expect, it } from "vitest";
import { checkProposals } from "../../../src/core/analysis/check-proposals.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { NO_PROPOSALS, type Proposals, type ProposedSite } from "../../../src/core/model/proposal.ts";
import { at } from "../../fixtures/create-network.ts";
import { createSquareSite } from "../../fixtures/create-square-site.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

const prepared = createWalkTown({ seed: 1 });
const HERE = at(200, 200);
const site = (facts: Partial<ProposedSite> = {}) => createSquareSite({ id: "n", ...facts }, HERE);
const withSites = (...sites: readonly ProposedSite[]): Proposals => ({ ...NO_PROPOSALS, sites });

/** Field and what was found there; null: nothing is wrong. */
function fault(proposals: Proposals): readonly [field: string, found: string] | null {
  const checked = checkProposals(prepared, proposals);
  if (checked.ok) return null;
  const { failure } = checked;
  if (failure.code !== "QUESTION_NOT_VALID") throw new Error(failure.code);
  return [failure.field.replace("scenario.proposals.", ""), failure.found];
}

describe("proposals that nothing can be computed for", () => {
  it("are none where all is well, wherever a site lies", () => {
    expect(fault(withSites(site(), createSquareSite({ id: "far" }, [0, 0])))).toBeNull();
    expect(
      fault({
        sites: [],
        closedShelterIds: ["s0"],
        gateEdits: [{ gateId: "s1-g0", lngLat: HERE, opening: null }],
      }),
    ).toBeNull();
  });

  it("are more sites than a scheme holds: 500 pass, 501 do not", () => {
    const many = (count: number) =>
      withSites(...Array.from({ length: count }, (_, i) => site({ id: `n${i}` })));
    expect(fault(many(500))).toBeNull();
    expect(fault(many(501))).toEqual(["sites", "501"]);
  });

  it("are coordinates that are no place", () => {
    const broken: LngLat[] = [HERE, [Number.NaN, 39], at(1, 1)];
    expect(fault(withSites(site({ rings: [broken] })))).toEqual(["sites[0].rings", "NaN, 39"]);
    expect(fault(withSites(site({ rings: [[HERE, [0, 91], at(1, 1)]] })))?.[0]).toBe("sites[0].rings");
    const [gate] = site().gates;
    expect(fault(withSites(site({ gates: [{ ...gate!, lngLat: [0, Number.NaN] }] })))?.[0]).toBe(
      "sites[0].gates.lngLat",
    );
    expect(
      fault({ ...NO_PROPOSALS, gateEdits: [{ gateId: "s0-g0", lngLat: [Infinity, 0], opening: null }] })?.[0],
    ).toBe("gateEdits[0].lngLat");
  });

  it("are outlines of fewer than three corners, or of none", () => {
    expect(fault(withSites(site({ rings: [[HERE, at(1, 1)]] })))).toEqual(["sites[0].rings", "2"]);
    expect(fault(withSites(site({ rings: [] })))).toEqual(["sites[0].rings", "0"]);
  });

  it("are ids that stand for two things", () => {
    expect(fault(withSites(site(), site()))).toEqual(["sites.id", "n"]);
    expect(fault(withSites(site({ id: "s0" })))).toEqual(["sites.id", "s0"]);
    const [gate] = site().gates;
    expect(fault(withSites(site({ gates: [gate!, gate!] })))).toEqual(["sites[0].gates.id", "g1"]);
  });

  it("are shelters and gates the district does not have", () => {
    expect(fault({ ...NO_PROPOSALS, closedShelterIds: ["s0", "nowhere"] })).toEqual([
      "closedShelterIds",
      "nowhere",
    ]);
    expect(
      fault({ ...NO_PROPOSALS, gateEdits: [{ gateId: "nowhere", lngLat: null, opening: null }] }),
    ).toEqual(["gateEdits", "nowhere"]);
  });

  it("are square metres and widths out of their range", () => {
    const sized = (squareMetres: number) => fault(withSites(site({ area: { kind: "typed", squareMetres } })));
    expect([sized(0), sized(5_000_000)]).toEqual([null, null]);
    for (const wrong of [-1, 5_000_001, Number.NaN])
      expect(sized(wrong)).toEqual(["sites[0].area.squareMetres", String(wrong)]);
    const [gate] = site().gates;
    expect(fault(withSites(site({ gates: [{ ...gate!, widthMetres: 0 }] })))?.[0]).toBe(
      "sites[0].gates.widthMetres",
    );
  });
});
