import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test, vi } from "vitest";
import { planCommitments } from "../../src/sources/plan-commitments.ts";
import { createLedgerValues, JUDGED, renderAnswered, renderLedger } from "./ledger-harness.tsx";

const commitment = (id: string) => {
  const found = planCommitments.commitments.find((each) => each.id === id);
  if (!found) throw new Error(`no commitment ${id}`);
  return found;
};

test("every commitment has a row with its sentence, formula and target before any value is there", () => {
  const { rowOf, port } = renderLedger();
  for (const { id, sentence, formulaZh, thresholdZh } of planCommitments.commitments) {
    const text = rowOf(id).textContent ?? "";
    expect(text).toContain(sentence);
    expect(text).toContain(formulaZh);
    expect(text).toContain(thresholdZh);
    expect(rowOf(id).querySelector(".skeleton")).not.toBeNull();
  }
  expect(port.asked).toBe(0);
});

test("values are printed as the engine gave them, rounded, with unit, evidence and state", async () => {
  const { rowOf, todayIn } = await renderAnswered();
  expect(todayIn("S1")).toBe("63.1 %");
  expect(todayIn("L4")).toBe("3 处");
  expect(rowOf("S1").textContent).toContain("没做到");
  expect(rowOf("S1").querySelector(".method-badge")?.textContent).toBe("推算");
  expect(rowOf("R1").querySelector(".method-badge")?.textContent).toBe("汇编");
});

test("what is unknown says so and what is missing, and never prints a nought", async () => {
  const { rowOf, todayIn } = await renderAnswered();
  const judged = JUDGED.map((value) => value.id);
  for (const { id, missingZh } of planCommitments.commitments.filter((each) => !judged.includes(each.id))) {
    expect(todayIn(id)).toBe("不详");
    expect(rowOf(id).querySelector(".ledger-evidence")?.textContent).toBe("缺");
    expect(rowOf(id).querySelector(".ledger-state")?.textContent).toContain("还说不清");
    expect(rowOf(id).querySelector(".ledger-missing")?.textContent).toBe(
      missingZh ?? "现有数据里没有可算的对象",
    );
  }
});

test("a true nought is printed as a nought", async () => {
  const { port, todayIn } = renderLedger();
  await port.opens();
  await port.answers(createLedgerValues([{ ...createLedgerValues()[0]!, value: 0, state: "not-kept" }]));
  expect(todayIn("S1")).toBe("0 %");
});

test("a share short of the whole is not rounded up to it", async () => {
  const { todayIn } = await renderAnswered();
  expect(todayIn("L1")).toBe("99.9 %");
  expect(todayIn("R1")).toBe("100 %");
});

test("the counts of the states sum to all commitments and filter the table", async () => {
  const { rowOf } = await renderAnswered();
  const counts = within(screen.getByRole("group", { name: "按状态筛选" })).getAllByRole("button");
  const numbers = counts.map((button) => Number(button.querySelector("strong")?.textContent));
  expect(numbers).toEqual([1, 1, 2, planCommitments.commitments.length - 4]);
  fireEvent.click(screen.getByRole("button", { name: /没做到/ }));
  expect(rowOf("S1").hidden).toBe(false);
  expect(rowOf("L4").hidden).toBe(false);
  expect(rowOf("R1").hidden).toBe(true);
  expect(screen.getByText("显示 2 条，共 36 条")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "全部" }));
  expect(rowOf("R1").hidden).toBe(false);
});

test("search finds a sentence in either language and says when there is none", async () => {
  const { rowOf } = await renderAnswered();
  const search = screen.getByLabelText("找一句承诺");
  fireEvent.input(search, { target: { value: "10 处以上" } });
  expect(rowOf("S3").hidden).toBe(false);
  expect(rowOf("S1").hidden).toBe(true);
  fireEvent.input(search, { target: { value: "seismic reference" } });
  expect(rowOf("R5").hidden).toBe(false);
  fireEvent.input(search, { target: { value: "没有这种词" } });
  fireEvent.click(screen.getByRole("button", { name: "看全部" }));
  expect(rowOf("S1").hidden).toBe(false);
});

test("old values stay, grey, while the ledger is worked out again", async () => {
  const { container, store, todayIn, port } = await renderAnswered();
  store.commands.setScenario({ pace: "brisk" });
  expect(todayIn("S1")).toBe("63.1 %");
  expect(container.querySelector(".ledger-table")?.hasAttribute("data-stale")).toBe(true);
  expect(screen.getByText("正在重算，下面是上一次的结果")).toBeTruthy();
  await port.answers(createLedgerValues([{ ...JUDGED[0]!, value: 0.7 }]));
  expect(todayIn("S1")).toBe("70.0 %");
  expect(container.querySelector(".ledger-table")?.hasAttribute("data-stale")).toBe(false);
});

test("a new answer keeps the rows it fills, and with them the reader's focus", async () => {
  const { rowOf, port, store } = await renderAnswered();
  const row = rowOf("R1");
  row.querySelector("button")?.focus();
  store.commands.setScenario({ pace: "brisk" });
  await port.answers(createLedgerValues());
  expect(rowOf("R1")).toBe(row);
  expect(document.activeElement).toBe(row.querySelector("button"));
  expect(row.querySelector(".ledger-state")?.textContent).toContain("还说不清");
});

test("conditions other than the plan's are said and can be put back", async () => {
  const { store } = await renderAnswered();
  expect(screen.queryByText(/条件改过/)).toBeNull();
  store.commands.setScenario({ pace: "brisk", reachMinutes: 15 });
  expect(screen.getByText("成人 1.3 米/秒，15 分钟")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "改回规划的条件" }));
  expect(store.state.scenario.pace).toBe("slow");
  expect(screen.queryByText(/条件改过/)).toBeNull();
});

test("a failure says so, keeps the promises, and can be tried again", async () => {
  const { port, rowOf, todayIn } = renderLedger();
  await port.opens();
  await port.fails();
  expect(screen.getByRole("alert").textContent).toContain("计算中断");
  expect(rowOf("S1").textContent).toContain(commitment("S1").formulaZh);
  expect(todayIn("S1")).toBe("没算成");
  fireEvent.click(screen.getByRole("button", { name: "再试一次" }));
  expect(port.asked).toBe(2);
  await port.answers(createLedgerValues(JUDGED));
  expect(todayIn("S1")).toBe("63.1 %");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("in English the translation comes first and the plan's own words stay beneath it", async () => {
  const { store, rowOf, todayIn } = await renderAnswered();
  store.commands.setLanguage("en");
  const [first, second] = [...(rowOf("S2").querySelector(".ledger-open")?.children ?? [])];
  expect(first?.textContent).toBe(commitment("S2").translation);
  expect(second?.textContent).toBe(commitment("S2").sentence);
  expect(second?.getAttribute("lang")).toBe("zh-CN");
  expect(rowOf("S2").querySelector(".ledger-missing")?.textContent).toBe(
    `Missing: ${commitment("S2").missingEn}`,
  );
  expect(todayIn("S2")).toBe("unknown");
  expect(todayIn("L4")).toBe("3 depots");
});

test("the small map shows the layers of the state and takes no camera from the reader", async () => {
  const { map, store } = await renderAnswered();
  expect(map()?.scene().layers).toEqual(["shelters"]);
  expect(map()?.scene().focus).toBeNull();
  map()?.onClick({ lngLat: [116.3, 39.9], feature: { layer: "shelters", id: "S1" } });
  expect(store.state.selection).toEqual({ layer: "shelters", id: "S1" });
});

test("print asks the browser for paper, and filtered rows stay in the document for it", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: /没做到/ }));
  fireEvent.click(screen.getByRole("button", { name: "打印" }));
  expect(print).toHaveBeenCalledOnce();
  expect(container.querySelectorAll(".ledger-row")).toHaveLength(36);
  vi.unstubAllGlobals();
});
