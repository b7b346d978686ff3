import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import { describeFailure } from "../../src/i18n/describe-failure.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { createAnswer, createOption, ORIGIN, renderAnswered, renderFind, textOf } from "./find-harness.tsx";

test("the answer stands in its fixed order: where, how long, by which gate, the way, why not nearer, may I stay", async () => {
  const { container } = await renderAnswered();
  const order = [
    ".answer-where",
    ".answer-figures",
    ".answer-meta",
    ".segmented",
    ".answer-steps",
    ".answer-box",
    ".answer-stay",
    ".answer-others",
    ".answer-actions",
  ].map((selector) => container.querySelector(selector));
  for (const [i, part] of order.entries()) {
    expect(part, String(i)).not.toBeNull();
    const next = order[i + 1];
    if (part && next)
      expect(part.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  }
  expect(textOf(container, ".answer-where")).toBe("去月坛公园，走东门");
  expect(textOf(container, ".answer-figures")).toBe("10 分钟500 米东门开着");
});

test("the way names its streets; what has no name is called a lane, and marked as modelled below", async () => {
  const { container } = await renderAnswered();
  const steps = [...container.querySelectorAll(".answer-step-words")].map((step) => step.textContent);
  expect(steps).toEqual(["向东走复兴门外大街", "左转走巷道"]);
});

test.each([
  ["zh-CN", "可容多少人不详"],
  ["en", "Room not known"],
] as const)("room that nobody knows is said to be unknown in %s, never 0", async (language, said) => {
  const { container } = await renderAnswered({ best: createOption({ capacityPersons: null }) }, language);
  expect(textOf(container, ".answer-meta")).toContain(said);
  expect(textOf(container, ".answer-meta")).not.toMatch(/(^|\D)0 (人|people)/);
});

test("a nearer shelter behind a locked gate is named with its reason", async () => {
  const { container } = await renderAnswered({
    whyNotNearest: { reason: "gate-locked", shelterId: "S1", gateId: "G1", straightLineMetres: 234 },
  });
  expect(textOf(container, ".answer-box")).toBe("为什么不去更近的月坛公园？直线 230 米，但东门锁着。");
});

test("a gate that opens on order says so in the sentence's figures and in the table of others", async () => {
  const { container } = await renderAnswered({ best: createOption({ gateState: "opens-on-order" }) });
  expect(textOf(container, ".answer-gate")).toBe("东门等通知才开");
  expect(textOf(container, ".answer-others tbody")).toContain("等通知开");
});

test("what may be done instead of walking follows the hazard", async () => {
  const { container, store } = await renderAnswered();
  const stay = () => textOf(container, ".answer-stay");
  // no hazard is chosen: a line for each
  for (const said of ["地震：楼没裂", "洪涝：水还没进楼", "火灾：先离开"]) expect(stay()).toContain(said);
  fireEvent.click(screen.getByRole("radio", { name: "洪涝" }));
  expect(store.state.scenario.hazard).toBe("flood");
  expect(stay()).toContain("上到二层");
  expect(stay()).not.toContain("楼没裂");
});

test("a change of pace asks again and shows the old answer as old until the new one comes", async () => {
  const { container, port } = await renderAnswered();
  fireEvent.click(screen.getByRole("radio", { name: "轮椅" }));
  expect(port.last("find").request.scenario.pace).toBe("wheelchair");
  expect(container.querySelector(".answer")?.getAttribute("data-stale")).toBe("true");
  await port.last("find").answer(createAnswer());
  expect(container.querySelector(".answer")?.getAttribute("data-stale")).toBe("false");
});

const FAILURES: readonly Failure[] = [
  { code: "PLACE_OUTSIDE_DISTRICT", metresAway: 900 },
  { code: "PLACE_FAR_FROM_STREET", metresAway: 400, limitMetres: 200 },
  { code: "NO_SHELTER_IN_REACH", searchedSeconds: 3600 },
  { code: "NO_OPEN_SHELTER" },
  { code: "WORKER_DIED", detail: "test" },
];
for (const language of ["zh-CN", "en"] as const)
  test.each(FAILURES)(`$code says what happened and what to do, in ${language}`, async (failure) => {
    const { port, store, openPack } = renderFind(language);
    await openPack();
    store.commands.setOrigin({ lngLat: ORIGIN, name: null });
    await port.last("find").fail(failure);
    const { title, suggestion, summary, action } = describeFailure(failure, wordsOf(language));
    const note = screen.getByRole("alert");
    for (const said of [title, suggestion, summary]) expect(note.textContent).toContain(said);
    const retry = screen.queryByRole("button", { name: wordsOf(language).shared.retry });
    expect(retry !== null).toBe(action === "retry");
    if (!retry) return;
    fireEvent.click(retry);
    await port.last("find").answer(createAnswer());
    expect(screen.queryByRole("alert")).toBeNull();
  });

test("what was typed outlives a failure, and finds its place once the pack is there", async () => {
  const { port, store, openPack } = renderFind();
  const box = screen.getByRole<HTMLInputElement>("combobox", { name: "输入您在的地方" });
  fireEvent.focus(box);
  fireEvent.input(box, { target: { value: "mxd" } });
  await port.opens({ ok: false, failure: { code: "PACK_UNREACHABLE", packId: "xicheng", file: "x" } });
  expect(box.isConnected).toBe(true);
  expect(box.value).toBe("mxd");
  store.set("pack", { status: "loading", progressShare: 0 });
  await openPack();
  store.set("pack", { status: "ready", index: createPackIndex() });
  expect(box.value).toBe("mxd");
  fireEvent.keyDown(box, { key: "Enter" });
  expect(store.state.origin).toEqual({ lngLat: [116.342, 39.908], name: "木樨地" });
});

test("the place asked about outlives a dead calculation", async () => {
  const { container, port, store, openPack } = renderFind();
  await openPack();
  store.commands.setOrigin({ lngLat: ORIGIN, name: "木樨地" });
  await port.last("find").fail({ code: "WORKER_DIED", detail: "test" });
  expect(textOf(container, ".find-origin-name")).toBe("木樨地");
});

test("a tap on the map is a place without a name", async () => {
  const { container, map, port, openPack } = renderFind();
  await openPack();
  map()?.onClick({ lngLat: ORIGIN, feature: null });
  expect(port.last("find").request.origin).toEqual(ORIGIN);
  expect(textOf(container, ".find-origin-name")).toBe("地图上点的地方");
});
