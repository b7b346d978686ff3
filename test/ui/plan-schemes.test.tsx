import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../src/core/model/answers.ts";
import { DEFAULT_SCENARIO } from "../../src/core/model/scenario.ts";
import { putSite } from "../../src/state/schemes/edit-schemes.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";
import { createSite } from "../fixtures/create-proposals.ts";
import { renderPlan } from "./plan-harness.tsx";

const list = () => within(screen.getByRole("region", { name: "方案" }));
const names = () =>
  list()
    .getAllByRole("radio")
    .map((radio) => radio.parentElement?.querySelector(".scheme-name")?.textContent);
const current = () =>
  list()
    .getAllByRole<HTMLInputElement>("radio")
    .find((radio) => radio.checked)
    ?.parentElement?.querySelector(".scheme-name")?.textContent;
const press = (name: string | RegExp | ((name: string, element: Element | null) => boolean)) =>
  fireEvent.click(screen.getByRole("button", { name }));
const keys = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, ctrlKey: true, bubbles: true, ...more });

async function open() {
  const plan = renderPlan();
  await plan.openPack();
  return plan;
}
/** The fixture's answer with this many persons who find room, to what was asked. */
function answered(
  plan: Awaited<ReturnType<typeof open>>,
  kind: "coverage" | "coverageBeside",
  persons: number,
) {
  const { request, answer } = plan.port.last(kind);
  const made: CoverageAnswer = createCoverageAnswer();
  const district = { ...made.district, withRoomPersons: persons };
  // A copy, as it comes from the worker.
  return answer(structuredClone({ ...made, request, district }));
}

describe("the list of schemes", () => {
  test("a new one is open at once under the next letter; undo and redo say what they do", async () => {
    await open();
    expect(names()).toEqual(["现状"]);
    expect(screen.queryByRole("button", { name: /^撤销/ })).toBeNull();
    press(/新建/);
    press(/新建/);
    expect(names()).toEqual(["现状", "甲", "乙"]);
    expect(current()).toBe("乙");
    press("撤销 加上「乙」");
    expect(names()).toEqual(["现状", "甲"]);
    press("重做 加上「乙」");
    expect(names()).toEqual(["现状", "甲", "乙"]);
  });

  test("a scheme is renamed, noted, copied and deleted beneath its row, and each is a step", async () => {
    const { store } = await open();
    press(/新建/);
    press("甲：改名、备注、导出");
    const field = screen.getByLabelText<HTMLInputElement>("名字");
    fireEvent.change(field, { target: { value: "  百万庄一处 " } });
    expect(names()).toEqual(["现状", "百万庄一处"]);
    // A name of blanks is none.
    fireEvent.change(field, { target: { value: "   " } });
    expect(screen.getByLabelText<HTMLInputElement>("名字").value).toBe("百万庄一处");
    fireEvent.change(screen.getByLabelText("备注"), { target: { value: "离学校近" } });
    press("复制一份");
    expect(names()).toEqual(["现状", "百万庄一处", "百万庄一处（副本）"]);
    expect(store.state.schemes.schemes.map(({ note }) => note)).toEqual(["离学校近", "离学校近"]);
    press("删除");
    expect(names()).toEqual(["现状", "百万庄一处（副本）"]);
    expect(store.state.schemes.done).toHaveLength(5);
  });

  test("keys undo and redo, but never while somebody types", async () => {
    const { store } = await open();
    press(/新建/);
    store.commands.setSchemes(putSite(store.state.schemes, createSite({ name: "绿地" })));
    expect(screen.getByRole("button", { name: "撤销 加「绿地」（甲）" })).toBeTruthy();
    press("甲：改名、备注、导出");
    keys("z", {}, screen.getByLabelText("备注"));
    expect(store.state.schemes.schemes[0]?.proposals.sites).toHaveLength(1);
    keys("z");
    expect(store.state.schemes.schemes[0]?.proposals.sites).toHaveLength(0);
    keys("Z", { shiftKey: true });
    expect(store.state.schemes.schemes[0]?.proposals.sites).toHaveLength(1);
    keys("z");
    keys("y");
    expect(store.state.schemes.schemes[0]?.proposals.sites).toHaveLength(1);
    keys("z", { altKey: true });
    expect(store.state.schemes.schemes[0]?.proposals.sites).toHaveLength(1);
  });

  test("each row keeps the number it was last worked out with; the board says the difference to the other", async () => {
    const plan = await open();
    await answered(plan, "coverage", 500);
    const figures = () =>
      [...document.querySelectorAll(".scheme-figure [aria-hidden]")].map((each) => each.textContent);
    const persons = createCoverageAnswer().district.persons;
    const percent = (some: number) => `${((some / persons) * 100).toFixed(1)} %`;
    expect(figures()).toEqual([percent(500)]);
    press(/新建/);
    plan.store.commands.setSchemes(putSite(plan.store.state.schemes, createSite()));
    expect(figures()).toEqual([percent(500), "–"]);
    await answered(plan, "coverage", 600);
    await answered(plan, "coverageBeside", 500);
    expect(figures()).toEqual([percent(500), percent(600)]);
    const change = (((600 - 500) / persons) * 100).toFixed(1);
    // Who finds room is also who arrives: both numbers by persons move.
    expect(screen.getAllByRole("img", { name: `比现状 +${change} 个百分点` })).toHaveLength(2);
    // Other settings: the numbers stay, grey.
    plan.store.commands.setScenario({ reachMinutes: 12 });
    expect(document.querySelectorAll(".scheme-figure[data-stale]")).toHaveLength(2);
  });
});

describe("schemes in files", () => {
  const file = (name: string, content: string) => new File([content], name);
  const drop = (...files: File[]) => {
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { types: ["Files"], files } });
    screen.getByRole("complementary", { name: "方案和条件" }).dispatchEvent(event);
    return event;
  };
  const scheme = {
    id: "x",
    name: "乙 · 操场",
    note: "",
    proposals: { sites: [createSite()], closedShelterIds: [], gateEdits: [] },
  };
  async function made(change: object = {}) {
    const { description } = createPackIndex();
    const { writeSchemeFile } = await import("../../src/sources/scheme-file.ts");
    return writeSchemeFile({
      app: "test",
      madeAt: "2026-11-27T08:00:00Z",
      pack: { id: description.id, asOf: description.asOf },
      rules: { id: "cn-planning", edition: "2026.1" },
      settings: { ...DEFAULT_SCENARIO, reachMinutes: 15 },
      scheme,
      ...change,
    });
  }

  test("dropped on the list they are added and open, twice under two names; the data sheet stays shut", async () => {
    const { store } = await open();
    const content = await made();
    expect(drop(file("a.json", content)).defaultPrevented).toBe(true);
    await screen.findByText("「乙 · 操场」已载入");
    expect(current()).toBe("乙 · 操场");
    expect(store.state.schemes.schemes[0]?.proposals).toEqual(scheme.proposals);
    // Its settings are offered, not forced.
    expect(store.state.scenario.reachMinutes).toBe(10);
    press("用文件里的条件");
    expect(store.state.scenario.reachMinutes).toBe(15);
    drop(file("a.json", content));
    await screen.findByText("「乙 · 操场 2」已载入");
    expect(new Set(store.state.schemes.schemes.map(({ id }) => id)).size).toBe(2);
    expect(store.state.isDataOpen).toBe(false);
  });

  test("a bad one among good ones is named, the good ones load, and what was there stays", async () => {
    const { store } = await open();
    press(/新建/);
    drop(
      file("bad.json", "{"),
      file("other.json", await made({ pack: { id: "elsewhere", asOf: "2026" } })),
      file("changed.json", (await made()).replace("操场", "校园")),
    );
    await screen.findByText("「乙 · 校园」已载入");
    expect(names()).toEqual(["现状", "甲", "乙 · 校园"]);
    const alerts = screen.getAllByRole("alert").map((alert) => alert.textContent);
    expect(alerts[0]).toContain("bad.json");
    expect(alerts[1]).toContain("elsewhere");
    expect(alerts[2]).toContain("changed.json");
    press(
      (_, button) => button === within(screen.getAllByRole("alert")[0] as HTMLElement).getByRole("button"),
    );
    expect(store.state.schemeTroubles.map(({ code }) => code)).toEqual([
      "SCHEME_OF_OTHER_PACK",
      "SCHEME_FILE_CHANGED",
    ]);
  });

  test("where nothing is kept, files of all schemes are offered", async () => {
    const { store } = await open();
    press(/新建/);
    store.commands.tellOfSchemes({ code: "SCHEMES_NOT_KEPT", reason: "full" });
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("关掉就没了");
    const saved: string[] = [];
    const original = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push(this.download);
    };
    press("全部存成文件");
    await waitFor(() => expect(saved).toEqual(["避难一张图 方案 甲.json"]));
    HTMLAnchorElement.prototype.click = original;
  });
});

describe("two schemes compared", () => {
  test("the tab takes another scheme beside, lists what differs, and gives the map the difference", async () => {
    const plan = await open();
    await answered(plan, "coverage", 500);
    fireEvent.click(screen.getByRole("tab", { name: "方案对照" }));
    expect(screen.getByText("先新建一个方案，才有两样可比。")).toBeTruthy();
    press(/新建/);
    plan.store.commands.setSchemes(putSite(plan.store.state.schemes, createSite({ name: "绿地" })));
    await answered(plan, "coverage", 600);
    await answered(plan, "coverageBeside", 500);
    expect(plan.store.state.schemes.isCompared).toBe(true);
    expect(screen.getByRole("heading", { name: "「甲」比「现状」" })).toBeTruthy();
    expect(screen.getByText("加「绿地」")).toBeTruthy();
    const total = screen.getByRole("row", { name: /^全区/ });
    expect(total.textContent).toContain("+100");
    expect(plan.map().scene().differences).toBeTruthy();
    expect(plan.map().scene().unmet).toBeNull();
    // With the tab shut the map is the usual one, and the second field is not asked for any more.
    fireEvent.click(screen.getByRole("tab", { name: "走到最近门口要多久" }));
    expect(plan.store.state.schemes.isCompared).toBe(false);
    expect(plan.map().scene().differences).toBeUndefined();
  });
});
