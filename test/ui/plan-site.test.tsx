import { fireEvent, screen, within } from "@solidjs/testing-library";
import type { MultiPolygon } from "geojson";
import { describe, expect, test } from "vitest";
import type { ProposedSite } from "../../src/core/model/proposal.ts";
import { PHASES } from "../../src/core/model/scenario.ts";
import type { AuditAnswer, ClauseResult } from "../../src/core/model/shelter-audit.ts";
import type { SiteAreaAnswer } from "../../src/core/model/site-area.ts";
import { addScheme, putSite, selectSite } from "../../src/state/schemes/edit-schemes.ts";
import { createSite } from "../fixtures/create-proposals.ts";
import { renderPlan } from "./plan-harness.tsx";

const noGeometry: MultiPolygon = { type: "MultiPolygon", coordinates: [] };
const cut = (step: "water" | "debris" | "fire", squareMetres: number | null) => ({
  step,
  squareMetres,
  geometry: noGeometry,
  method: null,
  rule: null,
});

function areaAnswer(request: SiteAreaAnswer["request"], facts: Partial<SiteAreaAnswer> = {}): SiteAreaAnswer {
  return {
    request,
    siteId: request.siteId,
    kind: "proposed",
    nameZh: "口袋公园",
    nameEn: "口袋公园",
    tier: "emergency",
    setting: "outdoor",
    rings: [],
    waterfall: {
      grossSquareMetres: 3000,
      cuts: [cut("water", 200), cut("debris", 800), cut("fire", null)],
      effectiveSquareMetres: 2000,
      geometry: noGeometry,
      rubbleBuildings: 3,
      assumedHeights: 1,
    },
    effectiveSquareMetres: 2000,
    effectiveFrom: "derived",
    phases: PHASES.map((phase, i) => ({
      phase,
      squareMetresPerPerson: i + 1,
      persons: Math.floor(2000 / (i + 1)),
    })),
    warnings: [],
    overlapIds: [],
    suggestedGates: [
      { id: "1", lngLat: [116.36, 39.9], widthMetres: null, opening: { kind: "always" }, stepFree: null },
    ],
    suggestedZones: [
      { use: "lodging", squareMetres: 1900 },
      { use: "command", squareMetres: 100 },
    ],
    zonedSquareMetres: 0,
    overfullSquareMetres: 0,
    ...facts,
  };
}

const result = (
  id: string,
  verdict: ClauseResult["verdict"],
  facts: Partial<ClauseResult> = {},
): ClauseResult => ({
  clause: {
    id,
    test: "effective-area",
    tiers: ["emergency"],
    fromSquareMetres: null,
    belowSquareMetres: null,
    value: 2350,
    unit: "m²",
    clause: "GB 21734-2008 §5.4",
    evidence: "RET",
    textZh: "场址有效面积宜大于 2350 平方米",
    textEn: "More than 2,350 m²",
  },
  verdict,
  found: 2000,
  remedy: null,
  unknown: null,
  ...facts,
});
const auditAnswer = (request: AuditAnswer["request"]): AuditAnswer => ({
  request,
  siteId: request.siteId,
  editions: (["2008", "2024"] as const).map((edition) => ({
    edition,
    standard: `标准 ${edition}`,
    titleZh: "标题",
    titleEn: "Title",
    noteZh: "说明",
    noteEn: "Note",
    conforms: edition === "2008" ? "no" : "cannot-say",
    passed: 0,
    failed: edition === "2008" ? 1 : 0,
    unknown: 1,
    clauses:
      edition === "2008"
        ? [
            result("u", "unknown", { found: null, unknown: { kind: "fact-not-said", fact: "signs" } }),
            result("f", "fail", { remedy: { kind: "more-area", squareMetres: 350 } }),
          ]
        : [result("t", "unknown", { found: null, unknown: { kind: "text-not-read" } })],
  })),
});

async function open(facts: Partial<ProposedSite> = {}, answer: Partial<SiteAreaAnswer> = {}) {
  const plan = renderPlan();
  await plan.openPack();
  const { state, commands } = plan.store;
  const site = createSite({ id: "s1", name: "口袋公园", ...facts });
  commands.setSchemes(addScheme(state.schemes, { id: "a", name: "甲" }));
  commands.setSchemes(selectSite(putSite(state.schemes, site), "s1"));
  await answerSite(plan, answer);
  return { ...plan, site: () => state.schemes.schemes[0]?.proposals.sites[0] as ProposedSite };
}
async function answerSite(plan: ReturnType<typeof renderPlan>, facts: Partial<SiteAreaAnswer> = {}) {
  const area = plan.port.last("siteArea");
  await area.answer(areaAnswer(area.request, facts));
  const audit = plan.port.last("audit");
  await audit.answer(auditAnswer(audit.request));
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const change = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const rowsOf = (name: RegExp) =>
  within(screen.getByRole("table", { name }))
    .getAllByRole("row")
    .map((row) =>
      [...row.querySelectorAll("th, td:not([aria-hidden])")].map((cell) => cell.textContent?.trim()),
    );

describe("the panel of a site", () => {
  test("says the effective area as a table from gross to what is left, and what is unknown", async () => {
    await open();
    expect(rowsOf(/每一步从上一步/).slice(1)).toEqual([
      ["毛面积", "3,000"],
      ["水面", "−200"],
      ["邻楼瓦砾带", "−800"],
      ["有效面积", "2,000"],
    ]);
    expect(screen.getByText(/^防火带：本区数据没有，没扣/)).toBeTruthy();
    expect(screen.getByText(/3 栋楼算，其中 1 栋/)).toBeTruthy();
  });

  test("typed area, name, tier and hazards are each one step of undo", async () => {
    const { store, site } = await open();
    const before = store.state.schemes.done.length;
    change("名称", "校园操场");
    change("层级", "fixed");
    fireEvent.click(screen.getByRole("checkbox", { name: "洪涝" }));
    fireEvent.click(screen.getByRole("radio", { name: "自己填" }));
    expect(site()).toMatchObject({
      name: "校园操场",
      tier: "fixed",
      area: { kind: "typed", squareMetres: 2000 },
    });
    expect(site().fitFor).toContain("flood");
    change("有效面积，平方米", "-5");
    expect(site().area).toEqual({ kind: "typed", squareMetres: 2000 });
    change("有效面积，平方米", "1500");
    expect(site().area).toEqual({ kind: "typed", squareMetres: 1500 });
    expect(store.state.schemes.done.length - before).toBe(5);
  });

  test("zones that do not fit are said in square metres; the suggested split fits", async () => {
    const { site } = await open();
    change("住宿，平方米", "1800");
    change("停车，平方米", "450");
    expect(screen.getByText("放不下，超出 250 平方米。")).toBeTruthy();
    press("按规则划分");
    expect(site().zones).toEqual({ lodging: 1900, command: 100 });
    expect(screen.getByText("放得下，还剩 0 平方米。")).toBeTruthy();
  });

  test("gates: suggested ones are taken over, changed and removed", async () => {
    const { site } = await open({ gates: [] });
    expect(screen.getByText(/还没有门/)).toBeTruthy();
    press("按街道建议");
    expect(site().gates).toHaveLength(1);
    change("净宽，米", "3.5");
    change("无台阶", "yes");
    change("开放", "hours");
    expect(site().gates[0]).toMatchObject({
      widthMetres: 3.5,
      stepFree: true,
      opening: { kind: "hours", opensMinute: 360 },
    });
    change("净宽，米", "500");
    expect(site().gates[0]?.widthMetres).toBe(3.5);
    press(/^去掉.*门$/);
    expect(site().gates).toEqual([]);
  });

  test("the audit puts what fails first, with what is missing as a figure, and says why it cannot judge", async () => {
    await open();
    expect(screen.getByText("不符合", { selector: ".plot-conforms strong" })).toBeTruthy();
    const clauses = [...document.querySelectorAll(".audit-clauses > li")];
    expect(clauses.map((item) => item.getAttribute("data-verdict"))).toEqual(["fail", "unknown"]);
    expect(clauses[0]?.textContent).toContain("还缺 350 平方米");
    expect(clauses[1]?.textContent).toContain("没有填标志");
    fireEvent.click(screen.getByRole("radio", { name: "2024" }));
    expect(screen.getByText("说不了", { selector: ".plot-conforms strong" })).toBeTruthy();
    expect(document.querySelector(".audit-clauses")?.textContent).toContain("标准原文没有读到");
  });

  test("a fact is unknown until it is said, and can be unsaid", async () => {
    const { site } = await open();
    change("标志", "no");
    expect(site().facts.signs).toBe(false);
    change("标志", "unknown");
    expect("signs" in site().facts).toBe(false);
    change("水源路数", "2");
    expect(site().facts.waterSources).toBe(2);
  });

  test("an overlap is said with the other's name; removing the site brings the board back", async () => {
    const { store } = await open({}, { warnings: ["overlaps"], overlapIds: ["s1"] });
    expect(screen.getByText(/与口袋公园重叠/)).toBeTruthy();
    press("从方案里去掉");
    expect(store.state.schemes.schemes[0]?.proposals.sites).toEqual([]);
    expect(screen.queryByText("方案里的场址")).toBeNull();
  });

  test("an outline that crosses itself is said in words", async () => {
    const plan = renderPlan();
    await plan.openPack();
    const { state, commands } = plan.store;
    commands.setSchemes(addScheme(state.schemes, { id: "a", name: "甲" }));
    commands.setSchemes(selectSite(putSite(state.schemes, createSite({ id: "s1" })), "s1"));
    await plan.port.last("siteArea").fail({ code: "SITE_NOT_USABLE", siteId: "s1", fault: "crosses-itself" });
    expect(screen.getByText("轮廓自己交叉或重叠。")).toBeTruthy();
  });
});

describe("a shelter of the pack", () => {
  test("is shut in the scheme and counted again; without a scheme it says what to do first", async () => {
    const plan = renderPlan();
    await plan.openPack();
    const { state, commands } = plan.store;
    const id = state.pack.status === "ready" ? (state.pack.index.shelters[0]?.id ?? "") : "";
    commands.select("shelters", id);
    await answerSite(plan, { kind: "shelter", effectiveFrom: "pack" });
    expect(screen.getByText(/先在左边新建一个方案/)).toBeTruthy();
    commands.setSchemes(addScheme(state.schemes, { id: "a", name: "甲" }));
    press("这个方案里不算它");
    expect(state.schemes.schemes[0]?.proposals.closedShelterIds).toEqual([id]);
    expect(screen.getByText("这个方案里它不算。")).toBeTruthy();
    press("重新算上它");
    expect(state.schemes.schemes[0]?.proposals.closedShelterIds).toEqual([]);
    press("关上");
    expect(state.selection).toBeNull();
  });
});
