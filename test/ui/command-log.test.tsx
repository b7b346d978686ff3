import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { writeLogFile } from "../../src/sources/operation/log-file.ts";
import { chained, TEST_HEAD } from "../fixtures/random-acts.ts";
import { renderAnswered } from "./command-harness.tsx";

async function renderLog() {
  const door = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "记录" }));
  const desk = door.desk();
  if (!desk) throw new Error("there is no desk");
  return { ...door, desk };
}
const linesOf = () =>
  [...document.querySelectorAll(".log-line")].map((line) => line.querySelector("p")?.textContent ?? "");
const badge = () => document.querySelector(".exercise-mark")?.textContent;

async function startReal() {
  const door = await renderLog();
  fireEvent.input(screen.getByLabelText("名称"), { target: { value: "城西地震" } });
  fireEvent.click(screen.getByRole("radio", { name: "实战" }));
  fireEvent.click(screen.getByRole("button", { name: "开始" }));
  await screen.findByRole("heading", { name: "城西地震" });
  return door;
}

test("a real operation is started with what the board holds, notes are written, and it is ended", async () => {
  const { store, answerBoard } = await renderLog();
  store.commands.setResponse({ lostDepotIds: ["d1"] });
  await answerBoard();
  fireEvent.input(screen.getByLabelText("名称"), { target: { value: "城西地震" } });
  fireEvent.click(screen.getByRole("radio", { name: "实战" }));
  expect(screen.getByText("板上已设的断路、停用的库和需救助比例，会记成开头几条。")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "开始" }));
  await screen.findByRole("heading", { name: "城西地震" });
  expect(badge()).toBe("实战");
  await answerBoard();
  fireEvent.change(screen.getByLabelText("你是谁"), { target: { value: "张指挥" } });
  fireEvent.input(screen.getByLabelText("记一笔"), { target: { value: "平安里有人被困" } });
  fireEvent.click(screen.getByRole("button", { name: "记下" }));
  await waitFor(() => expect(linesOf()[0]).toBe("平安里有人被困"));
  expect(store.state.operation.entries.at(-1)).toMatchObject({ by: "张指挥", source: "person" });
  expect(linesOf().at(-1)).toBe("开始「城西地震」");
  fireEvent.click(screen.getByRole("button", { name: "结束行动" }));
  fireEvent.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "结束行动" }));
  await waitFor(() => expect(store.state.operation.situation.isOver).toBe(true));
  // What the board expected of the promises that had not fallen due is in the log before its end.
  expect(store.state.operation.entries.slice(-4).map(({ act }) => act.kind)).toEqual([
    "promise-forecast",
    "promise-forecast",
    "promise-forecast",
    "operation-closed",
  ]);
});

test("T0 in the past by days, in the future, and no time at all are each said before the start", async () => {
  const { store } = await renderLog();
  fireEvent.click(screen.getByRole("radio", { name: "另填" }));
  const field = screen.getByLabelText("T0（事发时刻）", { selector: "input[type='datetime-local']" });
  const start = screen.getByRole<HTMLButtonElement>("button", { name: "开始" });
  expect(start.disabled).toBe(true);
  const district = (milliseconds: number) =>
    new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 16);
  fireEvent.input(field, { target: { value: district(Date.now() + 90 * 60_000) } });
  expect(screen.getByText(/比现在晚 1 时/)).toBeTruthy();
  fireEvent.input(field, { target: { value: "1926-01-01T00:00" } });
  expect(screen.getByText("离现在超过十年，多半是填错了。")).toBeTruthy();
  fireEvent.input(field, { target: { value: district(Date.now() - 3 * 86_400_000) } });
  expect(screen.getByText(/比现在早 3 天/)).toBeTruthy();
  fireEvent.click(start);
  await waitFor(() => expect(store.state.operation.head?.kind).toBe("exercise"));
  expect(Math.abs((store.state.operation.head?.t0 ?? 0) - (Date.now() - 3 * 86_400_000))).toBeLessThan(
    120_000,
  );
});

test("looking back shows what was known then, marks it, refuses to write, and comes back", async () => {
  const { store, desk } = await startReal();
  await desk.record([{ kind: "depot-lost", depotId: "d1" }]);
  fireEvent.click(screen.getByRole("button", { name: "前一条" }));
  expect(screen.getByText("正在看过去")).toBeTruthy();
  expect(store.state.response.lostDepotIds).toEqual([]);
  fireEvent.input(screen.getByLabelText("记一笔"), { target: { value: "晚了" } });
  fireEvent.click(screen.getByRole("button", { name: "记下" }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("正在看过去。先回到现在，再下命令。");
  expect(screen.getByLabelText<HTMLInputElement>("记一笔").value).toBe("晚了");
  fireEvent.click(screen.getAllByRole("button", { name: "回到现在" })[0] as HTMLElement);
  expect(screen.queryByText("正在看过去")).toBeNull();
  expect(store.state.response.lostDepotIds).toEqual(["d1"]);
});

test("a what-if from a line of the past carries its mark, and the original is untouched", async () => {
  const { store, desk } = await startReal();
  await desk.record([{ kind: "depot-lost", depotId: "d1" }]);
  fireEvent.click(screen.getByRole("button", { name: "前一条" }));
  fireEvent.click(screen.getByRole("button", { name: "从这里试另一种做法" }));
  await screen.findByRole("heading", { name: "假设：城西地震" });
  expect(badge()).toBe("假设");
  expect(store.state.operation.situation.lostDepotIds).toEqual([]);
});

test("a file somebody has edited: the first broken line is said, the good ones can be had", async () => {
  const { store } = await renderLog();
  const note = (text: string) => ({
    recordedAt: TEST_HEAD.t0,
    minute: 0,
    source: "person" as const,
    by: "",
    act: { kind: "noted" as const, text },
  });
  const text = writeLogFile({
    app: "test",
    madeAt: "2026-11-27T00:00:00Z",
    head: TEST_HEAD,
    entries: chained([note("one"), note("two"), note("three")]),
  }).replace('"two"', '"2"');
  const input = document.querySelector<HTMLInputElement>(".log-import input");
  if (!input) throw new Error("no way in for a file");
  Object.defineProperty(input, "files", { value: [new File([text], "exercise.jsonl")] });
  fireEvent.change(input);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("文件第 4 行（hash）");
  expect(alert.textContent).toContain("前 2 条没被改过。");
  fireEvent.click(await screen.findByRole("button", { name: "只读入前 2 条" }));
  await waitFor(() => expect(linesOf()).toEqual(["one", `开始「${TEST_HEAD.title}」`]));
  expect(store.state.operation.head).toEqual(TEST_HEAD);
});

test("the report on paper says what the log says", async () => {
  const { desk } = await startReal();
  await desk.record(
    [{ kind: "closure-made", closure: { kind: "street", id: "c", lngLat: [116.36, 39.9] } }],
    { minute: 5 },
  );
  await desk.record([{ kind: "closure-lifted", closureId: "c" }], { minute: 45 });
  fireEvent.click(screen.getByRole("button", { name: "总结报告" }));
  const sheet = screen.getByRole("dialog", { name: "行动总结" });
  expect(sheet.textContent).toContain("断路最久（报告到恢复）40 分");
  expect(sheet.textContent).toContain("断 1，恢复 1，还断着 0");
  expect(within(sheet).getAllByRole("row")).toHaveLength(5);
  fireEvent.click(within(sheet).getByRole("button", { name: "关闭" }));
  expect(screen.queryByRole("dialog", { name: "行动总结" })).toBeNull();
});

test("a log that cannot be kept says so over every tab and offers its file", async () => {
  const { desk } = await startReal();
  desk.tell({ code: "LOG_NOT_KEPT", reason: "full" });
  fireEvent.click(screen.getByRole("tab", { name: "告急" }));
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toContain("浏览器的存储满了");
  expect(within(alert).getByRole("button", { name: "导出文件" })).toBeTruthy();
  fireEvent.click(within(alert).getByRole("button", { name: "知道了" }));
  expect(screen.queryByRole("alert")).toBeNull();
});
