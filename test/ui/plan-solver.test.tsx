import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { Candidate } from "../../src/core/model/pack.ts";
import type { SiteAnswer, SiteRequest } from "../../src/core/model/siting.ts";
import { ok } from "../../src/core/result.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

const CANDIDATES: readonly Candidate[] = (
  [
    ["c1", "备选一", "park"],
    ["c2", "备选二", "square"],
    ["c3", "备选三", "square"],
  ] as const
).map(([id, nameZh, landUse]) => ({
  id,
  nameZh,
  nameEn: "",
  lngLat: [116.36, 39.9],
  landUse,
  grossSquareMetres: 4000,
  ruleZh: "",
  ruleEn: "",
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
}));

async function renderSolver() {
  const plan = renderPlan();
  await plan.port.opens(ok({ ...createPackIndex(), candidates: CANDIDATES }));
  await plan.port.last("coverage").answer(createCoverageAnswer());
  fireEvent.click(screen.getByRole("tab", { name: "新建在哪" }));
  return plan;
}
const panel = () => within(screen.getByRole("region", { name: "新建在哪" }));
const solve = () => fireEvent.click(panel().getByRole("button", { name: /^(求解|再解一次)$/ }));
const answerOf = (request: SiteRequest, facts: Partial<SiteAnswer> = {}): SiteAnswer => ({
  request,
  existingIds: [],
  chosenIds: ["c1", "c2"],
  value: 15_000,
  proof: { status: "optimal" },
  uncoverableIds: [],
  uncoverablePersons: 0,
  fewestNewSites: null,
  coveredPersons: 15_000,
  persons: 20_000,
  ...facts,
});

test("aim and number go into the question, the plots onto the map, the gap into words a planner understands", async () => {
  const { port, store } = await renderSolver();
  fireEvent.change(panel().getByLabelText("想要"), { target: { value: "cover-most" } });
  fireEvent.change(panel().getByLabelText("建几处"), { target: { value: "2" } });
  solve();
  const { request } = port.last("site");
  expect(request).toMatchObject({
    kind: "cover-most",
    newSites: 2,
    existing: true,
    budget: null,
    costs: null,
  });
  expect(store.state.layers).toContain("candidates");
  await port
    .last("site")
    .answer(answerOf(request, { proof: { status: "gap", bound: 15_300, gapShare: 0.0196 } }));
  expect(panel().getByText("时间到了。现在 75.0 %；最好也不过 76.5 %，最多还差 2.0 %。")).toBeTruthy();
  expect(panel().getAllByRole("row")).toHaveLength(3);
});

test("while it works: best so far and what nothing beats, and a way to stop with that", async () => {
  const { port } = await renderSolver();
  solve();
  port.last("site").progress(0.4, { value: 840, bound: 850 });
  const card = within(screen.getByRole("region", { name: "求解：再建 2 处，选哪两处" }));
  expect(card.getByText("已找到 68.1 %，最好不会超过 68.9 %。")).toBeTruthy();
  fireEvent.click(card.getByRole("button", { name: "停下，用现在的" }));
  expect(port.isStopped("site")).toBe(true);
  expect(card.getByRole("button", { name: "正在停下" })).toBeTruthy();
  // What comes then is an answer like any other.
  const { request } = port.last("site");
  await port
    .last("site")
    .answer(answerOf(request, { proof: { status: "gap", bound: 15_300, gapShare: 0.02 } }));
  expect(panel().getByText(/时间到了/)).toBeTruthy();
});

test("the fewest sites need no number", async () => {
  const { port } = await renderSolver();
  fireEvent.change(panel().getByLabelText("想要"), { target: { value: "cover-all" } });
  expect(panel().queryByLabelText("建几处")).toBeNull();
  solve();
  expect(port.last("site").request).toMatchObject({ kind: "cover-all", newSites: null });
});

test("a budget prices every candidate by its land use", async () => {
  const { port } = await renderSolver();
  fireEvent.click(panel().getByLabelText("按预算"));
  fireEvent.change(panel().getByLabelText("预算"), { target: { value: "7" } });
  fireEvent.change(panel().getByLabelText("公园"), { target: { value: "3" } });
  solve();
  expect(port.last("site").request).toMatchObject({ newSites: null, budget: 7, costs: { c1: 3, c2: 1 } });
});

test("what may be chosen is said as a number and sent as ids", async () => {
  const { port } = await renderSolver();
  expect(panel().getAllByText("还剩 3 处可选，共 3 处").length).toBeGreaterThan(0);
  fireEvent.click(panel().getByLabelText("公园 1"));
  expect(panel().getAllByText("还剩 2 处可选，共 3 处").length).toBeGreaterThan(0);
  fireEvent.click(panel().getByLabelText("会积水的不要"));
  expect(panel().getByText("备选地块在哪些风险区，正在读。")).toBeTruthy();
  await port.last("candidateGround").answer({
    request: {},
    missingLayers: [],
    sites: ["c1", "c2", "c3"].map((id) => ({
      id,
      rings: [],
      gateLngLats: [],
      levels: {},
      pondingIds: id === "c2" ? ["w"] : [],
    })),
  });
  fireEvent.change(panel().getByLabelText("建几处"), { target: { value: "1" } });
  solve();
  expect(port.last("site").request.forbiddenIds).toEqual(["c1", "c2"]);
});

test("a candidate pressed on the map can be a must or a never", async () => {
  const { port, store } = await renderSolver();
  store.commands.select("candidates", "c3");
  const choice = within(panel().getByRole("group", { name: /^备选三/ }));
  fireEvent.click(choice.getByLabelText("必须"));
  solve();
  expect(port.last("site").request.requiredIds).toEqual(["c3"]);
  fireEvent.click(choice.getByLabelText("不要"));
  fireEvent.change(panel().getByLabelText("建几处"), { target: { value: "1" } });
  await port.last("site").answer(answerOf(port.last("site").request));
  solve();
  expect(port.last("site").request).toMatchObject({ requiredIds: [], forbiddenIds: ["c3"] });
});

test("the answer goes into a scheme as one step of undo", async () => {
  const { port, store } = await renderSolver();
  solve();
  await port.last("site").answer(answerOf(port.last("site").request));
  fireEvent.click(panel().getByRole("button", { name: "放进新方案" }));
  const { schemes, done } = store.state.schemes;
  expect(done).toHaveLength(1);
  expect(schemes[0]?.proposals.sites.map(({ candidateId }) => candidateId)).toEqual(["c1", "c2"]);
  // What stands in the scheme is no longer to be chosen.
  expect(panel().getAllByText("还剩 1 处可选，共 3 处").length).toBeGreaterThan(0);
});

test("which sites are indispensable is asked by itself and told beside each", async () => {
  const { port } = await renderSolver();
  solve();
  await port.last("site").answer(answerOf(port.last("site").request));
  const { request } = port.last("siteNeed");
  expect(request).toMatchObject({ chosenIds: ["c1", "c2"], isProven: true });
  await port.last("siteNeed").answer({
    request,
    value: 15_000,
    needs: [
      { id: "c1", need: "always", valueWithout: 14_000, boundWithout: 14_000, insteadIds: ["c3"] },
      { id: "c2", need: "not-always", valueWithout: 15_000, boundWithout: 15_000, insteadIds: ["c3"] },
    ],
  });
  const cells = panel()
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.lastElementChild?.textContent);
  expect(cells).toEqual(["非它不可", "可换成备选三"]);
});

test("what cannot be done says what it would take, and takes it at a click", async () => {
  const { port, store } = await renderSolver();
  fireEvent.change(panel().getByLabelText("想要"), { target: { value: "p-median" } });
  solve();
  const impossible = {
    chosenIds: [],
    value: null,
    proof: { status: "infeasible" },
    fewestNewSites: 3,
  } as const;
  await port.last("site").answer(answerOf(port.last("site").request, impossible));
  expect(panel().getByText("2 处做不到。")).toBeTruthy();
  fireEvent.click(panel().getByRole("button", { name: "改成建 3 处，再解" }));
  expect(port.last("site").request.newSites).toBe(3);
  await port
    .last("site")
    .answer(answerOf(port.last("site").request, { ...impossible, fewestNewSites: null }));
  fireEvent.click(panel().getByRole("button", { name: "放宽哪一条" }));
  await port.last("shortfall").answer({
    request: port.last("shortfall").request,
    persons: 20_000,
    placedPersons: 12_000,
    communities: [],
    relaxations: [
      {
        change: { kind: "minutes", extraMinutes: 2, extraMetres: 100 },
        gainedPersons: 3000,
        stillShortPersons: 5000,
      },
    ],
    enoughMinutes: null,
    missingSquareMetres: 0,
    fewestSites: null,
  });
  fireEvent.click(panel().getByRole("button", { name: "就用这条" }));
  expect(store.state.scenario.reachMinutes).toBe(12);
  expect(port.last("site").request.scenario.reachMinutes).toBe(12);
});
