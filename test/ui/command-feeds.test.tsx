import { cleanup, fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, expect, test } from "vitest";
import type { Language } from "../../src/core/model/language.ts";
import { allowedAddress } from "../../src/sources/feed/allowed-address.ts";
import type { AnalysisPort } from "../../src/state/analyses.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { connectFeeds } from "../../src/state/feed/connect-feeds.ts";
import { createAppStore } from "../../src/state/store.ts";
import { FeedPanel } from "../../src/ui/command/feeds/FeedPanel.tsx";
import { createCap } from "../fixtures/create-cap.ts";
import { answer, createFeedWorld } from "../fixtures/create-feed-world.ts";
import { renderDoor } from "./render-door.tsx";

afterEach(cleanup);

/** A district that never opens: the panel does without. */
const NO_ENGINE = new Proxy({} as AnalysisPort, { get: () => () => new Promise(() => {}) });
const CENTRE = {
  id: "centre",
  nameZh: "指挥中心",
  nameEn: "Centre",
  url: "feed/centre",
  transport: "polling",
  intervalSeconds: 10,
} as const;
const status = (sequence: number, given: object = {}) => ({
  version: 1,
  source: "centre",
  sequence,
  time: "2027-01-15T07:00:00Z",
  kind: "status",
  payload: { shelterId: "s1", status: "opened" },
  ...given,
});

function renderFeeds(serve: () => Response, language: Language = "zh-CN") {
  const world = createFeedWorld(serve);
  const store = createAppStore(initialSharedState("command", language), [], 600);
  renderDoor(store, NO_ENGINE, FeedPanel, undefined, null, (desk) =>
    connectFeeds(store, {
      openDoor: () => world.api,
      configuration: { allowedOrigins: [], addresses: [CENTRE] },
      allowedAddress,
      operationDesk: () => desk,
      homeUrl: world.homeUrl,
      baseUrlOf: () => "",
      now: world.now,
      every: () => () => {},
      kept: { read: () => [], write: () => {} },
    }),
  );
  const pass = async (milliseconds: number) => {
    await world.pass(milliseconds);
    // The log takes what feeds say within a tenth of a second of the real clock.
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.pass(0);
  };
  return { world, store, pass };
}

test("nothing is listened to until somebody turns it on; then state, counts, gaps and refusals are said", async () => {
  const messages = [status(1), status(4), status(5, { version: 7 })];
  const { world, store, pass } = renderFeeds(() => answer(JSON.stringify(messages)));
  await pass(60_000);
  expect(world.asked).toEqual([]);
  expect(screen.getByText(/feed\/centre/)).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "听「指挥中心」" }));
  await pass(1000);
  await pass(1000);
  expect(screen.getByText("在听")).toBeTruthy();
  expect(screen.getByText("收下 2 条，没收 1 条")).toBeTruthy();
  expect(screen.getByText("centre 缺 2 条")).toBeTruthy();
  expect(screen.getByText("版本是 7，这里认 1。")).toBeTruthy();
  expect(store.state.operation.situation.shelters.s1?.status).toMatchObject({
    status: "opened",
    source: "feed",
    by: "centre",
  });
  fireEvent.click(screen.getByRole("button", { name: "不听「指挥中心」" }));
  await pass(60_000);
  expect(world.asked).toHaveLength(1);
  expect(screen.getByText("没开")).toBeTruthy();
});

test("a web page in place of messages is said in words, in English too", async () => {
  const { pass } = renderFeeds(() => answer("<!doctype html>"), "en");
  fireEvent.click(screen.getByRole("button", { name: "Listen to Centre" }));
  await pass(1000);
  expect(screen.getByText("Lost")).toBeTruthy();
  // At the address, and among what was refused.
  expect(screen.getAllByText(/What came is a web page, no message/)).toHaveLength(2);
});

test("an address of a site that is not on the list is refused with both named", () => {
  const { world } = renderFeeds(() => answer("[]"));
  fireEvent.input(screen.getByLabelText("网址"), { target: { value: "https://other.example/x" } });
  fireEvent.click(screen.getByRole("button", { name: "加上" }));
  expect(
    screen.getByText("https://other.example 不在可以听的网站里。可以的是：https://board.example。"),
  ).toBeTruthy();
  expect(world.asked).toEqual([]);
});

test("a warning from a file is listed with level, sender and how it stands", async () => {
  const { pass } = renderFeeds(() => answer("[]"));
  const file = new File([createCap()], "alert.xml");
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("no field for files");
  Object.defineProperty(input, "files", { value: [file] });
  fireEvent.change(input);
  await pass(1000);
  await pass(1000);
  expect(screen.getByText("收下 1 条，没收 0 条。")).toBeTruthy();
  expect(screen.getByText("等级不详")).toBeTruthy();
  expect(screen.getByText("生效")).toBeTruthy();
  expect(screen.getByText("weather@district.example发布")).toBeTruthy();
});
