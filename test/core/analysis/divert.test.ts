import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { board } from "../../../src/core/analysis/board.ts";
import { divert } from "../../../src/core/analysis/divert.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import type { DivertAnswer } from "../../../src/core/model/divert.ts";
import { SHELTER_STATUSES } from "../../../src/core/model/operation.ts";
import type { Ground } from "../../../src/core/model/situation.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { createGround } from "../../fixtures/create-ground.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

function createTown(seed: number): PreparedPack {
  const { pack } = createWalkTown({ seed, homes: 25 });
  const shelters = pack.index.shelters.map((shelter) => ({ ...shelter, effectiveSquareMetres: 125 }));
  return preparePack(
    {
      ...pack,
      index: { ...pack.index, shelters },
      demand: pack.demand.map((cell, i) => ({ ...cell, communityId: `c${i % 3}` })),
    },
    planningRules,
  );
}

const said = (shelterId: string, facts: Partial<Ground["shelters"][number]>): Ground["shelters"][number] => ({
  shelterId,
  status: null,
  persons: null,
  ...facts,
});

const RESPONSE = { elapsedMinutes: 0, inNeedShare: 0.4, lostDepotIds: [] };

function ask(town: PreparedPack, before: Ground | undefined, after: Ground): DivertAnswer {
  const response = { ...RESPONSE, ...(before && { ground: before }) };
  const result = divert(
    town,
    { scenario: createScenario({ reachMinutes: 4 }), response, after },
    { reliefNeeds },
  );
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** Persons per shelter by the board, which is what the moves must add up to. */
function sentBy(town: PreparedPack, ground: Ground | undefined, isOpened: boolean): Map<string, number> {
  const response = { ...RESPONSE, ...(ground && { ground }) };
  const result = board(town, { scenario: createScenario({ reachMinutes: 4 }), response }, { reliefNeeds });
  if (!result.ok) throw new Error(result.failure.code);
  const rows = (isOpened && result.value.opened?.supply) || result.value.supply;
  return new Map(rows.map((row) => [row.shelterId, row.personsInNeed]));
}

describe("divert", () => {
  it("moves nobody where nothing changes", () => {
    const ground = createGround({ shelters: [said("s0", { persons: 20 })] });
    expect(ask(createTown(3), ground, ground)).toMatchObject({ moves: [], divertedPersons: 0 });
    expect(ask(createTown(3), undefined, createGround()).moves).toEqual([]);
  });

  it("sends everybody of a closed shelter elsewhere, or tells that they find nothing", () => {
    const town = createTown(5);
    const sent = sentBy(town, undefined, false).get("s0") ?? 0;
    const after = createGround({ shelters: [said("s0", { status: "closed" })] });
    const { moves, unplacedBefore, unplacedAfter } = ask(town, undefined, after);
    const gone = moves.filter(({ fromShelterId }) => fromShelterId === "s0");
    expect(sent).toBeGreaterThan(0);
    expect(gone.reduce((sum, { persons }) => sum + persons, 0)).toBe(sent);
    expect(moves.some(({ toShelterId }) => toShelterId === "s0")).toBe(false);
    expect(unplacedAfter).toBeGreaterThanOrEqual(unplacedBefore);
  });

  it("adds up, shelter by shelter, to what the board says before and after, whatever is reported", () => {
    const report = fc.record({
      shelter: fc.nat({ max: 3 }),
      status: fc.constantFrom(null, ...SHELTER_STATUSES),
      persons: fc.constantFrom(null, 0, 15, 90),
    });
    const ground = fc.array(report, { maxLength: 4 }).map((reports) =>
      createGround({
        shelters: [...new Map(reports.map((each) => [each.shelter, each])).values()].map(
          ({ shelter, status, persons }) => said(`s${shelter}`, { status, persons }),
        ),
      }),
    );
    const isSaid = ({ shelters }: Ground) =>
      shelters.some(({ status }) => status !== null && status !== "closed");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), ground, ground, (seed, before, after) => {
        const town = createTown(seed);
        const answer = ask(town, before, after);
        const was = sentBy(town, before, isSaid(before));
        const is = sentBy(town, after, isSaid(before));
        // who came from elsewhere has no cell to be moved from
        const isLocal = (each: Ground) =>
          each.shelters.every(({ persons, status }) => (persons ?? (status === "full" ? 250 : 0)) <= 15);
        if (!isLocal(before) || !isLocal(after)) return;
        if (!isSaid(after) && isSaid(before)) return; // nothing is open then, and the board gives one reading only
        for (const id of ["s0", "s1", "s2", "s3"]) {
          const net = answer.moves.reduce(
            (sum, { fromShelterId, toShelterId, persons }) =>
              sum + (toShelterId === id ? persons : 0) - (fromShelterId === id ? persons : 0),
            0,
          );
          expect((was.get(id) ?? 0) + net, id).toBe(is.get(id) ?? 0);
        }
        const left = answer.moves.reduce(
          (sum, { fromShelterId, toShelterId, persons }) =>
            sum + (toShelterId === null ? persons : 0) - (fromShelterId === null ? persons : 0),
          0,
        );
        expect(answer.unplacedAfter - answer.unplacedBefore).toBe(left);
        for (const { persons, fromShelterId, toShelterId } of answer.moves) {
          expect(persons).toBeGreaterThan(0);
          expect(fromShelterId).not.toBe(toShelterId);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("does not take the first report of an open shelter for the closing of all others", () => {
    const after = createGround({ shelters: [said("s0", { status: "opened" })] });
    expect(ask(createTown(5), undefined, after).moves).toEqual([]);
  });

  it("tells the communities apart", () => {
    const after = createGround({ shelters: [said("s0", { status: "closed" })] });
    const { moves } = ask(createTown(5), undefined, after);
    expect(new Set(moves.map(({ communityId }) => communityId)).size).toBeGreaterThan(1);
    expect(moves.map(({ persons }) => persons)).toEqual(
      moves.map(({ persons }) => persons).sort((a, b) => b - a),
    );
  });
});
