import type { FindAnswer, ShelterOption } from "../../src/core/model/answers.ts";
import type { Language } from "../../src/core/model/language.ts";
import { ok } from "../../src/core/result.ts";
import { DEFAULT_SCENARIO, initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { FindDoor } from "../../src/ui/find/FindDoor.tsx";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { ControllablePort } from "./plan-harness.tsx";
import { renderDoor } from "./render-door.tsx";

export const ORIGIN = [116.342, 39.908] as const;

export const createOption = (change: Partial<ShelterOption> = {}): ShelterOption => ({
  shelterId: "S1",
  gateId: "G1",
  gateState: "open",
  closesMinute: null,
  seconds: 600,
  metres: 498,
  capacityPersons: 2000,
  ...change,
});

export function createAnswer(change: Partial<FindAnswer> = {}): FindAnswer {
  const route = {
    metres: 498,
    seconds: 600,
    line: [ORIGIN, [116.351, 39.91]] as const,
    steps: [
      {
        nameZh: "复兴门外大街",
        nameEn: "Fuxingmenwai Street",
        metres: 400,
        seconds: 482,
        turn: "start" as const,
        heading: "east" as const,
        lngLat: ORIGIN,
        modelled: false,
      },
      {
        nameZh: "",
        nameEn: "",
        metres: 98,
        seconds: 118,
        turn: "left" as const,
        heading: "north" as const,
        lngLat: ORIGIN,
        modelled: true,
      },
    ],
    accessMetres: 4,
    egressMetres: 2,
  };
  return {
    request: { scenario: DEFAULT_SCENARIO, origin: ORIGIN },
    best: createOption(),
    route,
    alternatives: [createOption({ seconds: 900, gateState: "opens-on-order" })],
    alternativeRoutes: [route],
    whyNotNearest: { reason: "is-answer", shelterId: "S1" },
    snapMetres: 4,
    metresPerSecond: 0.83,
    ...change,
  };
}

/** The real store and wiring around the door; only the engine and the map are stand-ins. */
export function renderFind(language: Language = "zh-CN") {
  const port = new ControllablePort();
  const store = createAppStore(initialSharedState("find", language), [], 600);
  const view = renderDoor(store, port, FindDoor);
  return { ...view, port, store, openPack: () => port.opens(ok(createPackIndex())) };
}

/** `gateHours`: opening and closing minute of every gate of the pack, in place of what the pack says. */
export async function renderAnswered(
  change: Partial<FindAnswer> = {},
  language: Language = "zh-CN",
  { gateHours }: { readonly gateHours?: readonly [number, number] } = {},
) {
  const find = renderFind(language);
  const index = createPackIndex();
  const gates = index.gates.map((gate) =>
    gateHours
      ? {
          ...gate,
          opening: { kind: "hours" as const, opensMinute: gateHours[0], closesMinute: gateHours[1] },
        }
      : gate,
  );
  await find.port.opens(ok({ ...index, gates }));
  find.store.commands.setOrigin({ lngLat: ORIGIN, name: "木樨地" });
  await find.port.last("find").answer(createAnswer(change));
  return find;
}
export const textOf = (container: Element, selector: string) =>
  container.querySelector(selector)?.textContent?.replace(/\s+/g, " ").trim() ?? "";
