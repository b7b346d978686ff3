import { fireEvent, screen } from "@solidjs/testing-library";
import fc from "fast-check";
import { expect, test } from "vitest";
import { minutesOfSpeed, speedOfMinutes } from "../../src/ui/find/PacePicker.tsx";
import { createAnswer, ORIGIN, renderAnswered, textOf } from "./find-harness.tsx";

test("the six ways of walking are offered, and the sentence says which was taken", async () => {
  const { container, port } = await renderAnswered();
  const ways = screen.getAllByRole("radio").filter((radio) => radio.getAttribute("name") === "pace");
  expect(ways.map((way) => way.parentElement?.textContent)).toEqual([
    "慢走",
    "成人",
    "老人",
    "带小孩",
    "推童车",
    "轮椅",
  ]);
  fireEvent.click(screen.getByRole("radio", { name: "推童车" }));
  const { request } = port.last("find");
  expect(request.scenario.pace).toBe("pram");
  await port.last("find").answer(createAnswer({ request, metresPerSecond: 0.9 }));
  expect(textOf(container, ".answer-meta")).toContain("按推童车算，每秒 0.90 米");
});

test("an own pace goes with the question as metres per second, and is put away by a way that is picked", async () => {
  const { container, port, store } = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: "都不对，自己定速度" }));
  const slider = screen.getByRole("slider", { name: "您走 500 米要几分钟" });
  fireEvent.input(slider, { target: { value: "12.5" } });
  const { request } = port.last("find");
  expect(request.scenario.metresPerSecond).toBeCloseTo(500 / 750, 4);
  await port.last("find").answer(createAnswer({ request, metresPerSecond: 0.6667 }));
  expect(textOf(container, ".answer-meta")).toContain("按您自己的速度算，每秒 0.67 米");
  fireEvent.click(screen.getByRole("radio", { name: "成人" }));
  expect(store.state.scenario).toMatchObject({ pace: "brisk", metresPerSecond: null });
  expect(screen.queryByRole("slider")).toBeNull();
});

test("minutes for 500 m and metres per second are each other's turn", () => {
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 80 }), (halves) => {
      expect(minutesOfSpeed(speedOfMinutes(halves / 2))).toBe(halves / 2);
    }),
  );
  expect(minutesOfSpeed(0.83)).toBe(10);
});

test("a way slower than its pace says that something slows it", async () => {
  const { container } = await renderAnswered({ metresPerSecond: 1.3 });
  expect(textOf(container, ".answer-meta")).toContain("走得更慢");
});

test("fitness and the day of the room are said, and what nobody knows is said to be unknown", async () => {
  const { container } = await renderAnswered();
  const meta = () => textOf(container, ".answer-meta");
  expect(meta()).toContain("能用于地震。");
  expect(meta()).toContain("可容约 2,000 人，资料是 2024-03 的。现在里面有多少人不详。");
});

test("a clock that cannot be right makes gates with hours unknown, until somebody gives the time", async () => {
  const { container, store, port } = await renderAnswered({}, "zh-CN", { gateHours: [360, 1320] });
  expect(textOf(container, ".answer-gate")).toBe("东门开着");
  store.set("isClockWrong", true);
  expect(textOf(container, ".answer-gate")).toBe("东门开不开不详");
  expect(textOf(container, ".clock-note")).toContain("日期不对");
  fireEvent.change(screen.getByLabelText("现在几点"), { target: { value: "21:15" } });
  const { request } = port.last("find");
  expect(request.scenario.minuteOfDay).toBe(1275);
  expect(request.origin).toEqual(ORIGIN);
  await port.last("find").answer(createAnswer({ request }));
  expect(textOf(container, ".answer-gate")).toBe("东门开着");
  expect(textOf(container, ".answer-meta")).toContain("门按 21:15 看");
});

test("a gate that never shuts is open whatever the clock says", async () => {
  const { container, store } = await renderAnswered();
  store.set("isClockWrong", true);
  expect(textOf(container, ".answer-gate")).toBe("东门开着");
});
