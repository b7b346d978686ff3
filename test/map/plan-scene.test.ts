import { expect, test } from "vitest";
import { frameAround, planScene, unmetByCommunity } from "../../src/map/scenes/plan-scene.ts";
import { type AnalysisTasks, initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import {
  createCoverageAnswer,
  createExplainAnswer,
  createFieldAnswer,
  createIsochroneAnswer,
  createPackIndex,
} from "../fixtures/create-plan.ts";

const parts = { pack: createPackIndex(), probeLabel: "12 分钟", focus: null, reachMinutes: 10 };

function createStore() {
  const store = createAppStore(initialSharedState("plan", "zh-CN"), [], 600);
  store.set("pack", { status: "ready", index: parts.pack });
  return store;
}

const done = <Answer extends { readonly request: unknown }>(answer: Answer) => ({
  status: "done" as const,
  request: answer.request,
  answer,
});

test("before any answer there is a map without data", () => {
  const scene = planScene(createStore().state, parts);
  expect(scene.polygons).toEqual([]);
  expect(scene.unmet).toBeNull();
  expect(scene.markers).toEqual([]);
});

test("the field is drawn largest first and marks the rule in force", () => {
  const store = createStore();
  store.setTask("minutesField", done(createFieldAnswer()) as AnalysisTasks["minutesField"]);
  const { polygons } = planScene(store.state, parts);
  expect(polygons.map((polygon) => polygon.minutes)).toEqual([20, 15, 10, 5]);
  expect(polygons.filter((polygon) => polygon.isRule).map((polygon) => polygon.minutes)).toEqual([10]);
});

test("the line of the rule follows the slider where the field has that minute, else stays", () => {
  const store = createStore();
  store.setTask("minutesField", done(createFieldAnswer()) as AnalysisTasks["minutesField"]);
  const ruleAt = (reachMinutes: number) =>
    planScene(store.state, { ...parts, reachMinutes }).polygons.find((polygon) => polygon.isRule)?.minutes;
  expect([ruleAt(15), ruleAt(12)]).toEqual([15, 10]);
});

test("persons not reached stand at their community and none is lost", () => {
  const answer = createCoverageAnswer();
  const unmet = unmetByCommunity(answer, parts.pack);
  const persons = unmet.features.map((feature) => feature.properties.persons);
  expect(persons.reduce((sum, count) => sum + count, 0)).toBe(answer.district.notReachedPersons);
  expect(unmet.features[0]?.geometry.coordinates).toEqual([116.341, 39.911]);
});

test("a community where everybody is reached has no circle", () => {
  const answer = createCoverageAnswer();
  const [first, ...others] = answer.communities;
  const unmet = unmetByCommunity(
    { ...answer, communities: [{ ...first!, notReachedPersons: 0 }, ...others] },
    parts.pack,
  );
  expect(unmet.features).toHaveLength(2);
});

test("the place asked about shows its reach, its way and the gate", () => {
  const store = createStore();
  store.commands.setProbe([116.342, 39.908]);
  store.setTask("isochrone", done(createIsochroneAnswer()) as AnalysisTasks["isochrone"]);
  store.setTask("explain", done(createExplainAnswer()) as AnalysisTasks["explain"]);
  const scene = planScene(store.state, parts);
  expect(scene.polygons.map((polygon) => polygon.role)).toEqual(["reach"]);
  expect(scene.lines.map((line) => line.role)).toEqual(["you"]);
  expect(scene.markers).toEqual([
    { id: "probe", kind: "probe", lngLat: [116.342, 39.908], label: "12 分钟" },
    { id: "gate-G1", kind: "gate", lngLat: [116.351, 39.91] },
  ]);
  expect(scene.shelterStates).toEqual({ S1: "answer" });
});

test("without a place nothing of the last one stays on the map", () => {
  const store = createStore();
  store.setTask("isochrone", done(createIsochroneAnswer()) as AnalysisTasks["isochrone"]);
  store.setTask("explain", done(createExplainAnswer()) as AnalysisTasks["explain"]);
  const scene = planScene(store.state, parts);
  expect([scene.polygons, scene.lines, scene.markers]).toEqual([[], [], []]);
});

test("an old field, or a slider ahead of it, is stale", () => {
  const store = createStore();
  const answer = createFieldAnswer();
  store.setTask("minutesField", {
    status: "running",
    request: answer.request,
    previous: answer,
    progressShare: 0,
  });
  expect(planScene(store.state, parts).isStale).toBe(true);
  store.setTask("minutesField", done(answer) as AnalysisTasks["minutesField"]);
  expect(planScene(store.state, parts).isStale).toBe(false);
  expect(planScene(store.state, { ...parts, reachMinutes: 12 }).isStale).toBe(true);
});

test("closures of the scenario are on the map: a sign for a street, a closed ring for an area", () => {
  const store = createStore();
  store.commands.closeStreetAt([116.35, 39.9]);
  store.commands.closeArea([
    [116.35, 39.9],
    [116.36, 39.9],
    [116.36, 39.91],
  ]);
  const scene = planScene(store.state, parts);
  expect(scene.markers.map((marker) => marker.kind)).toEqual(["closure"]);
  const ring = scene.polygons.find((polygon) => polygon.role === "closure")?.geometry.coordinates[0]?.[0];
  expect(ring?.at(0)).toEqual(ring?.at(-1));
  expect(ring).toHaveLength(4);
});

test("the frame around an area holds it and is as high as it is wide on the ground", () => {
  const [west, south, east, north] = frameAround([116.35, 39.9], 4_000_000);
  const metresHigh = (north - south) * 111_195;
  const metresWide = (east - west) * 111_195 * Math.cos((39.9 * Math.PI) / 180);
  expect(metresHigh).toBeCloseTo(3000, 0);
  expect(metresWide).toBeCloseTo(metresHigh, 3);
});

test("those near but full have rings of their own, and none is lost", () => {
  const answer = createCoverageAnswer();
  const crowded = unmetByCommunity(answer, parts.pack, "nearButFullPersons");
  const persons = crowded.features.map((feature) => feature.properties.persons);
  expect(persons.reduce((sum, count) => sum + count, 0)).toBe(answer.district.nearButFullPersons);
  const store = createStore();
  expect(planScene(store.state, parts).crowded).toBeNull();
  store.setTask("coverage", done(answer) as AnalysisTasks["coverage"]);
  expect(planScene(store.state, parts).crowded).toEqual(crowded);
});
