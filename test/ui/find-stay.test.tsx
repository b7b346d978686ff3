import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { Language } from "../../src/core/model/language.ts";
import type { RiskHereAnswer } from "../../src/core/model/risk-here.ts";
import type { StayAdvice } from "../../src/core/model/stay-advice.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { stayRules } from "../../src/sources/stay-rules.ts";
import { answerWords, spokenAnswer } from "../../src/ui/find/answer-words.ts";
import { stayWords } from "../../src/ui/find/stay-words.ts";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { createAnswer, createOption, ORIGIN, renderAnswered, renderFind, textOf } from "./find-harness.tsx";

const advise = (id: string, depthMetres: number | null, storey: number | null): StayAdvice => {
  const rule = stayRules.rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return { rule, depthMetres, storey };
};
const here = (request: RiskHereAnswer["request"], advice: StayAdvice | null): RiskHereAnswer => ({
  request,
  isInDistrict: true,
  zones: [],
  missingLayers: [],
  ponding: [],
  warningMetres: 0.27,
  advice,
});

test("where going up is safer it stands before the answer, with its reason and how sure that is", async () => {
  const { container, port } = await renderAnswered();
  const { request } = port.last("riskHere");
  expect(request).toMatchObject({ origin: ORIGIN, scenario: { pace: "slow" } });
  expect(container.querySelector(".stay-first")).toBeNull();
  await port.last("riskHere").answer(here(request, advise("F2", 0.2, 2)));
  const first = container.querySelector(".stay-first");
  const answer = container.querySelector(".answer-where");
  if (!first || !answer) throw new Error("both are on the screen");
  expect(first.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(textOf(container, ".stay-first-what")).toContain("上到 2 层或更高等通知");
  expect(textOf(container, ".stay-first")).toContain("0.15 米就能冲倒人");
  expect(textOf(container, ".stay-first")).toContain("那时的走法在下面");
  expect(textOf(container, ".stay-first")).toContain("Ready.gov / FEMA，公开来源读到");
});

test("it stands there also where no way is left at all", async () => {
  const { container, port, store, openPack } = renderFind();
  await openPack();
  store.commands.setOrigin({ lngLat: ORIGIN, name: null });
  await port.last("find").fail({ code: "NO_SHELTER_IN_REACH", searchedSeconds: 60 });
  await port.last("riskHere").answer(here(port.last("riskHere").request, advise("F3", 2.8, 3)));
  expect(screen.getByRole("alert")).toBeTruthy();
  expect(textOf(container, ".stay-first-what")).toContain("上到 3 层或更高");
  // nothing is promised below, and another way of walking can be asked for
  expect(textOf(container, ".stay-first")).not.toContain("在下面");
  fireEvent.click(screen.getByRole("radio", { name: "成人" }));
  expect(port.last("find").request.scenario.pace).toBe("brisk");
});

test("advice that does not stand against walking stays in its own section", async () => {
  const { container, port, store } = await renderAnswered();
  store.commands.setScenario({ hazard: "earthquake" });
  await port.last("find").answer(createAnswer({ request: port.last("find").request }));
  await port.last("riskHere").answer(here(port.last("riskHere").request, advise("E1", null, null)));
  expect(container.querySelector(".stay-first")).toBeNull();
  expect(textOf(container, ".answer-stay")).toContain("摇停了就出来");
  expect(textOf(container, ".answer-stay")).toContain("余震里最容易坏");
});

test.each(["zh-CN", "en"] as const)("every rule says what to do and why in %s", (language: Language) => {
  for (const { id } of stayRules.rules)
    for (const [depth, storey] of [
      [0.4, 2],
      [null, null],
    ] as const) {
      const { lines, reason } = stayWords(wordsOf(language), language, "flood", advise(id, depth, storey));
      expect(lines.join(""), id).not.toMatch(/undefined|null|NaN/);
      expect(reason, id).toMatch(language === "en" ? /^[A-Z].*Known from: .+\.$/ : /依据：.+。$/);
    }
});

test.each([
  ["zh-CN", ["去月坛公园，走东门。", "按慢走算", "东门开着。", "可容约 2,000 人", "也可以去月坛公园"]],
  ["en", ["Slow walk, 0.83 m per second.", "Room for about 2,000 people", "You can also go to"]],
] as const)("what is read aloud is what is shown, in %s", (language, sentences) => {
  const words = wordsOf(language);
  const setting = { words, language, pack: createPackIndex(), isClockDoubted: false };
  const answer = createAnswer({
    whyNotNearest: { reason: "gate-locked", shelterId: "S1", gateId: "G1", straightLineMetres: 234 },
    alternatives: [createOption({ capacityPersons: null, gateState: "unknown" })],
  });
  const parts = answerWords(answer, setting);
  const { lines } = stayWords(words, language, null, null);
  const spoken = spokenAnswer(answer, setting, parts, lines);
  for (const sentence of [...sentences, ...lines, parts.whyNot?.title ?? "", ...parts.steps])
    expect(spoken).toContain(sentence.replace(/[.。]$/u, ""));
  expect(spoken).not.toMatch(/。。|\.\.|undefined|null|NaN/);
});
