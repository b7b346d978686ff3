import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCoverageAnswer, createFieldAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";
// here already, so that opening it waits for nothing
import "../../src/ui/plan/report/ReportSheet.tsx";

// What a browser has and the test's page lacks.
class FakeSheet {
  text = "";
  readonly cssRules = [];
  replaceSync(text: string) {
    this.text = text;
  }
}
beforeEach(() => {
  vi.stubGlobal("CSSStyleSheet", FakeSheet);
  Object.defineProperty(document, "adoptedStyleSheets", { value: [], writable: true, configurable: true });
});
afterEach(() => vi.unstubAllGlobals());

async function openReport() {
  const plan = renderPlan();
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  await plan.port.last("minutesField").answer(createFieldAnswer());
  fireEvent.click(screen.getByRole("button", { name: "出报告" }));
  // by selector: roles of a document of many pages take seconds to work out
  const report = await waitFor(() => {
    const found = document.querySelector<HTMLElement>(".report[role=dialog]");
    if (!found?.querySelector(".report-page")) throw new Error("no pages yet");
    return found;
  });
  return { ...plan, report };
}

const figuresIn = (root: ParentNode, selector: string) =>
  new Map(
    [...root.querySelectorAll<HTMLElement>(selector)].map((each) => [
      each.dataset.figure ?? each.closest<HTMLElement>("[data-number]")?.dataset.number ?? "",
      each.textContent?.trim(),
    ]),
  );

test("every figure of the report is the figure on the board", async () => {
  const { container, report } = await openReport();
  const board = new Map([
    ...figuresIn(container, ".number .number-value"),
    ...figuresIn(container, ".board-figures [data-figure]:not(.figure-how)"),
    ["everyone-total", container.querySelector(".everyone-total strong")?.textContent],
    ...[...container.querySelectorAll<HTMLElement>(".everyone-legend li")].map(
      (row) => [`everyone-${row.dataset.part}`, row.querySelector(".everyone-persons")?.textContent] as const,
    ),
  ]);
  const printed = figuresIn(report, "[data-figure]");
  expect(printed.size).toBeGreaterThanOrEqual(26);
  expect(Object.fromEntries(printed)).toEqual(Object.fromEntries(board));
});

test("the table by sub-district is the table on the screen, every column of it", async () => {
  const { container, report } = await openReport();
  fireEvent.click(screen.getByRole("tab", { name: "街道和社区表" }));
  const onScreen = [...container.querySelectorAll(".area-table tbody tr, .area-table tfoot tr")].map(
    (row) => [
      row.querySelector(".area-name, th")?.textContent,
      ...[...row.querySelectorAll("td")].map((cell) => cell.textContent),
    ],
  );
  const cellsOf = (id: string) =>
    [...report.querySelectorAll(`[data-table="${id}"] tbody tr`)].map((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent),
    );
  const [persons, walks] = [cellsOf("subdistricts"), cellsOf("subdistricts-walk")];
  expect(persons.length).toBe(onScreen.length);
  onScreen.forEach((row, i) => {
    const printed = [...(persons[i] ?? []), ...(walks[i] ?? []).slice(1)];
    expect([...printed].sort()).toEqual([...row].sort());
  });
});

test("it is written in a language of its own, and on A3 when asked", async () => {
  const { report, store } = await openReport();
  fireEvent.click(report.querySelector('input[value="en"]') as HTMLElement);
  await waitFor(() => expect(report.querySelector("h1")?.textContent).toContain("shelter coverage"));
  expect(store.state.language).toBe("zh-CN");
  expect(within(report).getByText("打印或存成 PDF")).toBeTruthy();
  const text = [...report.querySelectorAll(".report-foot, .report-figures h2")]
    .map((each) => each.textContent)
    .join(" ");
  expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  fireEvent.click(report.querySelector('input[value="a3"]') as HTMLElement);
  await waitFor(() => expect(report.querySelector('.report-page[data-paper="a3"]')).toBeTruthy());
  const sheets = document.adoptedStyleSheets as unknown as FakeSheet[];
  expect(sheets.at(-1)?.text).toContain("A3 landscape");
  fireEvent.click(within(report).getByText("回到规划"));
  expect(document.querySelector(".report")).toBeNull();
  expect(document.adoptedStyleSheets).toEqual([]);
});

test("pages are numbered through, and each bears the slot for the map review number", async () => {
  const { report } = await openReport();
  const pages = [...report.querySelectorAll(".report-page")];
  pages.forEach((page, i) => {
    expect(page.querySelector(".report-number")?.textContent).toBe(`第 ${i + 1} 页，共 ${pages.length} 页`);
    expect(page.querySelector(".report-review")?.textContent).toBe("审图号：（待填）");
  });
});
