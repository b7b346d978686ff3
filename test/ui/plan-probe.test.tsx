import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { ExplainAnswer } from "../../src/core/model/explain.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";
import { createCoverageAnswer, createExplainAnswer, createIsochroneAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

async function renderAsked() {
  const plan = renderPlan();
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  plan.map().onClick({ lngLat: [116.342, 39.908], feature: null });
  return plan;
}

test("a click on the map asks for the reach and the why of that place", async () => {
  const { port } = await renderAsked();
  expect(port.last("explain").request.lngLat).toEqual([116.342, 39.908]);
  expect(port.last("isochrone").request).toMatchObject({ origin: [116.342, 39.908], cutoffMinutes: [10] });
  expect(screen.getByRole("heading", { name: "正在找最近的门口" })).toBeTruthy();
});

test("a click on a symbol selects it and asks nothing", () => {
  const { map, store } = renderPlan();
  map().onClick({ lngLat: [116.35, 39.9], feature: { layer: "shelters", id: "S1" } });
  expect(store.state.probe).toBeNull();
  expect(store.state.selection).toEqual({ layer: "shelters", id: "S1" });
});

test("a click on ground that belongs to a layer still asks about the place", () => {
  const { map, store } = renderPlan();
  map().onClick({ lngLat: [116.35, 39.9], feature: { layer: "communities", id: "A1" } });
  expect(store.state.probe).toEqual([116.35, 39.9]);
});

test("the card says goal, verdict and every part of the way; the parts sum to the total", async () => {
  const { container, port } = await renderAsked();
  await port.last("explain").answer(createExplainAnswer());
  await port.last("isochrone").answer(createIsochroneAnswer());
  expect(screen.getByRole("heading", { name: "为什么是 12 分钟" })).toBeTruthy();
  expect(screen.getByText("去月坛公园，走东门")).toBeTruthy();
  expect(screen.getByText(/超过 10 分钟，多 2 分钟/)).toBeTruthy();
  expect(screen.getByText(/住着 5,430 人/)).toBeTruthy();
  const cells = [...container.querySelectorAll(".probe-parts td")].map((cell) => cell.textContent);
  expect(cells).toEqual([
    "20 米",
    "24 秒",
    "531 米",
    "10 分 40 秒",
    "30 米",
    "36 秒",
    "581 米",
    "11 分 40 秒",
  ]);
});

test("each cause of not being reached has its own words", async () => {
  const { map, port, store } = await renderAsked();
  const said = new Set<string>();
  for (const cause of [
    "no-street-near",
    "no-shelter-fits",
    "gates-shut",
    "gates-off-streets",
    "no-step-free-way",
    "closures",
    "island",
  ] as const) {
    const answer: ExplainAnswer = {
      kind: "not-reached",
      request: { scenario: DEFAULT_SCENARIO, lngLat: [116.342, 39.908] },
      cause,
      nearestStreetMetres: 312,
      snapLimitMetres: 150,
      shutGate: null,
      cutOff: null,
      costliestClosure: null,
      onFootSeconds: null,
    };
    await port.last("explain").answer(answer);
    const goal = document.querySelector(".probe-goal")?.textContent ?? "";
    expect(goal).not.toBe("");
    said.add(goal);
    store.commands.setProbe(null);
    map().onClick({ lngLat: [116.342, 39.908], feature: null });
  }
  expect(said.size).toBe(7);
  expect([...said][0]).toContain("310 米");
});

test("the card says the queue, the costliest closure, the shut gate and the missing link in words", async () => {
  const { port } = await renderAsked();
  const closure = (id: string) => ({ kind: "street", id, lngLat: [116.34, 39.9] }) as const;
  const answer = createExplainAnswer();
  if (answer.kind !== "reached") throw new Error(answer.cause);
  await port.last("explain").answer({
    ...answer,
    request: { ...answer.request, scenario: { ...DEFAULT_SCENARIO, closures: [closure("a"), closure("b")] } },
    parts: [
      ...answer.parts.slice(0, 2),
      { kind: "crossing", nameZh: "三里河路", nameEn: "", metres: 0, seconds: 0, modelled: false },
      ...answer.parts.slice(2),
    ],
    closureSeconds: 300,
    costliestClosure: { closureId: "b", savedSeconds: 240 },
    shutGate: { gateId: "G1", shelterId: "S1", state: "locked", seconds: 360, savedSeconds: 340 },
    missingLink: { from: [116.34, 39.9], to: [116.341, 39.9], metres: 85, savedSeconds: 180 },
  });
  const said = [...document.querySelectorAll(".probe-reasons li")].map((item) => item.textContent);
  expect(said).toEqual([
    "其中断路让这里多走 5 分钟。",
    "第 2 处断路影响最大：只清掉它，就省 4 分钟。",
    "月坛公园东门锁着；开着的话，这里是 6 分钟。",
    expect.stringMatching(/最近的门口是它的有 2,600 人，门宽 4.0 米：一起来，全进去要 8 分钟。/),
    "图上虚线处要是有一条 85 米的路，就省 3 分钟。中间隔着什么，不知道。",
  ]);
  expect(screen.getByRole("row", { name: "过三里河路 等灯未计" })).toBeTruthy();
});

test("closing the card takes the place, its reach and its way off the map", async () => {
  const { map, port, store } = await renderAsked();
  await port.last("explain").answer(createExplainAnswer());
  await port.last("isochrone").answer(createIsochroneAnswer());
  expect(map().scene().polygons).toHaveLength(1);
  fireEvent.click(screen.getByRole("button", { name: "关掉这张卡" }));
  expect(store.state.probe).toBeNull();
  expect(map().scene().polygons).toHaveLength(0);
  expect(screen.queryByRole("heading", { name: /为什么/ })).toBeNull();
});

test("a place can be asked about by name alone, with the keyboard", async () => {
  const { map, openPack, store } = renderPlan();
  await openPack();
  const box = screen.getByRole("combobox", { name: "问一个地方" });
  fireEvent.input(box, { target: { value: "mxd" } });
  expect(screen.getByRole("option", { name: /木樨地/ })).toBeTruthy();
  fireEvent.keyDown(box, { key: "Enter" });
  expect(store.state.probe).toEqual([116.342, 39.908]);
  expect(map().scene().focus).not.toBeNull();
});

test("a place outside the district fails once, in words, and the board stays", async () => {
  const { container, port } = await renderAsked();
  await port.last("explain").fail({ code: "PLACE_OUTSIDE_DISTRICT", metresAway: 420 });
  await port.last("isochrone").fail({ code: "PLACE_OUTSIDE_DISTRICT", metresAway: 420 });
  expect(screen.getAllByText("这里不在本区")).toHaveLength(1);
  expect(container.querySelectorAll(".number-value")).toHaveLength(4);
});
