import { fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import type { Language } from "../../src/core/model/language.ts";
import { ok } from "../../src/core/result.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { findScene } from "../../src/map/scenes/find-scene.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { FindDoor } from "../../src/ui/find/FindDoor.tsx";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { ControllablePort } from "./plan-harness.tsx";
import { renderDoor } from "./render-door.tsx";

async function renderFind(language: Language = "zh-CN") {
  const port = new ControllablePort();
  const store = createAppStore(initialSharedState("find", language), [], 600);
  const view = renderDoor(store, port, FindDoor);
  await port.opens(ok(createPackIndex()));
  return { ...view, store, words: wordsOf(language) };
}

/** A device that says it is here, as well as it knows. */
function deviceAt(longitude: number, latitude: number, accuracy: number): void {
  const getCurrentPosition = (found: (position: unknown) => void) =>
    found({ coords: { longitude, latitude, accuracy } });
  vi.stubGlobal("navigator", { ...navigator, geolocation: { getCurrentPosition } });
}
afterEach(() => vi.unstubAllGlobals());
const locates = (label: string) => fireEvent.click(screen.getByRole("button", { name: label }));

test("before the browser asks, the page says what the position is for", async () => {
  const { words } = await renderFind();
  expect(screen.getByText(words.find.locateWhy)).toBeTruthy();
});

test.each([
  [12, null],
  [180, "accuracy"],
  [2400, "accuracyCoarse"],
] as const)("a position good to %i m is taken, and what it is worth is said", async (accuracy, said) => {
  const { store, words, container } = await renderFind();
  const [west, south, east, north] = createPackIndex().description.bbox;
  deviceAt((west + east) / 2, (south + north) / 2, accuracy);
  locates(words.find.locate);
  expect(store.state.origin?.accuracyMetres).toBe(accuracy);
  const text = container.querySelector(".find-accuracy")?.textContent ?? null;
  const figure = accuracy === 2400 ? "2,400" : String(accuracy);
  expect(text).toBe(said === null ? null : words.find[said](figure));
  const circle = findScene(store.state, createPackIndex(), words).polygons.filter(
    ({ role }) => role === "accuracy",
  );
  expect(circle).toHaveLength(1);
});

test("a position outside the district is not asked about: how far, and what can be done, stands there", async () => {
  const { store, words, container } = await renderFind("en");
  const { bbox, titleEn } = createPackIndex().description;
  deviceAt(bbox[0], bbox[3] + 0.5, 10);
  locates(words.find.locate);
  expect(store.state.origin).toBeNull();
  expect(container.querySelector(".find-outside")?.textContent).toBe(words.find.outside(titleEn, "56"));
});

test("the field follows the combobox pattern: arrows move, Escape closes and then empties, Enter picks", async () => {
  const { store, words } = await renderFind();
  const box = screen.getByRole<HTMLInputElement>("combobox", { name: words.find.searchLabel });
  fireEvent.focus(box);
  fireEvent.input(box, { target: { value: "mxd" } });
  expect(box.getAttribute("aria-expanded")).toBe("true");
  const first = screen.getAllByRole("option")[0];
  expect(box.getAttribute("aria-activedescendant")).toBe(first?.id);
  expect(first?.getAttribute("aria-selected")).toBe("true");
  fireEvent.keyDown(box, { key: "Escape" });
  expect(box.getAttribute("aria-expanded")).toBe("false");
  fireEvent.keyDown(box, { key: "Enter" });
  expect(store.state.origin).toBeNull();
  fireEvent.keyDown(box, { key: "ArrowDown" });
  expect(box.getAttribute("aria-expanded")).toBe("true");
  fireEvent.keyDown(box, { key: "Escape" });
  fireEvent.keyDown(box, { key: "Escape" });
  expect(box.value).toBe("");
  fireEvent.input(box, { target: { value: "mxd" } });
  fireEvent.keyDown(box, { key: "Enter" });
  expect(store.state.origin?.name).toBe("木樨地");
});

test("what is not found says what else can be done, also to a screen reader", async () => {
  const { words } = await renderFind();
  const box = screen.getByRole("combobox", { name: words.find.searchLabel });
  fireEvent.focus(box);
  fireEvent.input(box, { target: { value: "qqqqzzzz" } });
  expect(screen.queryAllByRole("option")).toEqual([]);
  expect(screen.getAllByRole("status").map((each) => each.textContent)).toContain(
    `${words.shared.noMatch} ${words.find.searchElse}`,
  );
});

test("three taps: sub-district, community, its middle", async () => {
  const { store, words, container } = await renderFind();
  fireEvent.click(screen.getByRole("button", { name: words.find.byCommunity }));
  const tap = () => fireEvent.click(container.querySelector(".find-picker-list button") as HTMLElement);
  tap();
  tap();
  expect(store.state.origin).toBeNull();
  tap();
  const { communities } = createPackIndex();
  expect(communities.map(({ nameZh }) => nameZh)).toContain(store.state.origin?.name);
});
