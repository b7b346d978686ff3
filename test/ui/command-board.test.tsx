import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { err } from "../../src/core/result.ts";
import { createCommandPack } from "../fixtures/create-command.ts";
import { renderAnswered, renderCommand } from "./command-harness.tsx";

const promise = (container: HTMLElement, kind: string) => {
  const card = container.querySelector<HTMLElement>(`.promise[data-kind="${kind}"]`);
  if (!card) throw new Error(`no promise ${kind}`);
  return card;
};

test("it is always marked as an exercise, before anything is known", () => {
  const { container } = renderCommand();
  expect(container.querySelector(".exercise-mark")?.textContent).toBe("演练");
  expect(container.querySelector(".clock-value")?.textContent).toBe("00:00");
});

test("each promise says its state in words and shape, its count and the time left", async () => {
  const { container } = await renderAnswered();
  const supply = promise(container, "supply");
  expect(supply.textContent).toContain("6 小时首批到场");
  expect(supply.textContent).toContain("2 处会晚");
  expect(supply.textContent).toContain("0 / 5 处");
  expect(supply.textContent).toContain("还剩 6:00");
  expect(supply.querySelector(".state-mark")?.getAttribute("data-state")).toBe("breaks");
  expect(promise(container, "dispatch").textContent).toContain("能按时");
  expect(promise(container, "service").textContent).toContain("/ 560 人");
});

test("the bar goes from done to what breaks, unknown last, and says its parts", async () => {
  const { container, store } = await renderAnswered();
  store.commands.setResponse({ elapsedMinutes: 200 });
  const parts = [...promise(container, "service").querySelectorAll(".promise-part")];
  expect(parts.map((part) => part.getAttribute("data-state"))).toEqual([
    "kept",
    "on-the-way",
    "tight",
    "breaks",
    "unknown",
  ]);
  expect(promise(container, "service").querySelector("[role=img]")?.getAttribute("aria-label")).toBe(
    "已配齐 100，能按时 160，偏紧 100，会缺 140，没排进场所 60",
  );
});

test("the clock moves every state at once and greys nothing", async () => {
  const { container } = await renderAnswered();
  const slider = screen.getByRole("slider", { name: "震后过了多久" });
  fireEvent.input(slider, { target: { value: "222" } });
  expect(container.querySelector(".clock-value")?.textContent).toBe("03:42");
  expect(slider.getAttribute("aria-valuetext")).toBe("震后 3:42");
  expect(promise(container, "dispatch").textContent).toContain("已兑现");
  expect(promise(container, "dispatch").textContent).not.toContain("过了");
  expect(promise(container, "supply").textContent).toContain("2 / 5 处");
  expect(container.querySelector(".promise[data-stale]")).toBeNull();
});

test("the buttons step by ten minutes and stop at both ends", async () => {
  const { container } = await renderAnswered();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "退 10 分钟" }).disabled).toBe(true);
  fireEvent.click(screen.getByRole("button", { name: "进 10 分钟" }));
  expect(container.querySelector(".clock-value")?.textContent).toBe("00:10");
  fireEvent.input(screen.getByRole("slider", { name: "震后过了多久" }), { target: { value: "595" } });
  fireEvent.click(screen.getByRole("button", { name: "进 10 分钟" }));
  expect(container.querySelector(".clock-value")?.textContent).toBe("10:00");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "进 10 分钟" }).disabled).toBe(true);
});

test("breaches come first with how late and why, then what is tight", async () => {
  const { container } = await renderAnswered();
  const rows = [...container.querySelectorAll(".breach-row")];
  expect(rows.map((row) => row.querySelector(".breach-name")?.textContent)).toEqual([
    "没排进场所的人",
    "玫瑰公园",
    "月坛公园",
    "宣武艺园",
    "陶然亭公园",
  ]);
  expect(rows[2]?.querySelector(".breach-late")?.textContent).toBe("晚 38 分");
  expect(rows[2]?.textContent).toContain("断路让它晚 3 时 18 分。");
  expect(rows[3]?.textContent).toContain("缺棉被 40 床");
  expect(rows[4]?.querySelector(".breach-late")?.textContent).toBe("余 9 分");
  expect(rows[4]?.textContent).toContain("展览路库 1 号车 4:51 才装好出发");
});

test("a row takes the map to its place", async () => {
  const { map, store } = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: "月坛公园" }));
  expect(store.state.selection).toEqual({ layer: "shelters", id: "S1" });
  expect(map().scene().focus).not.toBeNull();
});

test("the table has every place and sorts by any column, both ways", async () => {
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "场所" }));
  const names = () => [...container.querySelectorAll(".site-name")].map((name) => name.textContent);
  expect(names()).toEqual(["玫瑰公园", "月坛公园", "陶然亭公园", "宣武艺园", "丰宣公园"]);
  const sort = () => within(screen.getByRole("table")).getByRole("button", { name: /「首车到」/ });
  fireEvent.click(sort());
  fireEvent.click(sort());
  expect(names()).toEqual(["丰宣公园", "宣武艺园", "陶然亭公园", "月坛公园", "玫瑰公园"]);
  expect(sort().closest("th")?.getAttribute("aria-sort")).toBe("ascending");
  const first = container.querySelector(".site-row");
  expect(first?.textContent).toContain("2:00");
  expect(first?.textContent).toContain("展览路库");
});

test("inputs ask for a new answer; the old one stays, grey and labelled", async () => {
  const { container, port, store, answerBoard } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "情景" }));
  fireEvent.click(screen.getByRole("checkbox", { name: /天桥库/ }));
  expect(port.last("board").request.response.lostDepotIds).toEqual(["D2"]);
  expect(promise(container, "supply").hasAttribute("data-stale")).toBe(true);
  expect(container.querySelector(".side-status")?.textContent).toBe("正在重算");
  await answerBoard();
  expect(promise(container, "supply").hasAttribute("data-stale")).toBe(false);
  fireEvent.click(screen.getByRole("radio", { name: "白天在的" }));
  expect(store.state.scenario.period).toBe("day");
});

test("the share in need moves freely and asks when it rests", async () => {
  const { port } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "情景" }));
  const asked = port.count("board");
  const slider = screen.getByRole("slider", { name: "需要救助的人占居民" });
  for (const value of ["2", "3", "5"]) fireEvent.input(slider, { target: { value } });
  expect(port.count("board")).toBe(asked);
  fireEvent.change(slider);
  expect(port.count("board")).toBe(asked + 1);
  expect(port.last("board").request.response.inNeedShare).toBe(0.05);
});

test("rescue reach is shown with and, where streets are closed, without closures", async () => {
  const { store, answerBoard } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "力量" }));
  expect(screen.getByText("80.0 %")).toBeTruthy();
  expect(screen.queryByText("没有断路时")).toBeNull();
  store.commands.closeStreetAt([116.35, 39.89]);
  await answerBoard({ rescueReachShare: 0.71 });
  expect(screen.getByText("71.0 %")).toBeTruthy();
  expect(screen.getByText("没有断路时")).toBeTruthy();
});

test("a failed answer says what to do and asks again on request", async () => {
  const { port, openPack } = renderCommand();
  await openPack();
  await port.last("board").reply(err({ code: "WORKER_DIED", detail: "test" }));
  expect(screen.getByText("计算中断了")).toBeTruthy();
  const asked = port.count("board");
  fireEvent.click(screen.getByRole("button", { name: "再试一次" }));
  expect(port.count("board")).toBe(asked + 1);
});

test("without depots it says so and breaks nothing; without forces dispatch is unknown", async () => {
  const { container, openPack, answerBoard } = renderCommand();
  await openPack({ ...createCommandPack(), depots: [], stations: [] });
  await answerBoard();
  expect(screen.getByText("这份数据里没有储备库，到场和救助算不了。")).toBeTruthy();
  expect(promise(container, "supply").getAttribute("data-state")).toBe("unknown");
  expect(promise(container, "dispatch").textContent).toContain("不详");
  expect(screen.queryByText("三项承诺都守得住。")).toBeNull();
});

test("while the district opens there are words and no figures", async () => {
  const { container, port } = renderCommand();
  expect(screen.getByText("正在打开全区数据")).toBeTruthy();
  await port.opens(err({ code: "PACK_UNREACHABLE", packId: "xicheng", file: "x" }));
  expect(screen.getByText("全区数据没打开，这里暂时没有数字。")).toBeTruthy();
  expect(container.querySelector(".promise-count")).toBeNull();
});

test("English is complete: no hanzi on any tab", async () => {
  const { container } = await renderAnswered("en");
  for (const tab of screen.getAllByRole("tab")) {
    fireEvent.click(tab);
    expect(container.textContent?.match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
  }
});
