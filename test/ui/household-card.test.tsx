import { fireEvent, screen } from "@solidjs/testing-library";
import jsQR from "jsqr";
import { expect, test, vi } from "vitest";
import type { Language } from "../../src/core/model/language.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { readLink } from "../../src/state/url.ts";
import { createAnswer, ORIGIN, renderAnswered, textOf } from "./find-harness.tsx";

async function renderCard(language: Language = "zh-CN") {
  const find = await renderAnswered({}, language);
  fireEvent.click(await screen.findByRole("button", { name: wordsOf(language).find.makeCard }));
  await vi.waitFor(() => expect(find.container.querySelector(".card-sheet")).not.toBeNull());
  return find;
}

/** What a camera would read: the drawn shape, every module so many pixels wide. */
function decode(svg: Element, scale: number): string | null {
  const modules = Number(svg.getAttribute("viewBox")?.split(" ")[2]);
  const size = modules * scale;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  const path = svg.querySelector("path")?.getAttribute("d") ?? "";
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < scale; down++)
      for (let across = 0; across < scale; across++) {
        const at = ((Number(y) * scale + down) * size + Number(x) * scale + across) * 4;
        pixels.fill(0, at, at + 3);
      }
  return jsQR(pixels, size, size)?.data ?? null;
}

test.each([2, 3, 5, 8])("the printed code, %i pixels a module, is the link to this answer", async (scale) => {
  const { container, store } = await renderCard();
  store.commands.setScenario({ pace: "older", hazard: "flood" });
  const code = container.querySelector(".card-code");
  const url = new URL(decode(code as Element, scale) ?? "about:blank");
  expect(url.href).toBe(textOf(container, ".card-address"));
  const { shared, notices } = readLink(url.pathname, url.hash, "en", url.search);
  expect(notices).toEqual([]);
  expect(shared.origin?.lngLat).toEqual(ORIGIN);
  expect(shared.scenario).toEqual(store.state.scenario);
  expect(shared.selection).toEqual({ layer: "gates", id: "G1" });
  expect(decodeURIComponent(url.href)).not.toContain("木樨地");
});

test("without the home the code opens the gate alone", async () => {
  const { container } = await renderCard();
  fireEvent.click(screen.getByRole("checkbox", { name: "二维码带上家的位置" }));
  const address = decode(container.querySelector(".card-code") as Element, 4) ?? "";
  expect(address).toContain("select=gates:G1");
  expect(address).not.toMatch(/at=|116\./);
});

test("the amounts follow who lives there and for how many days", async () => {
  const { container } = await renderCard();
  const water = () => textOf(container, ".card-kit li");
  expect(water()).toBe("饮用水18 升RET"); // 2 × 3 L × 3
  fireEvent.click(screen.getByRole("button", { name: "孩子多一个" }));
  fireEvent.click(screen.getByRole("radio", { name: "7 天" }));
  expect(water()).toBe("饮用水63 升RET"); // 3 × 3 L × 7
  const adults = screen.getByRole("spinbutton", { name: "大人" });
  fireEvent.change(adults, { target: { value: "99" } });
  expect((adults as HTMLInputElement).value).toBe("12");
  for (const [part, times] of [
    ["大人", 12],
    ["孩子", 1],
  ] as const)
    for (let i = 0; i < times; i++) fireEvent.click(screen.getByRole("button", { name: `${part}少一个` }));
  expect(textOf(container, ".card-kit")).toContain("先填家里有谁");
});

test("a meeting place that is typed stands on the card, outlives a new answer, and is nowhere else", async () => {
  const { container, port } = await renderCard();
  fireEvent.input(screen.getByLabelText("就近会合的地方"), { target: { value: "东门外大槐树" } });
  expect(textOf(container, ".card-meet")).toContain("东门外大槐树");
  await port.last("find").answer(createAnswer());
  expect(textOf(container, ".card-meet")).toContain("东门外大槐树");
  expect(decodeURIComponent(textOf(container, ".card-address"))).not.toContain("槐");
  expect(localStorage.length + sessionStorage.length).toBe(0);
});

test("both shelters, the pace, the data's day and what it is not are on the sheet", async () => {
  const { container } = await renderCard();
  const sheet = textOf(container, ".card-sheet");
  for (const said of [
    "月坛公园，东门走 10 分钟，500 米，全天开",
    "第二处",
    "按慢走算，每秒 0.83 米",
    "避难场所资料 2024-03，路网 2024-03",
    "演练用，不是官方地图",
  ])
    expect(sheet).toContain(said);
});

test("a day that cannot be right is left to be written by hand", async () => {
  const { container, store } = await renderCard();
  expect(textOf(container, ".card-head")).toContain(String(new Date().getFullYear()));
  store.set("isClockWrong", true);
  expect(textOf(container, ".card-head")).toContain("____年__月__日制");
});

test("closing the card gives the keyboard back to its button", async () => {
  const { container } = await renderCard("en");
  expect(document.activeElement?.textContent).toBe("Household card");
  fireEvent.click(screen.getByRole("button", { name: /Back to the answer/ }));
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe("Card"));
  expect(container.querySelector(".answer-where")).not.toBeNull();
});
