import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { Estimate, RubbleAnswer } from "../../src/core/model/rubble.ts";
import type { ShortfallAnswer } from "../../src/core/model/shortfall.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

async function renderQuestions() {
  const plan = renderPlan();
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  fireEvent.click(screen.getByRole("tab", { name: "问一问" }));
  return plan;
}
const question = (name: string) => screen.getByRole("region", { name });
const press = (name: string) => {
  const button = question(name).querySelector<HTMLButtonElement>("button[data-kind=primary]");
  if (!button) throw new Error("no button");
  fireEvent.click(button);
};

const SHORT: ShortfallAnswer = {
  request: { scenario: DEFAULT_SCENARIO, openIds: [], most: 3, limitSeconds: 20 },
  persons: 20_000,
  placedPersons: 12_340,
  communities: [
    {
      communityId: "A1",
      persons: 9000,
      shortPersons: 7660,
      notReachedPersons: 7660,
      nearButFullPersons: 0,
      unknownPersons: 0,
    },
  ],
  relaxations: [
    {
      change: { kind: "minutes", extraMinutes: 30, extraMetres: 1494 },
      gainedPersons: 7000,
      stillShortPersons: 660,
    },
    {
      change: { kind: "minutes", extraMinutes: 5, extraMetres: 249 },
      gainedPersons: 3000,
      stillShortPersons: 4660,
    },
    {
      change: { kind: "square-metres", siteId: "S1", extraSquareMetres: 640 },
      gainedPersons: 1280,
      stillShortPersons: 6380,
    },
    { change: { kind: "gate", gateId: "G1", shelterId: "S1" }, gainedPersons: 90, stillShortPersons: 7570 },
  ],
  enoughMinutes: null,
  missingSquareMetres: 640,
  fewestSites: { siteIds: ["c1", "c2"], isProven: true, beyondPersons: 30 },
};

test("nothing is asked before the button is pressed", async () => {
  const { port } = await renderQuestions();
  expect([port.count("shortfall"), port.count("site")]).toEqual([0, 0]);
});

test("what is short: one press, one question; the answer in sentences and one row per change", async () => {
  const { port, store } = await renderQuestions();
  press("还缺什么");
  expect(port.last("shortfall").request).toMatchObject({ scenario: DEFAULT_SCENARIO, openIds: [] });
  await port.last("shortfall").answer(SHORT);
  const lines = [...question("还缺什么").querySelectorAll("li")].map((line) => line.textContent);
  expect(lines).toEqual([
    "7,660 人没有位置，分在 1 个社区。",
    "走得到却满了的，还差 640 平方米。",
    "走一小时也不够：缺的是位置，不只是路。",
    "备选里最少再开 2 处，备选够得着的人就都走得到。",
    "另有 30 人，哪处备选也够不着。",
  ]);
  const rows = [...question("还缺什么").querySelectorAll("tbody tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  // half an hour more is no rule anybody would make: told by the sentence on the hour, not as a row
  expect(rows).toEqual([
    ["多走 5 分钟（250 米）也算", "3,000 人"],
    ["月坛公园再加 640 平方米", "1,280 人"],
    ["打开月坛公园的东门", "90 人"],
  ]);
  fireEvent.click(screen.getByRole("button", { name: "月坛公园再加 640 平方米" }));
  expect(store.state.selection).toEqual({ layer: "shelters", id: "S1" });
});

test("a change of the conditions marks the answer as of before, and asks nothing by itself", async () => {
  const { port, store } = await renderQuestions();
  press("还缺什么");
  await port.last("shortfall").answer(SHORT);
  expect(screen.queryByText("条件已经改过，这是改之前的结果。")).toBeNull();
  store.commands.setScenario({ period: "day" });
  expect(screen.getByText("条件已经改过，这是改之前的结果。")).toBeTruthy();
  expect(port.count("shortfall")).toBe(1);
  press("还缺什么");
  expect(port.count("shortfall")).toBe(2);
});

test("rubble: the intensity goes into the question; persons cut off, their spread and the streets to clear come back", async () => {
  const { port, store } = await renderQuestions();
  fireEvent.change(screen.getByLabelText("地震烈度"), { target: { value: "9" } });
  fireEvent.change(screen.getByLabelText("怎样算倒"), { target: { value: "destroyed-or-very-heavy" } });
  press("楼倒了还走得到吗");
  const { request } = port.last("rubble");
  expect(request).toMatchObject({ intensity: 9, matrixId: "destroyed-or-very-heavy", draws: 500, seed: 1 });
  const estimate = (mean: number): Estimate => ({ mean, low: mean - 50, high: mean + 50 });
  const area = {
    id: "xicheng",
    persons: 20_000,
    unknownPersons: 0,
    beyondAnywayPersons: 4000,
    reached: estimate(15_000),
    cutOff: estimate(1000),
  };
  const street = {
    nameZh: "",
    nameEn: "",
    nearZh: "三里河路",
    nearEn: "Sanlihe Road",
    edges: [4],
    metres: 90,
    lines: [
      [
        [116.34, 39.9],
        [116.341, 39.9],
      ],
    ],
    blockedShare: 0.314,
    vehicleBlockedShare: 0.4,
    regained: estimate(420),
    stoppedPersons: 500,
  } as const;
  const answer: RubbleAnswer = {
    request,
    drawsDone: 500,
    confidence: 0.95,
    matrixId: "m",
    demandReachedShare: new Float32Array(),
    demandReachedLow: new Float32Array(),
    demandReachedHigh: new Float32Array(),
    demandMeanMinutes: new Float32Array(),
    district: area,
    subDistricts: [],
    communities: [],
    cutOffPercentiles: { p5: 700, p50: 1000, p95: 1300 },
    streets: [street],
    streetCount: 1,
    bridges: [],
    edgeBlockedShare: new Float32Array(),
    edgeVehicleBlockedShare: new Float32Array(),
    assumed: {
      buildings: 300,
      skippedBuildings: 0,
      buildingsAlong: 200,
      heightShare: 1,
      structureShare: 1,
      yearShare: 1,
      streetWidthShare: 0.2,
      collapsedBuildings: 12.3,
    },
    computeMilliseconds: 1,
  };
  await port.last("rubble").answer(answer);
  const lines = [...question("楼倒了还走得到吗").querySelectorAll(".question-lines li")];
  expect(lines.slice(0, 3).map((line) => line.textContent)).toEqual([
    "平均 1,000 人（5.0 %）本来走得到，瓦砾一埋就走不到了；这个平均数在 950 到 1,050 之间。",
    "一百次里有九十次在 700 到 1,300 人之间。",
    "掷了 500 次；沿街 200 栋房子平均倒 12 栋。",
  ]);
  const row = question("楼倒了还走得到吗").querySelector("tbody tr");
  expect([...(row?.children ?? [])].map((cell) => cell.textContent)).toEqual([
    "三里河路附近的小路",
    "420 人 · 31.4 %",
  ]);
  fireEvent.click(screen.getByRole("button", { name: "三里河路附近的小路" }));
  expect(store.state.glance?.lngLat).toEqual([116.34, 39.9]);
});
