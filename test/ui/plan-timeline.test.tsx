import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { BuildOrderAnswer, BuildOrderRequest } from "../../src/core/model/build-order.ts";
import type { Candidate } from "../../src/core/model/pack.ts";
import { ok } from "../../src/core/result.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

const IDS = ["c1", "c2", "c3", "c4", "c5"] as const;
const CANDIDATES = IDS.map(
  (id, i): Candidate => ({
    id,
    nameZh: `备选${i + 1}`,
    nameEn: "",
    lngLat: [116.36, 39.9],
    landUse: i === 0 ? "vacated-plot" : "park",
    grossSquareMetres: 4000,
    ruleZh: "",
    ruleEn: "",
    method: "illustrative",
    source: "test",
    accuracyMetres: null,
  }),
);
const answerOf = (
  request: BuildOrderRequest,
  plan: readonly (readonly string[])[],
  values: readonly number[],
): BuildOrderAnswer => ({
  request,
  existingIds: [],
  years: plan.map((newIds, y) => ({
    year: y + 1,
    newIds,
    chosenIds: plan.slice(0, y + 1).flat(),
    value: values[y] ?? 0,
    best: { chosenIds: [], value: values[y] ?? 0, proof: { status: "optimal" } },
    regret: 0,
    regretShare: 0,
    coveredPersons: 0,
  })),
  totalRegret: 0,
  proof: { status: "optimal" },
  uncoverablePersons: 0,
  persons: 20_000,
});
const PLAN = [
  ["c1", "c2"],
  ["c3", "c4"],
];

async function renderTimeline() {
  const plan = renderPlan();
  await plan.port.opens(ok({ ...createPackIndex(), candidates: CANDIDATES }));
  await plan.port.last("coverage").answer(createCoverageAnswer());
  fireEvent.click(timeline().getByRole("button", { name: "排次序" }));
  const { request } = plan.port.last("buildOrder");
  await plan.port.last("buildOrder").answer(answerOf(request, PLAN, [9000, 9500]));
  return { ...plan, request };
}
const timeline = () => within(screen.getByRole("region", { name: "建设次序" }));
const boxes = () =>
  [...document.querySelectorAll(".timeline-year")].map((year) =>
    [...year.querySelectorAll("[data-site]")].map((box) => box.getAttribute("data-site")),
  );
const box = (id: string) => document.querySelector(`[data-site="${id}"]`) as HTMLElement;

test("two a year and ten in all, as the plan has it, is what is asked", async () => {
  const { request } = await renderTimeline();
  expect(request).toMatchObject({ perYear: 2, years: 5, kind: "cover-most-with-room", goal: "every-year" });
  expect(boxes()).toEqual(PLAN);
  expect(timeline().getByText(/已证明没有更好的次序。 每一年都是当年最好。/)).toBeTruthy();
});

test("an arrow key moves a site to the next year, and what that costs is worked out exactly", async () => {
  const { port, request } = await renderTimeline();
  box("c1").focus();
  fireEvent.keyDown(box("c1"), { key: "ArrowRight" });
  expect(boxes()).toEqual([
    ["c3", "c2"],
    ["c1", "c4"],
  ]);
  const asked = port.last("buildOrder").request;
  expect(asked.fixedYears).toEqual({ c3: 1, c2: 1, c1: 2, c4: 2 });
  expect(asked.forbiddenIds).toEqual(["c5"]);
  await port.last("buildOrder").answer(answerOf(request, boxes() as string[][], [8800, 9500]));
  expect(timeline().getByText(/手改过：比排出来的差 200 人。/)).toBeTruthy();
  expect(timeline().getByText(/各年合计比“当年最好”差 200 人。/)).toBeTruthy();
  fireEvent.click(timeline().getByRole("button", { name: "还原成排出来的" }));
  expect(boxes()).toEqual(PLAN);
});

test("what is fixed does not move, and the next order keeps it in its year", async () => {
  const { port } = await renderTimeline();
  fireEvent.click(box("c3"));
  fireEvent.click(timeline().getByLabelText("固定在这一年"));
  fireEvent.keyDown(box("c3"), { key: "ArrowLeft" });
  expect(boxes()).toEqual(PLAN);
  fireEvent.click(timeline().getByRole("button", { name: "再排一次" }));
  expect(port.last("buildOrder").request.fixedYears).toEqual({ c3: 2 });
});

test("a vacated plot may be late: the loss is told, and the order that reckons with it is used at a click", async () => {
  const { port, request } = await renderTimeline();
  fireEvent.click(box("c1"));
  expect(timeline().getByText("腾退地默认当作可能晚，这是假设。")).toBeTruthy();
  fireEvent.click(timeline().getByRole("button", { name: "算算晚了差多少" }));
  // First the same order with it a year late, then the best order with it in that year.
  expect(port.last("buildOrder").request.fixedYears).toEqual({ c2: 1, c3: 2, c4: 2, c1: 2 });
  await port.last("buildOrder").answer(answerOf(request, [["c2"], ["c3", "c4", "c1"]], [8300, 9500]));
  expect(port.last("buildOrder").request.fixedYears).toEqual({ c1: 2 });
  const better = [
    ["c2", "c3"],
    ["c1", "c4"],
  ];
  await port.last("buildOrder").answer(answerOf(request, better, [8900, 9500]));
  expect(timeline().getByText("备选1不能按时：各年合计少 700 人。")).toBeTruthy();
  fireEvent.click(timeline().getByRole("button", { name: "改成不靠它的次序" }));
  expect(boxes()).toEqual(better);
});

test("the years go into the scheme as one step of undo", async () => {
  const { store } = await renderTimeline();
  fireEvent.click(timeline().getByRole("button", { name: "把年份写进方案" }));
  const { schemes, done } = store.state.schemes;
  const thisYear = new Date().getFullYear();
  expect(done).toHaveLength(1);
  expect(schemes[0]?.proposals.sites.map(({ candidateId, year }) => [candidateId, year])).toEqual([
    ["c1", thisYear],
    ["c2", thisYear],
    ["c3", thisYear + 1],
    ["c4", thisYear + 1],
  ]);
});
