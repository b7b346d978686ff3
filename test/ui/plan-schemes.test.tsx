import { fireEvent, screen, within } from "@solidjs/testing-library";
import { describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../src/core/model/answers.ts";
import { putSite } from "../../src/state/schemes/edit-schemes.ts";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
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
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
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
  return answer({ ...made, request, district });
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
