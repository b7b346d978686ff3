import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderAnswered } from "./command-harness.tsx";

const openReport = async () => {
  fireEvent.click(screen.getByRole("button", { name: "报告" }));
  return screen.findByRole("dialog", { name: "情况报告" });
};

test("one press: situation, promises, what breaks, what is short, what was done, from what", async () => {
  const { desk } = await renderAnswered();
  await desk().record([{ kind: "noted", text: "广安门桥已封" }]);
  const report = await openReport();
  for (const title of ["情况", "三项承诺", "会破的", "缺什么", "做了什么", "依据和时效"])
    expect(within(report).getByRole("heading", { name: title })).toBeTruthy();
  const text = report.textContent ?? "";
  expect(text).toContain("玫瑰公园：车到不了，100 人缺救助。");
  expect(text).toContain("月坛公园：首车晚 38 分钟");
  expect(text).toContain("没有报告 5 处");
  expect(text).toContain("广安门桥已封");
  expect(text).toContain("演练，不是真的");
  expect(text).not.toMatch(/undefined|NaN|Infinity|null/);
});

test("the report speaks the other language without the page changing", async () => {
  const { store } = await renderAnswered();
  const report = await openReport();
  fireEvent.click(within(report).getByRole("radio", { name: "English" }));
  await waitFor(() => expect(report.textContent).toContain("Rose Park: no truck can come"));
  expect(store.state.language).toBe("zh-CN");
});

test("Escape closes it", async () => {
  await renderAnswered();
  fireEvent.keyDown(await openReport(), { key: "Escape" });
  expect(screen.queryByRole("dialog", { name: "情况报告" })).toBeNull();
});
