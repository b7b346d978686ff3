import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { type CommandSceneParts, commandScene } from "../../src/map/scenes/command-scene.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { siteRows } from "../../src/state/command-selectors.ts";
import { createAppStore } from "../../src/state/store.ts";
import { createBoardAnswer, createCommandPack, createStretch } from "../fixtures/create-command.ts";

const pack = createCommandPack();
const words = wordsOf("zh-CN");

function sceneAt(elapsedMinutes: number, more: Partial<CommandSceneParts> = {}, closures = false) {
  const store = createAppStore(initialSharedState("command", "zh-CN"), [], 600);
  if (closures) store.commands.closeStreetAt([116.345, 39.89]);
  return commandScene(store.state, {
    words,
    sites: siteRows(createBoardAnswer(), pack, elapsedMinutes),
    closedStretches: [],
    elapsedMinutes,
    preview: null,
    isStale: false,
    focus: null,
    alerts: [],
    ...more,
  });
}

test("late and tight places carry their name and how late they are", () => {
  const { markers, shelterStates } = sceneAt(0);
  const labels = markers.map((marker) => [marker.kind, marker.label]);
  expect(labels).toContainEqual(["shelter-late", "月坛公园\n晚 38 分"]);
  expect(labels).toContainEqual(["shelter-late", "玫瑰公园\n车到不了"]);
  expect(labels).toContainEqual(["shelter-late", "宣武艺园\n40 人不够"]);
  expect(labels).toContainEqual(["shelter-tight", "陶然亭公园\n余 9 分"]);
  expect(shelterStates).toEqual({ S1: "late", S2: "late", S3: "tight", S5: "late" });
});

test("of two late places close together the worse one is named", () => {
  const sites = siteRows(createBoardAnswer(), pack, 0).map((row) => ({
    ...row,
    lngLat: [116.35, 39.91] as const,
  }));
  const { markers } = sceneAt(0, { sites });
  expect(markers.filter((marker) => marker.kind !== "truck")).toHaveLength(4);
  expect(markers.flatMap((marker) => marker.label ?? [])).toEqual(["玫瑰公园\n车到不了"]);
});

test("only routes that are late, tight or under way are drawn, each with its role", () => {
  const rolesAt = (minute: number) =>
    Object.fromEntries(sceneAt(minute).lines.map((line) => [line.id, line.role]));
  expect(rolesAt(0)).toEqual({ "truck-S1": "truck-late", "truck-S3": "truck-tight" });
  expect(rolesAt(100)).toEqual({
    "truck-S1": "truck-late",
    "truck-S3": "truck-tight",
    "truck-S4": "truck",
    "truck-S5": "truck",
  });
});

test("a truck under way has done the share of its line that its drive has lasted", () => {
  const truck = sceneAt(90).flows?.find((flow) => flow.id === "truck-at-S4");
  expect(truck?.role).toBe("truck");
  // half of the drive
  expect(truck?.doneShare).toBeCloseTo(0.5, 6);
  expect(sceneAt(121).flows?.some((flow) => flow.id === "truck-at-S4")).toBe(false);
});

test("a closure is its stretch with a sign and its name; until found, a sign where it was clicked", () => {
  const waiting = sceneAt(0, {}, true);
  expect(waiting.lines.filter((line) => line.role === "closure")).toEqual([]);
  expect(waiting.markers.find((marker) => marker.kind === "closure")).toMatchObject({
    lngLat: [116.345, 39.89],
  });
  const closureId = "116.34500,39.89000";
  const found = sceneAt(0, { closedStretches: [createStretch({ closureId })] }, true);
  expect(found.lines.find((line) => line.role === "closure")?.line).toEqual(createStretch().line);
  expect(found.markers.find((marker) => marker.kind === "closure")?.label).toBe("广安门桥断");
});

test("the stretch asked about is drawn as the person's own, not as closed", () => {
  const { lines, markers } = sceneAt(0, { preview: createStretch() });
  expect(lines.find((line) => line.id === "closure-preview")?.role).toBe("you");
  expect(markers.find((marker) => marker.id === "closure-preview")?.label).toBe("广安门桥");
});

test("a selected place shows the way of its truck", () => {
  const store = createAppStore(initialSharedState("command", "zh-CN"), [], 600);
  store.commands.select("shelters", "S4");
  const { lines } = commandScene(store.state, {
    words,
    sites: siteRows(createBoardAnswer(), pack, 0),
    closedStretches: [],
    elapsedMinutes: 0,
    preview: null,
    isStale: false,
    focus: null,
    alerts: [],
  });
  expect(lines.find((line) => line.id === "truck-S4")?.role).toBe("truck");
});

test("warnings in force are an outline and a numeral with its word, and no polygon that could be filled", () => {
  const store = createAppStore(initialSharedState("command", "zh-CN"), [], 600);
  const alert = {
    id: "weather,1",
    level: "orange",
    event: "暴雨",
    headline: "",
    text: "",
    sender: "",
    expiresAt: null,
    isCancelled: false,
    rings: [
      [
        [116.33, 39.88],
        [116.39, 39.88],
        [116.36, 39.94],
      ],
    ],
  } as const;
  const { lines, markers, polygons } = commandScene(store.state, {
    words,
    sites: [],
    closedStretches: [],
    elapsedMinutes: 0,
    preview: null,
    isStale: true,
    focus: null,
    alerts: [alert],
  });
  expect(polygons).toEqual([]);
  expect(lines).toEqual([
    { id: "alert-weather,1-0", role: "alert-orange", line: [...alert.rings[0], alert.rings[0][0]] },
  ]);
  expect(markers).toEqual([
    expect.objectContaining({ kind: "alert", lngLat: [116.36, 39.94], label: "Ⅱ 橙色\n暴雨" }),
  ]);
});
