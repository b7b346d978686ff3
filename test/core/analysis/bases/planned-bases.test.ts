import { describe, expect, it } from "vitest";
import { plannedPack } from "../../../../src/core/analysis/planned-pack.ts";
import { isWithoutProposals, NO_PROPOSALS, type ProposedBase } from "../../../../src/core/model/proposal.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createDepot, createReliefStreet, createStation } from "../../../fixtures/create-relief-street.ts";

const base = (id: string, kind: ProposedBase["kind"], mobilisationMinutes: number | null = null) => ({
  id,
  kind,
  name: `拟建 ${id}`,
  lngLat: at(400, 0),
  mobilisationMinutes,
});

describe("bases of a scheme", () => {
  const prepared = createReliefStreet({
    stations: [createStation({ id: "s1" }), createStation({ id: "s2", kind: "fire-small" })],
    depots: [createDepot({ id: "d1" })],
    index: { seismicStations: [{ id: "q1", lngLat: at(0, 0) }] },
  });
  const plan = (bases: readonly ProposedBase[], closedBaseIds: readonly string[] = []) =>
    plannedPack(prepared, { ...NO_PROPOSALS, bases, closedBaseIds }, new Map()).pack.index;

  it("stand after the others, each in the layer of its kind, with the turnout said or the rule's", () => {
    const index = plan([
      base("a", "fire-small"),
      base("b", "depot", 20),
      base("c", "seismic"),
      base("e", "fire-small", 2),
    ]);
    expect(
      index.stations.map(({ id, kind, mobilisationMinutes }) => [id, kind, mobilisationMinutes]),
    ).toEqual([
      ["s1", "fire", 1],
      ["s2", "fire-small", 1],
      ["a", "fire-small", 1],
      ["e", "fire-small", 2],
    ]);
    expect(index.depots.map(({ id, level, trucks, stock }) => [id, level, trucks, stock.length])).toEqual([
      ["d1", "district", 2, 6],
      ["b", "district", 0, 0],
    ]);
    expect(index.seismicStations.map(({ id }) => id)).toEqual(["q1", "c"]);
  });

  it("are gone where the scheme closes them", () => {
    const index = plan([], ["s2", "d1", "q1", "nobody"]);
    expect([index.stations.map(({ id }) => id), index.depots, index.seismicStations]).toEqual([
      ["s1"],
      [],
      [],
    ]);
  });

  it("make a scheme of their own, and an empty list makes none", () => {
    expect(isWithoutProposals({ ...NO_PROPOSALS, bases: [], closedBaseIds: [] })).toBe(true);
    expect(isWithoutProposals({ ...NO_PROPOSALS, bases: [base("a", "depot")] })).toBe(false);
    expect(isWithoutProposals({ ...NO_PROPOSALS, closedBaseIds: ["s1"] })).toBe(false);
    expect(plan([]).stations).toBe(prepared.pack.index.stations);
  });
});
