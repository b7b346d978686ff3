import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { err, ok } from "../../src/core/result.ts";
import { createBoardAnswer, createStretch, createSupplyRow } from "../fixtures/create-command.ts";
import { renderAnswered } from "./command-harness.tsx";

const CLICK = [116.345, 39.89] as const;
const CLOSURE_ID = "116.34500,39.89000";

async function renderPreview() {
  const door = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: "断路" }));
  door.map().onClick({ lngLat: CLICK, feature: null });
  await door.port.last("stretch").reply(ok(createStretch()));
  return door;
}

test("the tool makes a click mean a street, and Esc puts it away", async () => {
  const { map, port } = await renderAnswered();
  map().onClick({ lngLat: CLICK, feature: null });
  expect(port.count("stretch")).toBe(0);
  const tool = screen.getByRole("button", { name: "断路" });
  fireEvent.click(tool);
  expect(tool.getAttribute("aria-pressed")).toBe("true");
  expect(map().clickHint?.()).toBe("点一条路，断开它");
  map().onClick({ lngLat: CLICK, feature: { layer: "shelters", id: "S1" } });
  expect(port.last("stretch").request).toEqual({ lngLat: CLICK });
  fireEvent.keyDown(document, { key: "Escape" });
  expect(tool.getAttribute("aria-pressed")).toBe("false");
  expect(port.last("stretch").signal.aborted).toBe(true);
});

test("a street is shown with its consequences before anything is closed", async () => {
  const { map, port, store } = await renderPreview();
  expect(screen.getByRole("heading", { name: "断开广安门桥" })).toBeTruthy();
  expect(screen.getByText("这段长 410 米，到两头的路口为止。")).toBeTruthy();
  expect(
    map()
      .scene()
      .lines.some((line) => line.id === "closure-preview"),
  ).toBe(true);
  expect(store.state.scenario.closures).toEqual([]);
  const asked = port.last("board");
  expect(asked.request.scenario.closures).toHaveLength(1);
  const answer = createBoardAnswer();
  await asked.reply(
    ok({
      ...answer,
      supply: answer.supply.map((row) =>
        row.shelterId === "S4" ? createSupplyRow({ shelterId: "S4", firstArrivalMinutes: 371 }) : row,
      ),
      notReachedPersons: 1440,
    }),
  );
  const preview = screen.getByRole("region", { name: "断开广安门桥" });
  expect(preview.textContent).toContain("2 → 3 处");
  expect(preview.textContent).toContain("+1,240 人");
  expect(preview.textContent).toContain("+251 分");
  expect(within(preview).getByText("丰宣公园")).toBeTruthy();
  expect(store.state.tasks.board.status).toBe("done");
});

test("confirming closes it, the board is worked out anew, and it can be taken back", async () => {
  const { port, store, answerBoard } = await renderPreview();
  fireEvent.click(screen.getByRole("button", { name: "断开" }));
  expect(store.state.scenario.closures.map((closure) => closure.id)).toEqual([CLOSURE_ID]);
  expect(port.last("board").request.scenario.closures[0]?.id).toBe(CLOSURE_ID);
  expect(screen.getByText("广安门桥已断开，正在重算。")).toBeTruthy();
  await answerBoard({ closedStretches: [createStretch({ closureId: CLOSURE_ID })] });
  expect(screen.getByRole("button", { name: "恢复广安门桥" })).toBeTruthy();
  expect(screen.getByRole("region", { name: "断路的后果" }).textContent).toContain("1 → 2 处");
  const panel = within(screen.getByRole("tabpanel"));
  fireEvent.click(panel.getByRole("button", { name: "撤销" }));
  expect(store.state.scenario.closures).toEqual([]);
  fireEvent.click(panel.getByRole("button", { name: "重做" }));
  expect(store.state.scenario.closures).toHaveLength(1);
  fireEvent.click(panel.getByRole("button", { name: "全部恢复" }));
  expect(store.state.scenario.closures).toEqual([]);
});

test("deciding against it closes nothing", async () => {
  const { map, store } = await renderPreview();
  fireEvent.click(screen.getByRole("button", { name: "不断开" }));
  expect(store.state.scenario.closures).toEqual([]);
  expect(
    map()
      .scene()
      .lines.some((line) => line.id === "closure-preview"),
  ).toBe(false);
});

test("where there is no street it says how far the nearest is", async () => {
  const { map, port } = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: "断路" }));
  map().onClick({ lngLat: CLICK, feature: null });
  await port.last("stretch").reply(err({ code: "NO_STREET_THERE", metresAway: 140 }));
  expect(screen.getByText("这里没有路")).toBeTruthy();
  expect(screen.getByText("最近的路在 140 米外。")).toBeTruthy();
});

test("a street can be chosen by name alone, from the keyboard", async () => {
  const { port } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "断路" }));
  const box = screen.getByRole("combobox", { name: "按名字断路" });
  fireEvent.input(box, { target: { value: "mxd" } });
  fireEvent.keyDown(box, { key: "Enter" });
  expect(port.last("stretch").request.lngLat).toEqual([116.342, 39.908]);
});

test("the same stretch is not closed twice", async () => {
  const { map, port, answerBoard } = await renderPreview();
  fireEvent.click(screen.getByRole("button", { name: "断开" }));
  await answerBoard({ closedStretches: [createStretch({ closureId: CLOSURE_ID })] });
  map().onClick({ lngLat: [116.346, 39.89], feature: null });
  await port.last("stretch").reply(ok(createStretch()));
  expect(screen.getByText("这一段已经断开了。")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "断开" })).toBeNull();
});

test("when the consequences fail the street can still be closed", async () => {
  const { port, store } = await renderPreview();
  await port.last("board").reply(err({ code: "WORKER_DIED", detail: "test" }));
  expect(screen.getByText("后果没算出来，路可以照样断。")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "断开" }));
  expect(store.state.scenario.closures).toHaveLength(1);
});
