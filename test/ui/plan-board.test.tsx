import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

const numberIn = (text: string | null | undefined) => Number((text ?? "").replace(/[^\d.-]/g, ""));

async function renderAnswered(language: "zh-CN" | "en" = "zh-CN") {
  const plan = renderPlan({ language });
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  return plan;
}

test("the four parts on screen sum to the residents printed beside them", async () => {
  const { container } = await renderAnswered();
  const total = numberIn(container.querySelector(".everyone-total strong")?.textContent);
  const parts = [...container.querySelectorAll(".everyone-persons")].map((part) =>
    numberIn(part.textContent),
  );
  const shares = [...container.querySelectorAll(".everyone-share")].map((part) => numberIn(part.textContent));
  expect(total).toBe(1234);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6);
});

test("residents are called a census count only where they are that very number", async () => {
  const { container, port, store } = await renderAnswered();
  const total = () => container.querySelector(".everyone-total")?.textContent ?? "";
  expect(total()).toContain("2020 年普查");
  expect(total()).toContain("汇编");
  store.commands.setScenario({ pace: "brisk" });
  const answer = createCoverageAnswer();
  await port.last("coverage").answer({
    ...answer,
    district: { ...answer.district, persons: 1240, notReachedPersons: 397 },
  });
  expect(total()).not.toContain("普查");
  expect(total()).toContain("推算");
});

test("four numbers stand in their fixed order, unknown persons in none of them", async () => {
  const { container } = await renderAnswered();
  const values = [...container.querySelectorAll(".number-value")].map((value) => value.textContent);
  expect(values).toEqual(["83.6", "58.9", "67.3", "57.1"]);
  const legend = screen.getByText("不详，没算进任何一类").closest("li");
  expect(legend?.querySelector(".everyone-swatch")?.classList.contains("hatch")).toBe(true);
});

test("every number says how it is worked out, with the age and method of its data", async () => {
  await renderAnswered();
  const how = screen.getByText("怎么算").closest("details");
  if (!how) throw new Error("no definitions");
  // the formula with the figures of the answer in it: 704 + 126 of 1234 reached, 704 with a place
  expect(within(how).getByText("830 ÷ 1,230 人 = 67.3 %")).toBeTruthy();
  expect(within(how).getByText("700 ÷ 1,230 人 = 57.1 %")).toBeTruthy();
  expect(within(how).getByText("GB 51143-2015")).toBeTruthy();
  expect(within(how).getByText(/^13 人判不了/)).toBeTruthy();
  expect(within(how).getAllByText("截至 2024-03")).toHaveLength(5);
  expect(within(how).getAllByText("汇编").length).toBe(3);
});

test("the worst areas come first and a row shows its area on the map and in the numbers", async () => {
  const { container, map, store } = await renderAnswered();
  const rows = [...container.querySelectorAll(".worst-name")].map((name) => name.textContent);
  expect(rows).toEqual(["月坛街道", "德胜街道"]);
  fireEvent.click(screen.getByRole("button", { name: /德胜街道 30 人走不到/ }));
  expect(store.state.selection).toEqual({ layer: "subdistricts", id: "B" });
  expect(map().scene().focus?.bbox[1]).toBeLessThan(39.95);
  expect(screen.getByRole("heading", { name: "德胜街道覆盖" })).toBeTruthy();
  expect(container.querySelector(".everyone-total strong")?.textContent).toBe("234");
  fireEvent.click(screen.getByRole("button", { name: "回到全区" }));
  expect(container.querySelector(".everyone-total strong")?.textContent).toBe("1,234");
});

test("the level switches between sub-districts and communities", async () => {
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("radio", { name: "社区" }));
  expect([...container.querySelectorAll(".worst-name")].map((name) => name.textContent)).toEqual([
    "木樨地社区",
    "白云观社区",
    "马甸社区",
  ]);
});

test("the table sorts by any column, both ways, and says so", async () => {
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "街道和社区表" }));
  const table = screen.getByRole("table", { name: /街道/ });
  const names = () => [...container.querySelectorAll(".area-name")].map((name) => name.textContent);
  expect(names()).toEqual(["月坛街道", "德胜街道"]);
  const sortButton = () => within(table).getByRole("button", { name: /^按「人数」排序/ });
  fireEvent.click(sortButton());
  expect(names()).toEqual(["月坛街道", "德胜街道"]);
  expect(sortButton().closest("th")?.getAttribute("aria-sort")).toBe("descending");
  fireEvent.click(sortButton());
  expect(names()).toEqual(["德胜街道", "月坛街道"]);
  expect(sortButton().closest("th")?.getAttribute("aria-sort")).toBe("ascending");
});

test("the table by minute holds everybody: who has no street near stands in a row of their own", async () => {
  const { container } = await renderAnswered();
  const persons = [...container.querySelectorAll(".chart-table td")].map((cell) =>
    numberIn(cell.textContent),
  );
  expect(screen.getByRole("rowheader", { name: "不详，附近没有路" })).toBeTruthy();
  expect(persons.at(-1)).toBe(13);
  expect(persons.reduce((sum, count) => sum + count, 0)).toBe(1234);
});

test("where nine in ten cannot walk there, the table says so instead of a number", async () => {
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "街道和社区表" }));
  const cells = [...container.querySelectorAll('td[data-column="p90Minutes"]')].map(
    (cell) => cell.textContent,
  );
  expect(cells[0]).toBe("走不到");
  expect(cells[1]).toBe("17");
});

test("a row of the table takes the map to its area", async () => {
  const { map, store } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "街道和社区表" }));
  const before = map().scene().focus?.key;
  fireEvent.click(screen.getByRole("button", { name: "德胜街道" }));
  expect(store.state.selection?.id).toBe("B");
  expect(map().scene().focus?.key).not.toBe(before);
});

test("the slider moves the persons' number and the chart at once, asks once, and greys the rest", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const plan = renderPlan();
    const open = plan.openPack();
    await vi.runAllTimersAsync();
    await open;
    const answered = plan.port.last("coverage").answer(createCoverageAnswer());
    await vi.runAllTimersAsync();
    await answered;
    const slider = screen.getByRole("slider", { name: "多少分钟算走得到" });
    const persons = () =>
      plan.container.querySelector('[data-number="networkPersons"] .number-value')?.textContent;
    for (const minutes of [8, 7, 5]) fireEvent.input(slider, { target: { value: String(minutes) } });
    expect(persons()).toBe("33.6");
    expect(plan.container.querySelector(".chart-inside")?.textContent).toContain("5 分钟内");
    expect(plan.container.querySelector('[data-number="networkArea"]')?.hasAttribute("data-stale")).toBe(
      true,
    );
    expect(screen.getByText("正在重算")).toBeTruthy();
    expect(plan.port.count("coverage")).toBe(1);
    await vi.runAllTimersAsync();
    expect(plan.port.count("coverage")).toBe(2);
    expect(plan.port.last("coverage").request.scenario.reachMinutes).toBe(5);
  } finally {
    vi.useRealTimers();
  }
});

test("a new result shows its difference to the last one in words a reader hears", async () => {
  const { port, store } = await renderAnswered();
  store.commands.setScenario({ pace: "brisk" });
  const before = createCoverageAnswer();
  await port.last("coverage").answer({
    ...before,
    district: { ...before.district, withRoomPersons: 804, notReachedPersons: 291 },
  });
  expect(screen.getAllByLabelText("比上一次 +8.1 个百分点")).toHaveLength(2);
});

test("a failed answer says what to do, keeps the last figures grey, and asks again on request", async () => {
  const { container, port, store } = await renderAnswered();
  store.commands.setScenario({ pace: "brisk" });
  await port.last("coverage").fail({ code: "WORKER_DIED", detail: "test" });
  expect(screen.getByText("计算中断了")).toBeTruthy();
  expect(container.querySelector(".everyone")?.hasAttribute("data-stale")).toBe(true);
  const asked = port.count("coverage");
  const [retry] = screen.getAllByRole("button", { name: "再试一次" });
  if (!retry) throw new Error("no way to try again");
  fireEvent.click(retry);
  expect(port.count("coverage")).toBe(asked + 1);
});

test("work above two seconds shows its step, the time left, and stops when told to", async () => {
  vi.useFakeTimers();
  try {
    const plan = renderPlan();
    const open = plan.openPack();
    await vi.advanceTimersByTimeAsync(0);
    await open;
    plan.port.last("coverage").progress(0.5);
    expect(screen.queryByRole("button", { name: "取消" })).toBeNull();
    await vi.advanceTimersByTimeAsync(2500);
    expect(screen.getByText(/已做 50 %/).textContent).toMatch(/约剩 [23] 秒/);
    fireEvent.click(screen.getByRole("button", { name: "取消" }));
    await vi.advanceTimersByTimeAsync(10);
    expect(screen.getByText("已停下")).toBeTruthy();
  } finally {
    vi.useRealTimers();
  }
});

test("without a pack there are words, no figures", async () => {
  const { container, port } = renderPlan();
  expect(screen.getByText("正在打开全区数据")).toBeTruthy();
  await port.opens({ ok: false, failure: { code: "PACK_UNREACHABLE", packId: "xicheng", file: "x" } });
  expect(screen.getByText("全区数据没打开，这里暂时没有数字。")).toBeTruthy();
  expect(container.querySelector(".number-value")).toBeNull();
});

test("every control has a name, in both languages", async () => {
  for (const language of ["zh-CN", "en"] as const) {
    const { container, store, unmount } = await renderAnswered(language);
    store.commands.setScenario({ minuteOfDay: 540 });
    for (const control of container.querySelectorAll(
      "button, input:not([hidden]), select, summary, [role=tab]",
    )) {
      const labelled = control.id ? container.querySelector(`label[for="${control.id}"]`) : null;
      const name =
        control.getAttribute("aria-label") ??
        labelled?.textContent ??
        control.closest("label")?.textContent ??
        control.textContent;
      expect(name?.trim(), control.outerHTML).not.toBe("");
      expect(name, control.outerHTML).not.toMatch(/undefined|NaN|\[object/);
    }
    unmount();
  }
});

test("English is complete: no hanzi but names", async () => {
  const { container } = await renderAnswered("en");
  fireEvent.click(screen.getByRole("tab", { name: "Table of areas" }));
  const text = (container.textContent ?? "").replaceAll(/西城区“十四五”时期应急管理规划/g, "");
  expect(text.match(/\p{Script=Han}+/gu)).toBeNull();
});
