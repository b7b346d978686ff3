import { fireEvent, screen, waitFor } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderAnswered } from "./command-harness.tsx";

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

async function renderTwoPages() {
  const door = await renderAnswered();
  const { commands } = door.store;
  press("讲解");
  commands.setCamera({ lngLat: [116.35, 39.9], zoom: 14 });
  press("存下这一页");
  fireEvent.input(screen.getByRole("textbox", { name: "这一页说什么" }), { target: { value: "先看北边" } });
  commands.setCamera({ lngLat: [116.38, 39.88], zoom: 15 });
  commands.showLayer("waterlogging", false);
  commands.setResponse({ elapsedMinutes: 90 });
  press("存下这一页");
  fireEvent.input(screen.getByRole("textbox", { name: "这一页说什么" }), { target: { value: "再看南边" } });
  return door;
}

test("a page brings back its map, its layers and its minute", async () => {
  const { store } = await renderTwoPages();
  press("第 1 页，共 2 页");
  await waitFor(() => expect(store.state.response.elapsedMinutes).toBe(0));
  expect(store.state.camera).toEqual({ lngLat: [116.35, 39.9], zoom: 14 });
  expect(store.state.layers).toContain("waterlogging");
  press("第 2 页，共 2 页");
  await waitFor(() => expect(store.state.response.elapsedMinutes).toBe(90));
  expect(store.state.layers).not.toContain("waterlogging");
  expect(store.state.camera).toEqual({ lngLat: [116.38, 39.88], zoom: 15 });
});

test("it plays from the page looked at; arrow keys turn, Esc ends", async () => {
  const { store } = await renderTwoPages();
  press("第 1 页，共 2 页");
  press("播放");
  expect(document.querySelector(".briefing-said")?.textContent).toBe("先看北边");
  expect(document.documentElement.dataset.briefing).toBe("");
  fireEvent.keyDown(document, { key: "ArrowRight" });
  await waitFor(() => expect(document.querySelector(".briefing-said")?.textContent).toBe("再看南边"));
  expect(store.state.response.elapsedMinutes).toBe(90);
  fireEvent.keyDown(document, { key: "ArrowRight" });
  expect(document.querySelector(".briefing-said")?.textContent).toBe("再看南边");
  fireEvent.keyDown(document, { key: "Escape" });
  expect(document.querySelector(".briefing-player")).toBeNull();
  expect(document.documentElement.dataset.briefing).toBeUndefined();
});

test("pages are moved and deleted; the one beside it is looked at then", async () => {
  await renderTwoPages();
  press("往前挪");
  expect(screen.getByRole("button", { name: "第 1 页，共 2 页" }).getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByRole("button", { name: "第 1 页，共 2 页" }).title).toBe("再看南边");
  press("删这一页");
  expect(screen.getByRole("button", { name: "第 1 页，共 1 页" }).title).toBe("先看北边");
  expect((screen.getByRole("textbox", { name: "这一页说什么" }) as HTMLTextAreaElement).value).toBe(
    "先看北边",
  );
});

test("seconds out of range are put back", async () => {
  await renderTwoPages();
  const seconds = screen.getByRole("spinbutton", { name: "停几秒" }) as HTMLInputElement;
  fireEvent.change(seconds, { target: { value: "999" } });
  expect(seconds.value).toBe("8");
  fireEvent.change(seconds, { target: { value: "20" } });
  press("第 1 页，共 2 页");
  press("第 2 页，共 2 页");
  expect((screen.getByRole("spinbutton", { name: "停几秒" }) as HTMLInputElement).value).toBe("20");
});
