import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { embeddedPlan, writeContingencyPlan } from "../../src/sources/contingency-plan.ts";
import { renderAnswered } from "./command-harness.tsx";

async function renderTasks() {
  const door = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "任务" }));
  await screen.findByText("核实消息，记下发生时刻");
  return door;
}
const rowOf = (text: string): HTMLElement => {
  const row = screen.getByText(text).closest("li");
  if (!row) throw new Error(`no row says ${text}`);
  return row;
};
const groupOf = (text: string) => rowOf(text).closest("section")?.dataset.group;

test("a step is due, then late, as the clock goes; done when somebody says so, and taken back", async () => {
  const { store } = await renderTasks();
  expect(groupOf("核实消息，记下发生时刻")).toBe("due");
  store.commands.setResponse({ elapsedMinutes: 12 });
  await waitFor(() => expect(groupOf("核实消息，记下发生时刻")).toBe("late"));
  expect(within(rowOf("核实消息，记下发生时刻")).getByText("晚了 0:07")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "做完了：核实消息，记下发生时刻" }));
  await waitFor(() => expect(groupOf("核实消息，记下发生时刻")).toBe("done"));
  expect(store.state.operation.entries.at(-1)?.act).toEqual({
    kind: "step-marked",
    stepId: "record-t0",
    isDone: true,
  });
  fireEvent.click(screen.getByRole("button", { name: "没做完：核实消息，记下发生时刻" }));
  await waitFor(() => expect(groupOf("核实消息，记下发生时刻")).toBe("late"));
});

test("the level is declared in the log, and only its steps are listed", async () => {
  const { store } = await renderTasks();
  expect(screen.getByText("应急队伍全部派出")).toBeTruthy();
  fireEvent.click(screen.getByRole("radio", { name: "四级" }));
  await waitFor(() => expect(screen.queryByText("应急队伍全部派出")).toBeNull());
  expect(store.state.operation.situation.level).toMatchObject({ level: "IV" });
});

test("steps against what happens: rain is set, earthquake steps go", async () => {
  const { desk } = await renderTasks();
  await desk().record([
    {
      kind: "hazards-set",
      hazards: {
        earthquake: null,
        zones: [],
        rain: { startMinute: 0, stepMinutes: 60, millimetresPerHour: [50], source: "typed" },
      },
    },
  ]);
  await waitFor(() => expect(screen.queryByText("应急队伍全部派出")).toBeNull());
  expect(screen.getByText("抢险队到积水点")).toBeTruthy();
});

test("who to ring is kept beside the step and is no line of the log", async () => {
  const { store } = await renderTasks();
  const lines = store.state.operation.entries.length;
  fireEvent.change(screen.getByRole("textbox", { name: "值班室：谁，电话" }), {
    target: { value: "李 6000" },
  });
  await waitFor(() => expect(within(rowOf("核实消息，记下发生时刻")).getByText("李 6000")).toBeTruthy());
  expect(store.state.operation.entries).toHaveLength(lines);
});

test("a plan that cannot be read says where, and the one in use stays; a good one takes its place", async () => {
  const { container } = await renderTasks();
  const picker = container.querySelector<HTMLInputElement>('.tasks-plan input[type="file"]');
  if (!picker) throw new Error("no field for files");
  const picks = (text: string) => {
    Object.defineProperty(picker, "files", { value: [new File([text], "区预案.json")], configurable: true });
    fireEvent.change(picker);
  };
  picks(JSON.stringify({ ...embeddedPlan, formatVersion: 9 }));
  await waitFor(() => expect(container.textContent).toContain("formatVersion"));
  expect(screen.getByText("应急队伍全部派出")).toBeTruthy();
  picks(writeContingencyPlan({ ...embeddedPlan, steps: embeddedPlan.steps.slice(0, 2) }));
  await waitFor(() => expect(screen.queryByText("应急队伍全部派出")).toBeNull());
  expect(container.textContent).not.toContain("formatVersion");
  fireEvent.click(screen.getByRole("button", { name: "用自带的" }));
  await waitFor(() => expect(screen.getByText("应急队伍全部派出")).toBeTruthy());
});
