import { describe, expect, it } from "vitest";
import { driveNetwork, driveSearch, stopSeeds, stopTime } from "../../../src/core/analysis/drive.ts";
import { drivePath } from "../../../src/core/analysis/drive-path.ts";
import { findShelter } from "../../../src/core/analysis/find-shelter.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { route } from "../../../src/core/analysis/route.ts";
import type { EdgeSnap } from "../../../src/core/graph/snap.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, RESTRICTED, type StreetNetwork } from "../../../src/core/model/network.ts";
import type { RouteAnswer, RouteRequest } from "../../../src/core/model/route.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, BOTH_WAYS, createNetwork, createTown, type EdgeSpec } from "../../fixtures/create-network.ts";
import { createPack, createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import {
  isLawful,
  memoriesOf,
  type Restriction,
  timesBeforeEdges,
  turningBackLast,
  withRestrictions,
} from "../../fixtures/turns-truth.ts";
import { walkSecondsTruth } from "../../fixtures/walk-truth.ts";

/*
 *       4 ---- 5
 *       |北街   |东街
 *  1 -- 2 ---- 3 ---- 6      长街, west to east, 200 m each; 0 lies far off
 *       |
 *       7                    南街
 */
const nodes = [
  at(-400, -400),
  at(0, 0),
  at(200, 0),
  at(400, 0),
  at(200, 200),
  at(400, 200),
  at(600, 0),
  at(200, -200),
];
const streets: EdgeSpec[] = [
  { from: 1, to: 2, name: "长街" },
  { from: 2, to: 3, name: "长街" },
  { from: 3, to: 6, name: "长街" },
  { from: 2, to: 4, name: "北街" },
  { from: 4, to: 5, name: "横街" },
  { from: 3, to: 5, name: "东街" },
  { from: 2, to: 7, name: "南街" },
];
const prepare = (network: StreetNetwork) => preparePack(createPack({ network }), planningRules);
const town = (restrictions: readonly Restriction[] = [], edges: readonly EdgeSpec[] = streets) =>
  prepare(withRestrictions(createNetwork(nodes, edges), restrictions));

const ask = (prepared: PreparedPack, from: LngLat, to: LngLat, facts: Partial<RouteRequest> = {}) =>
  route(prepared, {
    scenario: createScenario(),
    from,
    to,
    profile: "truck",
    direction: "there",
    ...facts,
  });
function way(...given: Parameters<typeof ask>): RouteAnswer {
  const result = ask(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
const said = ({ steps }: RouteAnswer) =>
  steps.map(({ turn, nameZh, metres }) => `${turn} ${nameZh} ${Math.round(metres)}`);
const WEST = at(50, 0);
const NORTH = at(200, 150);

describe("route", () => {
  it("tells a drive by streets, metres and turns, and sums to its seconds", () => {
    const answer = way(town(), WEST, NORTH);
    expect(said(answer)).toEqual(["start 长街 150", "left 北街 150"]);
    expect(answer.seconds).toBeCloseTo(300 / (30 / 3.6), 0);
    expect(answer.steps.reduce((sum, step) => sum + step.seconds, 0)).toBeCloseTo(answer.seconds, 6);
    expect(answer.metres).toBeCloseTo(300, 0);
    expect([answer.line[0], answer.line.at(-1)]).toEqual([WEST, NORTH]);
    expect(answer.slopeUnknownMetres).toBeNull();
  });

  it("drives round a turn that is forbidden, and turns back at the end of a blind street where that is quicker", () => {
    const noLeft: Restriction = { kind: "no", run: [0, 6], appliesTo: RESTRICTED.truck };
    // down the southern street and back up: 700 m, as on to the next corner and back; 800 m round the block
    const back = way(town([noLeft]), WEST, NORTH);
    expect(said(back)).toEqual(["start 长街 150", "right 南街 200", "back 南街 200", "straight 北街 150"]);
    const noTurning: Restriction = { ...noLeft, run: [12, 13] };
    // at the next corner the street goes on, so nobody turns back there: round the block
    const round = way(town([noLeft, noTurning]), WEST, NORTH);
    expect(said(round)).toEqual(["start 长街 350", "left 东街 200", "left 横街 200", "left 北街 50"]);
    // before a closed street the way back is the only one
    const closures = [at(405, 100), at(500, 0)].map(
      (lngLat): Closure => ({ kind: "street", id: `${lngLat[0]}`, lngLat }),
    );
    const before = way(town([noLeft, noTurning]), WEST, NORTH, { scenario: createScenario({ closures }) });
    expect(said(before)).toEqual(["start 长街 350", "back 长街 200", "right 北街 150"]);
    // it binds the truck alone
    expect(said(way(town([noLeft]), WEST, NORTH, { profile: "fire-engine" }))).toHaveLength(2);
    expect(said(way(town([noLeft]), WEST, NORTH, { profile: "walk" }))).toHaveLength(2);
  });

  it("there and back are two ways where a street is one-way", () => {
    const oneWay = BOTH_WAYS & ~EDGE_FLAG.vehicleBackward;
    const prepared = town(
      [],
      streets.map((edge, i) => (i === 3 ? { ...edge, flags: oneWay } : edge)),
    );
    const there = way(prepared, WEST, at(200, 200));
    const back = way(prepared, WEST, at(200, 200), { direction: "back" });
    expect(said(there)).toEqual(["start 长街 150", "left 北街 200"]);
    expect(said(back)).toEqual(["start 横街 200", "right 东街 200", "right 长街 350"]);
    expect(back.line[0]).toEqual(at(200, 200));
    expect(back).toMatchObject(omitRequest(way(prepared, at(200, 200), WEST)));
  });

  it("names a corner within lanes that have no name, and none where there is no choice", () => {
    const unnamed = streets.map(({ name, ...edge }) => edge);
    expect(said(way(town([], unnamed), WEST, NORTH))).toEqual(["start  150", "left  150"]);
    const noChoice = unnamed.filter((_, i) => i === 0 || i === 3);
    expect(said(way(town([], noChoice), WEST, NORTH))).toEqual(["start  300"]);
  });

  it("walks at one's own pace, and at the rule's where none is given", () => {
    const prepared = town();
    const seconds = (metresPerSecond: number | null, profile: RouteRequest["profile"] = "walk") =>
      way(prepared, WEST, NORTH, { profile, scenario: createScenario({ metresPerSecond }) }).seconds;
    expect(seconds(null)).toBeCloseTo(300 / 0.83, 0);
    expect(seconds(2)).toBeCloseTo(150, 0);
    expect(seconds(0.1)).toBeCloseTo(3000, 0);
    expect(seconds(2, "wheelchair")).toBeCloseTo(150, 0);
    expect(seconds(2, "truck")).toBe(seconds(null, "truck"));
  });

  it("takes a wheelchair round a slope known to be too steep, and says how much of the way nobody knows", () => {
    const plain = createNetwork(nodes, streets);
    const steep = (percent: number) =>
      prepare({ ...plain, edgeInclinePercent: Int8Array.of(0, 0, 0, percent, 3, 0, 0) });
    const wheels = { profile: "wheelchair" } as const;
    const place = at(200, 200);
    expect(said(way(steep(-9), WEST, place, wheels))).toEqual([
      "start 长街 350",
      "left 东街 200",
      "left 横街 200",
    ]);
    expect(way(steep(-9), WEST, place, wheels).slopeUnknownMetres).toBeCloseTo(550, 0);
    expect(said(way(steep(8), WEST, place, wheels))).toEqual(["start 长街 150", "left 北街 200"]);
    expect(said(way(steep(-9), WEST, place, { profile: "walk" }))).toHaveLength(2);
  });

  it("keeps to the closures, also at one's own pace", () => {
    const closures = [{ kind: "street", id: "c", lngLat: at(205, 100) }] as const;
    for (const [profile, metresPerSecond] of [
      ["truck", null],
      ["walk", null],
      ["walk", 1.1],
    ] as const)
      expect(
        said(
          way(town(), WEST, at(300, 200), {
            profile,
            scenario: createScenario({ closures, metresPerSecond }),
          }),
        ),
      ).toEqual(["start 长街 350", "left 东街 200", "left 横街 100"]);
  });

  it("is the walk to the shelter that find tells", () => {
    const prepared = createWalkTown({ seed: 3 });
    const scenario = createScenario();
    for (const cell of prepared.pack.demand.slice(0, 15)) {
      const found = findShelter(prepared, { scenario, origin: cell.lngLat });
      if (!found.ok) throw new Error(found.failure.code);
      const gate = prepared.pack.index.gates.find(({ id }) => id === found.value.best.gateId);
      const answer = way(prepared, cell.lngLat, gate?.lngLat as LngLat, { profile: "walk" });
      expect(answer).toMatchObject(found.value.route);
    }
  });

  it("walks as the slow truth does, one-ways and own paces included", () => {
    for (const seed of [1, 2, 3]) {
      const prepared = createWalkTown({ seed, oneWayShare: 0.3 });
      const places = prepared.pack.demand.slice(0, 8).map((cell) => cell.lngLat);
      const truth = walkSecondsTruth(prepared.pack.network, 1.17, places, places);
      places.forEach((from, i) => {
        places.forEach((to, j) => {
          if (i === j) return;
          const answer = ask(prepared, from, to, {
            profile: "walk",
            scenario: createScenario({ metresPerSecond: 1.17 }),
          });
          const seconds = answer.ok ? answer.value.seconds : Infinity;
          if (truth[i]?.[j] === Infinity)
            expect(answer).toMatchObject({ failure: { code: "NO_WAY_BETWEEN" } });
          // every street is rounded to a tenth of a second
          else expect(Math.abs(seconds - (truth[i]?.[j] as number))).toBeLessThan(2);
        });
      });
    }
  });
});

const omitRequest = ({ request, ...answer }: RouteAnswer) => answer;

describe("route is told by its failure", () => {
  it("a place outside the district", () => {
    expect(ask(town(), WEST, [117.5, 39.9])).toMatchObject({ failure: { code: "PLACE_OUTSIDE_DISTRICT" } });
  });
  it("no street a truck may drive near the place", () => {
    const foot = EDGE_FLAG.footForward | EDGE_FLAG.footBackward;
    const prepared = town([], [...streets, { from: 0, to: 0, shape: [at(-400, -410)], flags: foot }]);
    expect(ask(prepared, WEST, at(-400, -400))).toMatchObject({
      failure: { code: "PLACE_FAR_FROM_STREET", limitMetres: 150 },
    });
    expect(ask(prepared, WEST, at(-400, -400), { profile: "walk" })).toMatchObject({
      failure: { code: "NO_WAY_BETWEEN", profile: "walk" },
    });
  });
  it("a disconnected network", () => {
    const prepared = town([], [...streets, { from: 0, to: 0, shape: [at(-400, -410)] }]);
    for (const profile of ["walk", "wheelchair", "truck", "fire-engine"] as const)
      expect(ask(prepared, WEST, at(-400, -400), { profile })).toMatchObject({
        failure: { code: "NO_WAY_BETWEEN", profile },
      });
  });
  it("a turn restriction that leaves no way", () => {
    const only = ["no", "only"] as const;
    const shut = only.map((kind): Restriction => ({ kind, run: [0, 6], appliesTo: RESTRICTED.truck }));
    expect(ask(town(shut), WEST, NORTH)).toMatchObject({
      failure: { code: "NO_WAY_BETWEEN", profile: "truck" },
    });
  });
  it("a place that is both ends", () => {
    expect(way(town(), WEST, WEST)).toMatchObject({ seconds: 0, metres: 0, steps: [] });
  });
});

/** A town with restricted runs strewn over it, bound to trucks. */
function createRestrictedTown(seed: number) {
  const random = createRandom(seed);
  const plain = createTown({ columns: 4, rows: 4, spacingMetres: 80, random, oneWayShare: 0.2 });
  const pick = (list: readonly number[]) => list[Math.floor(random() * list.length)] as number;
  const head = (d: number) => (d % 2 ? plain.edgeFrom : plain.edgeTo)[d >> 1] as number;
  const every = [...Array(plain.edgeCount * 2).keys()];
  const restrictions = Array.from({ length: 12 }, (): Restriction => {
    const run = [pick(every)];
    for (let length = 2 + Math.floor(random() * 2); run.length < length; )
      run.push(pick(every.filter((d) => head(d ^ 1) === head(run.at(-1) as number))));
    return { kind: random() < 0.7 ? "no" : "only", run, appliesTo: RESTRICTED.truck };
  });
  const stops = Array.from(
    { length: 12 },
    (): EdgeSnap => ({
      edge: Math.floor(random() * plain.edgeCount),
      alongShare: [0, 1, random(), random()][Math.floor(random() * 4)] as number,
      accessMetres: 0,
    }),
  );
  return { prepared: prepare(withRestrictions(plain, restrictions)), restrictions, stops };
}

describe("drives between stops", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "are the quickest lawful ones, outwards and towards alike, in a made-up town %i",
    (seed) => {
      const { prepared, restrictions, stops } = createRestrictedTown(seed);
      const { network } = prepared.pack;
      const drive = driveNetwork(prepared, "truck", []);
      const { directed } = drive.costs;
      const memories = turningBackLast(memoriesOf(network, restrictions), directed);
      const cost = (d: number, share: number) =>
        share === 0 ? 0 : directed[d] === 0xffffffff ? Infinity : Math.round((directed[d] as number) * share);
      const node = (d: number) => (d % 2 ? network.edgeTo : network.edgeFrom)[d >> 1] as number;
      /** Whole drives of at least one junction, from both ends of one street to both ends of the other. */
      const truth = (from: EdgeSnap, to: EdgeSnap) => {
        let best = Infinity;
        if (from.edge === to.edge)
          best = cost(
            from.edge * 2 + (to.alongShare >= from.alongShare ? 0 : 1),
            Math.abs(to.alongShare - from.alongShare),
          );
        for (const back of [0, 1]) {
          const leave = from.edge * 2 + back;
          const left = back ? from.alongShare : 1 - from.alongShare;
          const start = left === 0 ? network.edgeCount * 2 + node(leave ^ 1) : leave;
          const before = timesBeforeEdges(network, directed, memories, start);
          for (const other of [0, 1]) {
            const last = to.edge * 2 + other;
            const driven = other ? 1 - to.alongShare : to.alongShare;
            // at a junction itself the drive ends with whatever edge leads there
            const until =
              driven > 0
                ? (before[last] as number)
                : Math.min(
                    node(leave ^ 1) === node(last) ? 0 : Infinity,
                    ...before.map((time, d) => (node(d ^ 1) === node(last) ? time + cost(d, 1) : Infinity)),
                  );
            best = Math.min(best, cost(leave, left) + until + cost(last, driven));
          }
        }
        return best;
      };
      let reached = 0;
      for (const from of stops)
        for (const to of stops) {
          const legs = drivePath(prepared, drive, from, to);
          const seconds = legs ? legs.reduce((sum, leg) => sum + leg.deciseconds, 0) : Infinity;
          expect(seconds).toBe(truth(from, to));
          const tree = driveSearch(prepared, drive, "towards", stopSeeds(drive, to, "towards", 0, 0));
          expect(stopTime(drive, tree, from, "towards", to).deciseconds).toBe(seconds);
          if (!legs) continue;
          reached++;
          const edges = legs
            .filter((leg) => leg.fromShare !== leg.toShare)
            .map((leg) => leg.edge * 2 + (leg.toShare > leg.fromShare ? 0 : 1));
          expect(isLawful(restrictions, edges)).toBe(true);
        }
      expect(reached).toBeGreaterThan(50);
    },
  );
});
