import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type {
  BaseFigures,
  BaseReachAnswer,
  BaseSite,
  DepotFigures,
  SeismicFigures,
  SiteBasesAnswer,
  SiteDepotsAnswer,
} from "../../src/core/model/bases.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import { ok } from "../../src/core/result.ts";
import { undoScheme } from "../../src/state/schemes/edit-schemes.ts";
import { proposalsOf } from "../../src/state/schemes/scheme-scenarios.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";
import { createDepot, createStation } from "../fixtures/create-relief-street.ts";
import { renderPlan } from "./plan-harness.tsx";

function createBasesIndex(): PackIndex {
  return {
    ...createPackIndex(),
    stations: [
      createStation({ id: "f1" }),
      createStation({ id: "s1", kind: "fire-small", nameZh: "一号小站", method: "compiled" }),
      createStation({ id: "s2", kind: "fire-small", nameZh: "二号小站", method: "modelled" }),
    ],
    depots: [1, 2, 3].map((i) =>
      createDepot({ id: `d${i}`, nameZh: `${i} 号库`, method: i === 1 ? "compiled" : "modelled" }),
    ),
    seismicStations: [{ id: "q1", lngLat: [116.35, 39.9] }],
  };
}

async function renderBases() {
  const plan = renderPlan();
  await plan.port.opens(ok(createBasesIndex()));
  await plan.port.last("coverage").answer(createCoverageAnswer());
  expect([plan.port.count("baseReach"), plan.port.count("siteDepots")]).toEqual([0, 0]);
  fireEvent.click(screen.getByRole("tab", { name: "站点与仓库" }));
  return plan;
}
const question = (name: string) => within(screen.getByRole("region", { name }));
const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\u00a0/g, " ")));
const plain = (element: Element) => element.textContent?.replace(/\u00a0/g, " ");

const area = (id: string, persons: number, within5: number) => ({
  id,
  persons,
  reachedPersons: [within5 / 2, within5],
  secondPersons: [0, within5 / 4],
  unknownPersons: 0,
  buildings: 40,
  reachedBuildings: [10, 30],
  streetMetres: 1000,
  reachedStreetMetres: [800, 1000],
});
const reachAnswer = (request: BaseReachAnswer["request"]): BaseReachAnswer => ({
  request,
  minutes: [4, 5],
  stations: ["f1", "s1", "s2"].map((id, i) => ({
    id,
    kind: i === 0 ? "fire" : "fire-small",
    mobilisationMinutes: 1,
    isCutOff: false,
    firstPersons: 300,
  })),
  district: area("district", 1234, 1000),
  subDistricts: [area("A", 1000, 800), area("B", 234, 200)],
  communities: [area("A1", 600, 420), area("A2", 400, 380), area("B1", 234, 234)],
  demandSeconds: new Float32Array(),
  demandSecondSeconds: new Float32Array(),
  meanSeconds: 200,
  longestSeconds: 400,
  polygons: [],
  cellMetres: 2.5,
});
const site = (id: string, facts: Partial<BaseSite> = {}): BaseSite => ({
  id,
  lngLat: [116.35, 39.91],
  from: "candidate",
  nameZh: `备选${id}`,
  nameEn: id,
  nearZh: "",
  nearEn: "",
  ...facts,
});

test("fire stations: the share in a sentence and a table, the worst communities, nobody asked before the tab", async () => {
  const { port, store } = await renderBases();
  expect(port.last("baseReach").request).toMatchObject({ minutes: null, outlines: true });
  await port.last("baseReach").answer(reachAnswer(port.last("baseReach").request));
  expect(plain(screen.getByText(/座消防站，接警后/))).toContain(
    "3 座消防站，接警后 5 分钟到得了 81.0 % 的居民；4 分钟到得了 40.5 %。",
  );
  expect(cells(screen.getByRole("table", { name: /到得了的份额/ })).slice(1)).toEqual([
    ["居民", "40.5 %", "81.0 %"],
    ["第二支队也到得了的居民", "0.0 %", "20.3 %"],
    ["楼房", "25.0 %", "75.0 %"],
    ["消防车能走的街", "80.0 %", "100.0 %"],
  ]);
  fireEvent.click(screen.getByRole("button", { name: "白云观社区" }));
  expect(store.state.selection).toEqual({ layer: "communities", id: "A1" });
  store.commands.setScenario({ period: "day" });
  expect(port.last("baseReach").request.scenario.period).toBe("day");
  fireEvent.click(screen.getByRole("tab", { name: "问一问" }));
  expect(store.state.tasks.baseReach.status).toBe("idle");
});

test("small stations: the form goes into the question, the choice into a new scheme at one press, and back", async () => {
  const { port, store } = await renderBases();
  const form = question("小型消防站放在哪");
  expect(form.getByText("规划要 15 座小型消防站，数据里有 2 座。其中 1 座的位置是推算的。")).toBeTruthy();
  fireEvent.change(form.getByLabelText("想要"), { target: { value: "median" } });
  fireEvent.change(form.getByLabelText("再放几座"), { target: { value: "2" } });
  fireEvent.click(form.getByLabelText("位置是推算的 1 座一起重新选"));
  fireEvent.click(form.getByRole("button", { name: "算一算" }));
  const { request } = port.last("siteBases");
  expect(request).toMatchObject({
    kind: "p-median",
    newBases: 3,
    movedIds: ["s2"],
    junctionMetres: 400,
    minutes: 5,
  });
  const figures = (reached: number): BaseFigures => ({
    stations: 3,
    reachedPersons: [reached / 2, reached],
    secondPersons: [0, 0],
    meanSeconds: 180,
    longestSeconds: 420,
    cutOffPersons: 0,
  });
  const answer: SiteBasesAnswer = {
    request,
    minutes: [4, 5],
    persons: 1000,
    smallStations: 2,
    stayingStations: 1,
    wantedStations: 15,
    newStations: 3,
    candidateSites: 4,
    junctionSites: 9,
    chosen: [
      site("c1"),
      site("x1", { from: "junction", nameZh: "甲街 × 乙街", nearZh: "丙园" }),
      site("x2", { from: "junction", nameZh: "", nameEn: "", nearZh: "丙园" }),
    ],
    value: 1,
    proof: { status: "gap", bound: 0.9, gapShare: 0.1 },
    uncoverablePersons: 0,
    today: figures(800),
    planned: figures(950),
  };
  await port.last("siteBases").answer(answer);
  expect(plain(form.getByText(/选了 3 处/))).toContain("5 分钟到得了的居民从 80.0 % 到 95.0 %。");
  expect(plain(form.getByText(/时间到了/))).toBe("时间到了：离最好的最多差 10.0 %。");
  const list = form.getByRole("list");
  expect(within(list).getAllByRole("button").map(plain)).toEqual([
    "备选c1",
    "甲街 × 乙街路口",
    "丙园附近的路口",
  ]);
  fireEvent.click(form.getByRole("button", { name: "放进新方案" }));
  const { bases, closedBaseIds } = proposalsOf(store.state, store.state.schemes.currentId);
  expect(closedBaseIds).toEqual(["s2"]);
  expect(bases?.map(({ id, kind, name }) => [id, kind, name])).toEqual([
    ["fire-small:c1", "fire-small", "小型消防站 · 备选c1"],
    ["fire-small:x1", "fire-small", "小型消防站 · 甲街 × 乙街路口"],
    ["fire-small:x2", "fire-small", "小型消防站 · 丙园附近的路口"],
  ]);
  expect(form.getByText("已放进方案，可以撤销。")).toBeTruthy();
  // the reach on screen follows the scheme
  expect(port.last("baseReach").request.scenario.proposals?.bases).toHaveLength(3);
  store.commands.setSchemes(undoScheme(store.state.schemes));
  expect(store.state.schemes.schemes).toEqual([]);
});

test("depots: asked at once about the modelled third one; three goals side by side, the picked one is told", async () => {
  const { port } = await renderBases();
  fireEvent.click(screen.getByRole("radio", { name: "储备库" }));
  const { request } = port.last("siteDepots");
  expect(request).toMatchObject({ movedIds: ["d3"], newBases: 1, weight: "in-need", junctionMetres: null });
  const figures = (meanSeconds: number): DepotFigures => ({
    depots: 3,
    meanSeconds,
    longestSeconds: 600,
    lostMeanSeconds: meanSeconds * 2,
    lostLongestSeconds: 900,
    worstLostId: "d2",
    cutOffWeight: 0,
  });
  const goals = ["median", "center", "one-lost"] as const;
  const answer: SiteDepotsAnswer = {
    request,
    districtDepots: 3,
    stayingIds: ["d1", "d2"],
    wantedDepots: 3,
    newDepots: 1,
    candidateSites: 4,
    junctionSites: 0,
    shelters: 5,
    weight: 100,
    uncoverableIds: ["S9"],
    today: figures(240),
    choices: goals.map((goal, i) => ({
      goal,
      chosen: [site(`c${i}`)],
      value: 1,
      proof: { status: "optimal" },
      figures: figures(120 + i * 60),
    })),
  };
  await port.last("siteDepots").answer(answer);
  expect(plain(screen.getByText(/座区级库/))).toContain(
    "3 座区级库（规划要 3 座），卡车到避难场所平均 4.0 分钟，最远 10.0 分钟。万一丢的是最要紧的一座（2 号库），平均变成 8.0 分钟。",
  );
  expect(cells(screen.getByRole("table", { name: /行车时间/ })).slice(1)).toEqual([
    ["现在", "4.0", "10.0", "8.0"],
    ["平均最短", "2.0", "10.0", "4.0"],
    ["最远的最短", "3.0", "10.0", "6.0"],
    ["丢一座最稳", "4.0", "10.0", "8.0"],
  ]);
  fireEvent.click(screen.getByRole("radio", { name: "丢一座最稳" }));
  expect(question("第三座库放在哪").getByRole("button", { name: "备选c2" })).toBeTruthy();
  fireEvent.change(question("第三座库放在哪").getByLabelText("哪一座重新选"), { target: { value: "" } });
  fireEvent.click(question("第三座库放在哪").getByRole("button", { name: "再算一次" }));
  expect(port.last("siteDepots").request).toMatchObject({ movedIds: [], newBases: 1 });
});

test("seismic stations: three ways in a table, and the next place into the scheme", async () => {
  const { port, store } = await renderBases();
  fireEvent.click(screen.getByRole("radio", { name: "地震台" }));
  const { request } = port.last("seismicSpacing");
  expect(request.newStations).toBeNull();
  const figures = (stations: number): SeismicFigures => ({
    stations,
    squareGridMetres: 3000 / stations,
    triangularGridMetres: 3300 / stations,
    meanNearestMetres: stations < 2 ? null : 1500,
    emptyCircle: { centre: [116.36, 39.92], radiusMetres: 2400 / stations },
  });
  await port.last("seismicSpacing").answer({
    request,
    districtSquareMetres: 9e6,
    wantedMetres: 2000,
    wantedStations: 3,
    stationIds: ["q1"],
    today: figures(1),
    next: [{ lngLat: [116.36, 39.92], figures: figures(2) }],
  });
  expect(plain(screen.getByText(/座地震台，按面积/))).toContain(
    "1 座地震台，按面积算平均台距 3,000 米，规划要 2,000 米，还差 2 座。",
  );
  expect(cells(screen.getByRole("table", { name: "台距的三种算法" })).map((row) => row.at(-1))).toEqual([
    "3,000 米",
    "3,300 米",
    "–",
    "2,400 米",
  ]);
  expect(cells(screen.getByRole("table", { name: /每加一座之后/ }))[1]).toEqual([
    "第 2 座",
    "1,500",
    "1,500",
    "1,200",
  ]);
  fireEvent.click(question("下一座放在哪").getByRole("button", { name: "放进新方案" }));
  expect(proposalsOf(store.state, store.state.schemes.currentId).bases).toMatchObject([
    { kind: "seismic", name: "地震台 · 新 2", lngLat: [116.36, 39.92] },
  ]);
});
