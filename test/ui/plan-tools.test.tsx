import { fireEvent, screen, within } from "@solidjs/testing-library";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LngLat } from "../../src/core/model/geometry.ts";
import type { MapHand } from "../../src/map/map-hand.ts";
import { putSite } from "../../src/state/schemes/edit-schemes.ts";
import { proposalsOf } from "../../src/state/schemes/scheme-scenarios.ts";
import { centreOf, grossSquareMetres } from "../../src/state/schemes/shape-site.ts";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
import { createSquareSite } from "../fixtures/create-square-site.ts";
import { renderPlan } from "./plan-harness.tsx";

/** One pixel is a hundred-thousandth of a degree, from 116.30 E, 39.90 N at the upper left. */
const STEP = 1e-5;
const placeOf = (x: number, y: number): LngLat => [116.3 + x * STEP, 39.9 - y * STEP];

function createHand() {
  const element = document.createElement("div");
  const canvas = document.createElement("canvas");
  element.append(canvas);
  document.body.append(element);
  const held: boolean[] = [];
  const hand: MapHand = {
    element,
    canvas,
    placeAt: ({ x, y }) => placeOf(x, y),
    pixelOf: ([lng, lat]) => ({ x: (lng - 116.3) / STEP, y: (39.9 - lat) / STEP }),
    zoom: () => 14,
    centre: () => placeOf(500, 400),
    holdStill: (isHeld) => held.push(isHeld),
    ownDoubleClick: () => {},
    onCamera: () => () => {},
  };
  const pointer = (type: string, x: number, y: number, more: object = {}) =>
    canvas.dispatchEvent(
      Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
        clientX: x,
        clientY: y,
        pointerId: 1,
        pointerType: "mouse",
        isPrimary: true,
        button: 0,
        ...more,
      }),
    );
  return { hand, held, pointer, element };
}

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (work: () => void) => {
    work();
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.textContent = "";
});

async function open(language: "zh-CN" | "en" = "zh-CN") {
  const made = createHand();
  const plan = renderPlan({ language, mapHand: made.hand });
  await plan.openPack();
  const { store } = plan;
  return {
    ...plan,
    ...made,
    sites: () => proposalsOf(store.state, store.state.schemes.currentId).sites,
    press: (x: number, y: number) => plan.map().onClick({ lngLat: placeOf(x, y), feature: null }),
  };
}
const tools = () => within(screen.getByRole("toolbar", { name: "地图工具" }));
const take = (name: string) => fireEvent.click(tools().getByRole("button", { name }));

describe("adding", () => {
  test("a press on the district as it is makes a scheme and puts a square of 2,000 m² in it: one step of undo", async () => {
    const plan = await open();
    take("加一处");
    expect(plan.map().clickHint?.()).toContain("备选地块");
    plan.press(400, 300);
    const [site] = plan.sites();
    expect(plan.store.state.schemes.schemes).toHaveLength(1);
    expect(plan.store.state.schemes.done).toHaveLength(1);
    expect([site?.name, plan.store.state.schemes.selectedSiteId]).toEqual(["新址 1", site?.id]);
    expect(grossSquareMetres(site!)).toBeCloseTo(2000, 0);
    plan.press(600, 300);
    expect(plan.sites().map(({ name }) => name)).toEqual(["新址 1", "新址 2"]);
  });

  test("the 501st site is refused in words", async () => {
    const plan = await open();
    take("加一处");
    plan.press(400, 300);
    const { schemes } = plan.store.state;
    const many = Array.from({ length: 500 }, (_, i) => createSquareSite({ id: `n${i}` }, placeOf(i, i)));
    plan.store.commands.setSchemes({
      ...schemes,
      schemes: schemes.schemes.map((scheme) => ({
        ...scheme,
        proposals: { ...scheme.proposals, sites: many },
      })),
    });
    plan.press(10, 10);
    expect(plan.sites()).toHaveLength(500);
    expect(screen.getByText(/一个方案最多 500 处/)).toBeTruthy();
  });
});

describe("moving", () => {
  async function withSite() {
    const plan = await open();
    take("加一处");
    plan.press(400, 300);
    take("移动");
    return { ...plan, steps: () => plan.store.state.schemes.done.length };
  }

  test("a drag shows each place on the way and is one step of undo when it ends", async () => {
    const plan = await withSite();
    const before = plan.steps();
    plan.pointer("pointerdown", 400, 300);
    plan.pointer("pointermove", 430, 310);
    expect(plan.store.state.schemes.draft && centreOf(plan.store.state.schemes.draft)[0]).toBeCloseTo(
      placeOf(430, 0)[0],
      9,
    );
    plan.pointer("pointermove", 460, 330);
    expect(plan.steps()).toBe(before);
    plan.pointer("pointerup", 460, 330);
    expect([plan.steps(), plan.store.state.schemes.draft]).toEqual([before + 1, null]);
    expect(centreOf(plan.sites()[0]!)[1]).toBeCloseTo(placeOf(0, 330)[1], 9);
    expect(plan.held).toEqual([true, false]);
  });

  test("Escape puts it back; a press without a drag selects it and changes nothing", async () => {
    const plan = await withSite();
    const [before, steps] = [plan.sites(), plan.steps()];
    plan.pointer("pointerdown", 400, 300);
    plan.pointer("pointermove", 480, 330);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect([plan.store.state.schemes.draft, plan.sites(), plan.steps()]).toEqual([null, before, steps]);
    plan.pointer("pointerdown", 400, 300);
    plan.pointer("pointerup", 401, 300);
    expect([plan.sites(), plan.steps()]).toEqual([before, steps]);
    expect(plan.store.state.schemes.selectedSiteId).toBe(before[0]?.id);
  });

  test("a corner of the selected site is taken before the site itself, and its gate likewise", async () => {
    const plan = await withSite();
    const [site] = plan.sites();
    const corner = plan.hand.pixelOf(site!.rings[0]![2]!);
    const before = grossSquareMetres(site!);
    plan.pointer("pointerdown", corner.x, corner.y);
    plan.pointer("pointermove", corner.x + 40, corner.y - 40);
    plan.pointer("pointerup", corner.x + 40, corner.y - 40);
    expect(grossSquareMetres(plan.sites()[0]!)).toBeGreaterThan(before);
    expect(plan.sites()[0]!.rings[0]![0]).toEqual(site!.rings[0]![0]);
    const gate = plan.hand.pixelOf(site!.gates[0]!.lngLat);
    plan.pointer("pointerdown", gate.x, gate.y);
    plan.pointer("pointermove", gate.x, gate.y + 20);
    plan.pointer("pointerup", gate.x, gate.y + 20);
    expect(plan.sites()[0]!.gates[0]!.lngLat[1]).toBeCloseTo(placeOf(0, gate.y + 20)[1], 9);
  });

  test("elsewhere the map keeps its pointer, and a press on the ground asks nothing", async () => {
    const plan = await withSite();
    plan.pointer("pointerdown", 900, 700);
    plan.pointer("pointerup", 900, 700);
    plan.press(900, 700);
    expect([plan.held, plan.store.state.probe]).toEqual([[], null]);
  });
});

describe("without a pointer", () => {
  test("arrow keys move the site 10 m, with Shift 100 m, plus and minus resize it: one run of keys, one step", async () => {
    const plan = await open();
    take("加一处");
    plan.press(400, 300);
    take("移动");
    const [site] = plan.sites();
    const steps = plan.store.state.schemes.done.length;
    const handle = screen.getByRole("button", { name: /新址 1：方向键/ });
    for (const key of ["ArrowUp", "ArrowUp", "+"]) fireEvent.keyDown(handle, { key });
    fireEvent.keyDown(handle, { key: "ArrowUp", shiftKey: true });
    expect(plan.store.state.schemes.done).toHaveLength(steps);
    fireEvent.keyDown(handle, { key: "Enter" });
    const [moved] = plan.sites();
    expect(plan.store.state.schemes.done).toHaveLength(steps + 1);
    expect((centreOf(moved!)[1] - centreOf(site!)[1]) * 111_035).toBeCloseTo(120, 0);
    expect(grossSquareMetres(moved!) / grossSquareMetres(site!)).toBeCloseTo(1.1025, 4);
    fireEvent.keyDown(handle, { key: "ArrowLeft" });
    fireEvent.keyDown(handle, { key: "Escape" });
    expect([plan.sites()[0], plan.store.state.schemes.draft]).toEqual([moved, null]);
  });
});

describe("drawing", () => {
  test("corners, then the first one again, make a site; Backspace takes one back", async () => {
    const plan = await open();
    take("画轮廓");
    for (const [x, y] of [
      [100, 100],
      [300, 100],
      [300, 250],
      [320, 300],
    ] as const)
      plan.press(x, y);
    fireEvent.keyDown(document.body, { key: "Backspace" });
    plan.press(100, 250);
    expect(plan.map().scene().drawn?.corners).toHaveLength(4);
    plan.press(102, 101);
    expect(plan.sites()[0]?.rings[0]).toEqual([
      placeOf(100, 100),
      placeOf(300, 100),
      placeOf(300, 250),
      placeOf(100, 250),
    ]);
    expect(plan.store.state.planTool).toBe("move");
  });

  test("a stroke that would cross is not set and said so; two corners make no outline; Escape clears", async () => {
    const plan = await open();
    take("画轮廓");
    for (const [x, y] of [
      [100, 100],
      [300, 300],
      [300, 100],
    ] as const)
      plan.press(x, y);
    plan.press(100, 300);
    expect(screen.getByText(/会和画过的线相交/)).toBeTruthy();
    expect(plan.map().scene().drawn?.corners).toHaveLength(3);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(plan.map().scene().drawn).toBeNull();
    plan.press(100, 100);
    plan.press(300, 100);
    fireEvent.click(screen.getByRole("button", { name: "收口" }));
    expect(screen.getByText("至少要三个角")).toBeTruthy();
    expect(plan.sites()).toEqual([]);
  });
});

describe("while a site is in the hand", () => {
  test("answers on the way are shown in ink, and the last one stands when it is let go", async () => {
    const plan = await open();
    const scheme = {
      id: "a",
      name: "甲",
      note: "",
      proposals: { sites: [], closedShelterIds: [], gateEdits: [] },
    };
    const book = { ...plan.store.state.schemes, schemes: [scheme], currentId: "a" };
    plan.store.commands.setSchemes(putSite(book, createSquareSite({ id: "n" }, placeOf(400, 300))));
    plan.store.commands.setPlanTool("move");
    const first = createCoverageAnswer();
    await plan.port.last("coverage").answer(first);
    plan.pointer("pointerdown", 400, 300);
    plan.pointer("pointermove", 420, 300);
    const onTheWay = plan.port.last("coverage");
    plan.pointer("pointermove", 440, 300);
    expect(plan.port.last("coverage")).not.toBe(onTheWay);
    const field = plan.port.count("minutesField");
    await onTheWay.answer({ ...first, district: { ...first.district, withRoomPersons: 1 } });
    const task = () => plan.store.state.tasks.coverage;
    const shown = task();
    expect(shown.status === "running" && shown.previous?.district.withRoomPersons).toBe(1);
    expect(document.querySelector(".everyone[data-stale]")).toBeNull();
    plan.pointer("pointerup", 440, 300);
    expect(document.querySelector(".everyone[data-stale]")).not.toBeNull();
    await plan.port
      .last("coverage")
      .answer({ ...first, district: { ...first.district, withRoomPersons: 2 } });
    const now = task();
    expect(now.status === "done" && now.answer.district.withRoomPersons).toBe(2);
    // what cannot keep up is asked once, when the site is let go
    expect([field, plan.port.count("minutesField")]).toEqual([field, field + 1]);
  });
});
