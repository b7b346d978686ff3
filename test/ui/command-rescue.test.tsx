import { fireEvent, screen, waitFor, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { ok } from "../../src/core/result.ts";
import { renderAnswered } from "./command-harness.tsx";

const lastAct = (store: Awaited<ReturnType<typeof renderAnswered>>["store"]) =>
  store.state.operation.entries.at(-1)?.act;

test("a breach says what saves it, what that costs, and one press is in the log", async () => {
  const { port, store } = await renderAnswered();
  await waitFor(() => expect(port.count("saveActions")).toBe(1), { timeout: 3000 });
  const { request, reply } = port.last("saveActions");
  const worse = {
    shelterId: "S5",
    promise: "supply",
    lostMinutes: 12,
    lostPersons: 0,
    isBroken: true,
  } as const;
  await reply(
    ok({
      request,
      shelters: [
        {
          shelterId: "S1",
          promise: "supply",
          saves: [
            {
              action: { kind: "move-truck", fromDepotId: "D1", toDepotId: "D2", fromTrucks: 3, toTrucks: 5 },
              isSaved: true,
              gainedMinutes: 52,
              slackMinutes: 14,
              gainedPersons: 0,
              alsoSaved: 0,
              worse: [worse],
            },
          ],
        },
      ],
      unplacedPersons: 0,
      openings: [],
      triedActions: 9,
      computeMilliseconds: 1,
    }),
  );
  expect(await screen.findByText("从展览路库调 1 车给天桥库，余 14 分")).toBeTruthy();
  expect(screen.getByText("会让 1 处破")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "照办：从展览路库调 1 车给天桥库" }));
  await waitFor(() =>
    expect(store.state.operation.entries.slice(-2).map(({ act }) => act)).toEqual([
      { kind: "depot-trucks", depotId: "D1", trucks: 3 },
      { kind: "depot-trucks", depotId: "D2", trucks: 5 },
    ]),
  );
});

test("a shelter is unknown until somebody reports it; full is weighed first, and its age is told", async () => {
  const { port, store } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "场所" }));
  store.commands.select("shelters", "S1");
  expect(await screen.findByText("不详，没人报告过")).toBeTruthy();
  const buttons = within(screen.getByRole("group", { name: "报告状态" }));
  fireEvent.click(buttons.getByRole("button", { name: "已开放" }));
  await waitFor(() =>
    expect(lastAct(store)).toEqual({ kind: "shelter-status", shelterId: "S1", status: "opened" }),
  );
  fireEvent.click(buttons.getByRole("button", { name: "已满" }));
  const { request, reply } = port.last("divert");
  expect(request.after.shelters).toEqual([{ shelterId: "S1", status: "full", persons: null }]);
  expect(lastAct(store)).toMatchObject({ status: "opened" });
  await reply(
    ok({
      request,
      moves: [{ communityId: "A1", fromShelterId: "S1", toShelterId: "S2", persons: 40 }],
      divertedPersons: 40,
      unplacedBefore: 0,
      unplacedAfter: 0,
      computeMilliseconds: 1,
    }),
  );
  expect(await screen.findByText("月坛公园 → 玫瑰公园，40 人")).toBeTruthy();
  expect(screen.getByText("要通知 1 个社区、2 处场所。")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "记下并分流" }));
  await waitFor(() => expect(lastAct(store)).toMatchObject({ kind: "shelter-status", status: "full" }));
});

test("occupancy that is no number is said, above capacity is said and not refused", async () => {
  const { port, store } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "场所" }));
  store.commands.select("shelters", "S1");
  const field = await screen.findByLabelText("已到人数");
  fireEvent.input(field, { target: { value: "很多" } });
  expect(screen.getByText("请填整数，或留空表示不详。")).toBeTruthy();
  fireEvent.input(field, { target: { value: "2500" } });
  fireEvent.click(screen.getByRole("button", { name: "记下" }));
  const { request, reply } = port.last("divert");
  await reply(
    ok({
      request,
      moves: [],
      divertedPersons: 0,
      unplacedBefore: 0,
      unplacedAfter: 0,
      computeMilliseconds: 1,
    }),
  );
  await waitFor(() => expect(lastAct(store)).toEqual({ kind: "occupancy", shelterId: "S1", persons: 2500 }));
});

test("stations are noted as out one by one, and then those not noted are not out", async () => {
  const { store } = await renderAnswered();
  fireEvent.click(screen.getByRole("tab", { name: "力量" }));
  fireEvent.click(await screen.findByRole("button", { name: "记下西直门消防站已派出" }));
  await waitFor(() =>
    expect(lastAct(store)).toEqual({ kind: "crews-out", stationId: "F1", crews: 1, incidentId: null }),
  );
  await waitFor(() => expect(screen.queryByRole("button", { name: "记下西直门消防站已派出" })).toBeNull());
});
