import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driveNetwork, driveTie, handDeciseconds } from "../../../src/core/analysis/drive.ts";
import { drivePath } from "../../../src/core/analysis/drive-path.ts";
import { assignCrews, type CrewTask } from "../../../src/core/analysis/forces/assign-crews.ts";
import { forces } from "../../../src/core/analysis/forces.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import type { ForcesAnswer, ForcesRequest } from "../../../src/core/model/forces.ts";
import type { Incident } from "../../../src/core/model/operation.ts";
import { STATION_KINDS } from "../../../src/core/model/pack.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createReliefStreet, createStation } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";

const createIncident = (facts: Partial<Incident> = {}): Incident => ({
  id: "i",
  kind: "fire",
  lngLat: at(400, 0),
  severity: 2,
  crewsWanted: 1,
  text: "",
  ...facts,
});

function ask(prepared: PreparedPack, request: Partial<ForcesRequest> = {}): ForcesAnswer {
  const result = forces(prepared, {
    scenario: createScenario(),
    incidents: [],
    crewsOut: [],
    nearest: 3,
    reachMinutes: 5,
    outlinedKind: null,
    ...request,
  });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** Total severity wanting, then severity times arrival, of every way of sending the most crews there are; by trying all. */
function bestByTrying({ severities, wanted, free, deciseconds }: CrewTask): readonly number[] {
  const orders = wanted.flatMap((count, incident) => Array.from({ length: count }, () => incident));
  let best: readonly number[] = [-1, 0, 0];
  const left = [...free];
  const walk = (k: number, sent: number, severity: number, cost: number) => {
    if (k === orders.length) {
      const score = [sent, severity, -cost];
      const at = score.findIndex((value, i) => value !== best[i]);
      if (at !== -1 && score[at]! > best[at]!) best = score;
      return;
    }
    walk(k + 1, sent, severity, cost);
    const incident = orders[k]!;
    deciseconds[incident]!.forEach((time, station) => {
      if (time === Infinity || left[station]! === 0) return;
      left[station]!--;
      walk(k + 1, sent + 1, severity + severities[incident]!, cost + severities[incident]! * time);
      left[station]!++;
    });
  };
  walk(0, 0, 0, 0);
  return best;
}

describe("assignCrews", () => {
  it("is the best of all ways of sending, found by trying every one", () => {
    const task = fc
      .record({ incidents: fc.integer({ min: 1, max: 3 }), stations: fc.integer({ min: 1, max: 3 }) })
      .chain(({ incidents, stations }) =>
        fc.record({
          severities: fc.array(fc.integer({ min: 1, max: 3 }), {
            minLength: incidents,
            maxLength: incidents,
          }),
          wanted: fc.array(fc.nat({ max: 2 }), { minLength: incidents, maxLength: incidents }),
          free: fc.array(fc.nat({ max: 3 }), { minLength: stations, maxLength: stations }),
          deciseconds: fc.array(
            fc.array(fc.constantFrom(600, 1200, 1800, 5400, Infinity), {
              minLength: stations,
              maxLength: stations,
            }),
            { minLength: incidents, maxLength: incidents },
          ),
        }),
      );
    fc.assert(
      fc.property(task, (given) => {
        const sent = assignCrews(given);
        let [crews, severity, cost] = [0, 0, 0];
        for (const each of sent) {
          crews += each.crews;
          severity += each.crews * given.severities[each.incident]!;
          cost +=
            each.crews * given.severities[each.incident]! * given.deciseconds[each.incident]![each.station]!;
        }
        given.free.forEach((count, station) => {
          const used = sent.reduce((sum, each) => sum + (each.station === station ? each.crews : 0), 0);
          expect(used).toBeLessThanOrEqual(count);
        });
        given.wanted.forEach((count, incident) => {
          const got = sent.reduce((sum, each) => sum + (each.incident === incident ? each.crews : 0), 0);
          expect(got).toBeLessThanOrEqual(count);
        });
        expect([crews, severity, -cost].map((value) => value + 0)).toEqual(
          bestByTrying(given).map((value) => value + 0),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("sends the one crew there is to the worst, not to the nearest", () => {
    const sent = assignCrews({
      severities: [1, 3],
      wanted: [1, 1],
      free: [1],
      deciseconds: [[60], [36_000]],
    });
    expect(sent).toEqual([{ incident: 1, station: 0, crews: 1 }]);
  });
});

describe("forces", () => {
  it("gives the minutes one can reckon by hand: mobilisation, drive, the way on foot", () => {
    const { incidents, orders } = ask(createReliefStreet(), { incidents: [createIncident()] });
    const driven = 1600 / (30 / 3.6) / 60;
    expect(incidents[0]?.nearest).toHaveLength(1);
    expect(incidents[0]?.nearest[0]?.minutes).toBeCloseTo(1 + driven, 1);
    expect(orders).toMatchObject([{ stationId: "station", incidentId: "i", crews: 1 }]);
  });

  it("tells the nearest as the lawful drives from every station say, under closures too, in 20 towns", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const town = createTown(seed);
      const closures: Closure[] =
        seed % 2 === 0
          ? [createRandomClosure(random, at(0, 0), at(640, 480), ["street", "area", "flood", "slow"])]
          : [];
      const incident = createIncident({ kind: "other", lngLat: at(random() * 640, random() * 480) });
      const answer = ask(town, {
        incidents: [incident],
        nearest: 99,
        scenario: createScenario({ closures }),
      });
      const drive = driveNetwork(town, "fire-engine", closures);
      const stop = driveTie(town, "fire-engine", incident.lngLat);
      const truth = town.pack.index.stations
        .map(({ id, lngLat, mobilisationMinutes }) => {
          const origin = driveTie(town, "fire-engine", lngLat);
          const legs = origin && stop && drivePath(town, drive, origin, stop);
          if (!origin || !stop || !legs) return { id, minutes: Infinity };
          const driven = legs.reduce((sum, leg) => sum + leg.deciseconds, 0);
          const deciseconds =
            Math.round(mobilisationMinutes * 600) +
            handDeciseconds(town, origin) +
            driven +
            Math.round((stop.accessMetres * 10) / 1.3);
          return { id, minutes: deciseconds / 600 };
        })
        .filter(({ minutes }) => minutes < Infinity)
        .sort((a, b) => a.minutes - b.minutes);
      const told = answer.incidents[0]?.nearest.map(({ stationId, minutes }) => ({ id: stationId, minutes }));
      expect(told, `seed ${seed}`).toEqual(truth);
      const nearest = ask(town, {
        incidents: [incident],
        nearest: 2,
        scenario: createScenario({ closures }),
      });
      expect(nearest.incidents[0]?.nearest).toEqual(answer.incidents[0]?.nearest.slice(0, 2));
    }
  });

  it("leaves out what is out already, and asks only for crews that are not there yet", () => {
    const town = createReliefStreet({ stations: [createStation({ vehicles: 3 })] });
    const incident = createIncident({ crewsWanted: 3 });
    const answer = ask(town, {
      incidents: [incident],
      crewsOut: [
        { stationId: "station", incidentId: "i", crews: 1 },
        { stationId: "station", incidentId: null, crews: 1 },
      ],
    });
    expect(answer.stations[0]).toMatchObject({ crews: 3, outCrews: 2, freeCrews: 1, isAssumed: false });
    expect(answer.orders).toMatchObject([{ crews: 1 }]);
    expect(answer.incidents[0]?.missingCrews).toBe(1);
  });

  it("counts only homes that a station with a crew at hand reaches in time, by kind, and the rest as gaps", () => {
    const town = createReliefStreet({ stations: [createStation({ vehicles: 1 })] });
    const all = ask(town, { reachMinutes: 60 }).reach.find(({ kind }) => kind === "fire");
    expect(all).toMatchObject({ stations: 1, reachedPersons: 1000, gaps: [] });
    const none = ask(town, {
      reachMinutes: 60,
      crewsOut: [{ stationId: "station", incidentId: null, crews: 1 }],
    }).reach.find(({ kind }) => kind === "fire");
    expect(none).toMatchObject({ stations: 0, reachedPersons: 0 });
    expect(none?.gaps).toEqual([{ communityId: "110102001001", persons: 1000 }]);
  });

  it("suggests open ground near an incident to assemble on, not the place itself", () => {
    const town = createReliefStreet();
    const ground = (id: string, metres: number) => ({
      id,
      nameZh: id,
      nameEn: id,
      lngLat: at(metres, 0),
      landUse: "square" as const,
      grossSquareMetres: 2000,
      ruleZh: "",
      ruleEn: "",
      method: "illustrative" as const,
      source: "",
      accuracyMetres: null,
    });
    const candidates = [ground("beside", 420), ground("near", 700), ground("far", 1500)];
    const prepared = preparePack({ ...town.pack, index: { ...town.pack.index, candidates } }, planningRules);
    expect(ask(prepared, { incidents: [createIncident()] }).incidents[0]?.staging?.candidateId).toBe("near");
    expect(ask(town, { incidents: [createIncident()] }).incidents[0]?.staging).toBeNull();
  });

  it("a station without vehicles sends nobody, and one whose vehicles nobody knows one crew", () => {
    const stations = [
      createStation({ id: "none", vehicles: 0 }),
      createStation({ id: "unknown", vehicles: null }),
    ];
    const answer = ask(createReliefStreet({ stations }), {
      incidents: [createIncident({ crewsWanted: 20 })],
    });
    expect(answer.stations).toMatchObject([
      { crews: 0, isAssumed: false },
      { crews: 1, isAssumed: true },
    ]);
    expect(answer.orders).toMatchObject([{ stationId: "unknown", crews: 1 }]);
    expect(answer.incidents[0]?.missingCrews).toBe(19);
  });

  it("an incident off the district has no street near: nobody is sent and nothing breaks", () => {
    const answer = ask(createReliefStreet(), { incidents: [createIncident({ lngLat: [100, 10] })] });
    expect(answer.incidents[0]).toMatchObject({
      isOffStreets: true,
      nearest: [],
      staging: null,
      missingCrews: 1,
    });
    expect(answer.orders).toEqual([]);
  });

  it("all roads closed: nobody comes, and everybody is a gap", () => {
    const ring = [at(-500, -500), at(2500, -500), at(2500, 500), at(-500, 500)];
    const answer = ask(createReliefStreet(), {
      incidents: [createIncident()],
      reachMinutes: 60,
      scenario: createScenario({ closures: [{ kind: "area", id: "all", ring }] }),
    });
    expect(answer.orders).toEqual([]);
    expect(answer.reach.every(({ reachedPersons }) => reachedPersons === 0)).toBe(true);
  });

  it("outlines the ground that a kind reaches, and nothing where it has no crew", () => {
    const reached = ask(createReliefStreet(), { outlinedKind: "fire" });
    expect(reached.polygons.length).toBeGreaterThan(0);
    expect(ask(createReliefStreet(), { outlinedKind: "medical" }).polygons).toEqual([]);
  });

  it("no station, no incident: an answer with nothing in it", () => {
    const answer = ask(createReliefStreet({ stations: [] }), {});
    expect(answer).toMatchObject({ stations: [], incidents: [], orders: [], severityMinutes: 0 });
    expect(answer.reach.map(({ kind }) => kind)).toEqual([...STATION_KINDS]);
  });
});

/** Stations of all kinds in a town with one-way streets; the last may lie off the streets. */
function createTown(seed: number): PreparedPack {
  const random = createRandom(seed * 7);
  const { pack } = createWalkTown({ seed, homes: 20, oneWayShare: 0.2 });
  const stations = STATION_KINDS.map((kind, i) =>
    createStation({
      id: kind,
      kind,
      lngLat: at(random() * 640, random() * 480),
      mobilisationMinutes: 1 + i / 3,
    }),
  );
  return preparePack({ ...pack, index: { ...pack.index, stations } }, planningRules);
}
