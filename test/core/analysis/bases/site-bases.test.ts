import { describe, expect, it } from "vitest";
import { baseReach } from "../../../../src/core/analysis/base-reach.ts";
import { type PreparedPack, preparePack } from "../../../../src/core/analysis/prepare.ts";
import { siteBases } from "../../../../src/core/analysis/site-bases.ts";
import {
  BASE_SITING_KINDS,
  type BaseSitingKind,
  type SiteBasesAnswer,
  type SiteBasesRequest,
} from "../../../../src/core/model/bases.ts";
import type { Station } from "../../../../src/core/model/pack.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { planningRules } from "../../../../src/sources/rule-packs.ts";
import { solveWithHighs } from "../../../../workers/further-analyses.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createReliefStreet, createStation } from "../../../fixtures/create-relief-street.ts";
import { BASE_CHOICE, createCandidate } from "../../../fixtures/create-verb-town.ts";
import { createWalkTown } from "../../../fixtures/create-walk-town.ts";

const ask = async (prepared: PreparedPack, facts: Partial<SiteBasesRequest> = {}) =>
  siteBases(
    prepared,
    {
      scenario: createScenario(),
      kind: "cover-most",
      minutes: null,
      mobilisationMinutes: null,
      ...BASE_CHOICE,
      ...facts,
    },
    solveWithHighs,
    SILENT,
  );
async function sited(
  prepared: PreparedPack,
  facts: Partial<SiteBasesRequest> = {},
): Promise<SiteBasesAnswer> {
  const found = await ask(prepared, facts);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

const withStations = ({ pack, rules }: PreparedPack, stations: readonly Station[]): PreparedPack =>
  preparePack({ ...pack, index: { ...pack.index, stations } }, rules);

function createFireTown(seed: number): PreparedPack {
  const random = createRandom(seed * 77);
  const { pack } = createWalkTown({ seed, missingShare: 0.1, homes: 30 });
  const place = () => at(random() * 640, random() * 480);
  return preparePack(
    {
      ...pack,
      demand: pack.demand.map((cell) => ({ ...cell, personsNight: Math.floor(random() * 200) })),
      index: {
        ...pack.index,
        candidates: Array.from({ length: 6 }, (_, i) => createCandidate({ id: `c${i}`, lngLat: place() })),
        stations: [
          createStation({ id: "f", lngLat: place() }),
          createStation({ id: "s", lngLat: place(), kind: "fire-small" }),
        ],
      },
    },
    planningRules,
  );
}

/** What a set of stations comes to, by the verb that measures it. */
function worth(prepared: PreparedPack, stations: readonly Station[], kind: BaseSitingKind, minutes: number) {
  const found = baseReach(withStations(prepared, stations), null, {
    scenario: createScenario(),
    minutes: [minutes],
    outlines: false,
  });
  if (!found.ok) throw new Error(found.failure.code);
  const { district, demandSeconds, longestSeconds } = found.value;
  if (kind === "cover-most") return district.reachedPersons[0]!;
  if (kind === "p-center") return longestSeconds;
  return prepared.pack.demand.reduce(
    (sum, cell, i) =>
      sum +
      (cell.personsNight === 0 || !(demandSeconds[i]! < Infinity)
        ? 0
        : cell.personsNight * demandSeconds[i]!),
    0,
  );
}

describe("sites of small fire stations", () => {
  it.each(BASE_SITING_KINDS)(
    "%s: no two candidates are better, in 12 towns",
    async (kind) => {
      for (let seed = 1; seed <= 12; seed++) {
        const prepared = createFireTown(seed);
        const { candidates, stations } = prepared.pack.index;
        const minutes = 1.3;
        const answer = await sited(prepared, { kind, minutes, newBases: 2 });
        expect(answer.proof.status, `seed ${seed}`).toBe("optimal");
        const beside = (ids: readonly string[]) =>
          worth(
            prepared,
            [
              ...stations,
              ...candidates
                .filter(({ id }) => ids.includes(id))
                .map(({ id, lngLat }) =>
                  createStation({ id, lngLat, kind: "fire-small", mobilisationMinutes: 1 }),
                ),
            ],
            kind,
            minutes,
          );
        const values = candidates.flatMap((one, i) =>
          candidates.slice(i + 1).map((other) => beside([one.id, other.id])),
        );
        const best = kind === "cover-most" ? Math.max(...values) : Math.min(...values);
        expect(beside(answer.chosen.map(({ id }) => id)), `seed ${seed}`).toBeCloseTo(best, 1);
        expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 1);
        expect(answer.minutes).toEqual([1.3, 4, 5]);
        expect(answer.planned.stations).toBe(2 + answer.chosen.length);
        if (kind === "cover-most") expect(answer.planned.reachedPersons[0]).toBe(best);
      }
    },
    60_000,
  );

  it("places anew what is moved, keeps what is required and takes nothing that is forbidden", async () => {
    const prepared = createFireTown(3);
    const free = await sited(prepared, { newBases: 1, kind: "p-median" });
    expect([free.smallStations, free.stayingStations, free.wantedStations]).toEqual([1, 1, 15]);
    const chosenId = free.chosen[0]!.id;
    const without = await sited(prepared, { newBases: 1, kind: "p-median", forbiddenIds: [chosenId] });
    expect(without.chosen.map(({ id }) => id)).not.toContain(chosenId);
    const other = prepared.pack.index.candidates.find(({ id }) => id !== chosenId)!.id;
    const required = await sited(prepared, { newBases: 1, kind: "p-median", requiredIds: [other] });
    expect(required.chosen.map(({ id }) => id)).toEqual([other]);
    const moved = await sited(prepared, { newBases: 1, kind: "p-median", movedIds: ["s"] });
    expect([moved.stayingStations, moved.today.stations, moved.planned.stations]).toEqual([0, 2, 2]);
  });

  it("asks for as many as the plan lacks when no number is said", async () => {
    const { newStations, chosen } = await sited(createFireTown(2), { newBases: null });
    expect(newStations).toBe(14);
    expect(chosen.length).toBeLessThanOrEqual(6);
  });

  it("takes junctions as sites, none nearer to another than said", async () => {
    const prepared = createFireTown(5);
    const { junctionSites, chosen } = await sited(prepared, {
      kind: "p-median",
      junctionMetres: 150,
      newBases: 5,
    });
    expect(junctionSites).toBeGreaterThan(3);
    const junctions = chosen.filter(({ from }) => from === "junction");
    expect(junctions.length).toBeGreaterThan(0);
    for (const one of junctions) expect(one.id).toMatch(/^x\d+\.\d{5},\d+\.\d{5}$/);
    const wide = await sited(prepared, { junctionMetres: 10_000 });
    expect(wide.junctionSites).toBe(1);
  });

  it("refuses ids that are no sites, and a pack with nowhere to choose", async () => {
    const prepared = createFireTown(1);
    for (const facts of [{ movedIds: ["f"] }, { requiredIds: ["s"] }, { forbiddenIds: ["nobody"] }])
      expect(await ask(prepared, facts)).toMatchObject({
        ok: false,
        failure: { code: "SITES_NOT_CHOOSABLE", siteIds: Object.values(facts)[0] },
      });
    expect(await ask(createReliefStreet())).toMatchObject({
      ok: false,
      failure: { code: "LAYER_MISSING", layer: "candidates" },
    });
  });

  it("says that nobody can be reached where every street is too narrow", async () => {
    const prepared = createReliefStreet({
      widthMetres: 2,
      stations: [],
      index: { candidates: [createCandidate({ id: "c", lngLat: at(1000, 0) })] },
    });
    const { uncoverablePersons, planned, value } = await sited(prepared);
    expect([uncoverablePersons, planned.cutOffPersons, value]).toEqual([1000, 1000, 0]);
  });

  it("hears that it is cancelled", async () => {
    const found = await siteBases(
      createFireTown(1),
      {
        scenario: createScenario(),
        kind: "p-median",
        minutes: null,
        mobilisationMinutes: null,
        ...BASE_CHOICE,
      },
      solveWithHighs,
      { ...SILENT, isCancelled: () => true },
    );
    expect(found).toMatchObject({ ok: false, failure: { code: "CANCELLED" } });
  });
});
