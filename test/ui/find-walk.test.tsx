import { cleanup, fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ok } from "../../src/core/result.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { createAnswer, ORIGIN, renderAnswered, renderFind, textOf } from "./find-harness.tsx";
import type { ControllablePort } from "./plan-harness.tsx";

const said = wordsOf("zh-CN");
type Watch = { readonly tell: PositionCallback; readonly fail: PositionErrorCallback | null | undefined };
let watch: Watch | null = null;
const spoken: string[] = [];

beforeEach(() => {
  spoken.length = 0;
  watch = null;
  vi.stubGlobal("speechSynthesis", {
    speak: (utterance: { text: string }) => spoken.push(utterance.text),
    cancel: () => {},
    getVoices: () => [],
  });
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      lang = "";
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
      addEventListener() {}
    },
  );
  Object.defineProperty(navigator, "geolocation", {
    configurable: true,
    value: {
      watchPosition: (tell: PositionCallback, fail?: PositionErrorCallback | null) => {
        watch = { tell, fail };
        return 1;
      },
      clearWatch: () => {
        watch = null;
      },
    },
  });
});
// The page goes first: what it ends is still to be there.
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const standsAt = (longitude: number, latitude: number) =>
  watch?.tell({
    coords: { longitude, latitude, accuracy: 10, speed: null, heading: null },
    timestamp: 0,
  } as unknown as GeolocationPosition);

const askedFor = (port: ControllablePort) => port.asked.filter(({ kind }) => kind === "find").length;

async function walking() {
  const find = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: said.find.startWalking }));
  await vi.waitFor(() => expect(find.container.querySelector(".walk-step")).not.toBeNull());
  return find;
}

test("who leaves the way is led on from there: asked once, said once, and the new way is followed", async () => {
  const { port, store, container } = await walking();
  standsAt(116.3425, 39.9081);
  expect(textOf(container, ".walk-left")).toContain("米");
  const asked = askedFor(port);
  spoken.length = 0;
  // 500 m north of it: one reading is a reflection, two are a wrong turn.
  standsAt(116.3425, 39.9125);
  expect(askedFor(port)).toBe(asked);
  standsAt(116.3425, 39.91252);
  standsAt(116.3425, 39.91254);
  standsAt(116.3425, 39.91256);
  expect(askedFor(port)).toBe(asked + 1);
  expect(spoken.filter((text) => text === said.find.walk.off)).toHaveLength(1);
  expect(store.state.origin?.lngLat).toEqual([116.3425, 39.91252]);
  const from = [116.3425, 39.91252] as const;
  const answer = createAnswer();
  await port.last("find").answer({
    ...answer,
    request: { ...answer.request, origin: from },
    route: { ...answer.route, line: [from, [116.351, 39.9125]] },
  });
  standsAt(116.343, 39.91253);
  expect(textOf(container, ".walk-note")).not.toContain(said.find.walk.off);
  expect(askedFor(port)).toBe(asked + 1);
});

test("the arrow turns with the compass where there is one, and stands with north up where there is none", async () => {
  const { container } = await walking();
  standsAt(ORIGIN[0], ORIGIN[1]);
  const arrow = () => container.querySelector<HTMLElement>(".walk-arrow");
  expect(arrow()?.getAttribute("aria-label")).toBe(said.find.walk.arrowNorth);
  const degrees = () => Number(/rotate\((-?[\d.]+)deg\)/.exec(arrow()?.style.transform ?? "")?.[1]);
  const north = degrees();
  const event = Object.assign(new Event("deviceorientationabsolute"), { alpha: 270, absolute: true });
  window.dispatchEvent(event);
  expect(arrow()?.getAttribute("aria-label")).toBe(said.find.walk.arrow);
  expect(degrees()).toBeCloseTo(north - 90, 6);
});

test("the compass is asked for within the press where the device wants to be asked, and a no is no trouble", async () => {
  const requestPermission = vi.fn(() => Promise.reject(new Error("denied")));
  vi.stubGlobal("DeviceOrientationEvent", { requestPermission });
  const { container } = await walking();
  expect(requestPermission).toHaveBeenCalledOnce();
  expect(textOf(container, ".walk-step")).not.toBe("");
});

test("without any geolocation the way is turned by hand, and locating says that it cannot be done", async () => {
  Object.defineProperty(navigator, "geolocation", { configurable: true, value: undefined });
  const { container } = await walking();
  expect(textOf(container, ".walk-note")).toContain(said.find.walk.trouble.unavailable);
  expect(screen.getByRole("button", { name: said.find.walk.forward })).toBeTruthy();
});

test("a link to a shelter or a gate that is gone says so, once, and the nearest answer stands", async () => {
  for (const layer of ["shelters", "gates"] as const) {
    const { store, port, unmount } = renderFind();
    store.commands.select(layer, "gone");
    store.commands.setOrigin({ lngLat: ORIGIN, name: null });
    await port.opens(ok(createPackIndex()));
    expect(store.state.notices).toEqual([{ code: "NOT_IN_DATA", layer, id: "gone" }]);
    expect(store.state.selection).toBeNull();
    await port.last("find").answer(createAnswer());
    expect(document.querySelector(".answer-where")).not.toBeNull();
    unmount();
  }
});
