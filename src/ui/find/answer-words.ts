import type { FindAnswer, GateState, ShelterOption } from "../../core/model/answers.ts";
import type { Language } from "../../core/model/language.ts";
import type { FirstIndex } from "../../core/model/pack-data.ts";
import { formatClock, formatCount, formatMetres, formatMinutes, nameIn } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import { stepWords } from "./step-words.ts";

/** Slower than length by pace by more than this: somewhere on the way there is water or hard going. */
const SLOWED_SHARE = 1.02;

export interface AnswerWords {
  readonly headline: string;
  readonly gate: string;
  /** As shown: of a gate with hours it is not known while the clock cannot be believed. */
  readonly gateState: GateState;
  /** At what minute gates were judged, and when this one shuts. */
  readonly hours: string;
  readonly pace: string;
  readonly fit: string;
  readonly room: string;
  /** null: the answer is the nearest by air. */
  readonly whyNot: { readonly title: string; readonly text: string } | null;
  readonly others: readonly AnotherShelter[];
  readonly steps: readonly string[];
}

interface AnotherShelter {
  readonly name: string;
  readonly minutes: string;
  readonly metres: string;
  readonly gate: string;
  readonly gateState: GateState;
}

export interface AnswerSetting {
  readonly words: Words;
  readonly language: Language;
  readonly pack: FirstIndex | null;
  /** The device's clock is plainly wrong, and no other time was given. */
  readonly isClockDoubted: boolean;
}

/** The answer in words, one sentence for each fact: what the screen shows is what is read aloud. Unknown is said. */
export function answerWords(answer: FindAnswer, setting: AnswerSetting): AnswerWords {
  const { words, language, pack } = setting;
  const said = words.find;
  const { best, request, route } = answer;
  const { scenario } = request;
  const shelterOf = (id: string) => pack?.shelters.find((each) => each.id === id);
  const gateOf = (id: string) => pack?.gates.find((each) => each.id === id);
  const shelterName = (id: string) => {
    const shelter = shelterOf(id);
    return shelter ? nameIn(language, shelter) : words.shared.unknown;
  };
  const gateName = (id: string) => {
    const gate = gateOf(id);
    return gate ? nameIn(language, gate) : "";
  };
  const stateOf = ({ gateId, gateState }: ShelterOption): GateState =>
    setting.isClockDoubted && gateOf(gateId)?.opening.kind === "hours" ? "unknown" : gateState;
  const list = (items: readonly string[]) =>
    new Intl.ListFormat(language, { type: "conjunction" }).format(items);

  const gate = gateName(best.gateId);
  const shelter = shelterName(best.shelterId);
  const fitFor = shelterOf(best.shelterId)?.fitFor ?? [];
  const judgedAt = scenario.minuteOfDay === null ? [] : [said.judgedAt(formatClock(scenario.minuteOfDay))];
  const closesAt = best.closesMinute === null ? [] : [said.closesAt(formatClock(best.closesMinute))];
  const speed = answer.metresPerSecond.toFixed(2);
  const paceName = words.shared.paces[scenario.pace];
  const isSlowed = route.seconds * answer.metresPerSecond > route.metres * SLOWED_SHARE;
  const gap = language === "en" ? " " : "";
  return {
    headline: gate ? said.goTo(shelter, gate) : said.goToGateless(shelter),
    gate: gateSentence(said, stateOf(best), gate),
    gateState: stateOf(best),
    hours: [...(setting.isClockDoubted ? [] : judgedAt), ...closesAt].join(gap),
    pace: [
      scenario.metresPerSecond === null ? said.paceRule(paceName, speed) : said.paceOwn(paceName, speed),
      ...(isSlowed ? [said.paceSlowed] : []),
    ].join(gap),
    fit:
      fitFor.length === 0
        ? said.fitUnknown
        : said.fitFor(list(fitFor.map((each) => words.shared.hazards[each]))),
    room: roomSentence(said, best.capacityPersons, pack),
    whyNot: whyNotWords(answer, said, shelterName, gateName),
    others: answer.alternatives.map((option) => ({
      name: shelterName(option.shelterId),
      minutes: formatMinutes(option.seconds),
      metres: formatMetres(option.metres),
      gate: gateShort(said, option, stateOf(option)),
      gateState: stateOf(option),
    })),
    steps: route.steps.map((step) => stepWords(words, language, step)),
  };
}

/** Everything the answer says, in its order, as one text for the voice. */
export function spokenAnswer(
  answer: FindAnswer,
  { words, language }: AnswerSetting,
  parts: AnswerWords,
  stay: readonly string[],
): string {
  const said = words.find;
  const { route } = answer;
  const stop = language === "en" ? ". " : "。";
  const sentences = [
    said.spoken(parts.headline, formatMinutes(route.seconds), formatMetres(route.metres)),
    parts.pace,
    parts.gate,
    parts.hours,
    parts.fit,
    parts.room,
    ...(parts.whyNot ? [parts.whyNot.title, parts.whyNot.text] : [said.nearestIsAnswer]),
    ...stay,
    ...parts.others.map(({ name, minutes, gate }) => said.spokenOther(name, minutes, gate)),
    ...route.steps.map((step, i) => said.spokenStep(parts.steps[i] ?? "", formatMetres(step.metres))),
  ];
  // one full stop between two sentences, whether or not the first brought its own
  return sentences
    .map((sentence) => sentence.trim().replace(/[.。]$/u, ""))
    .filter((sentence) => sentence !== "")
    .map((sentence) => (/[?？]$/u.test(sentence) ? `${sentence} ` : `${sentence}${stop}`))
    .join("")
    .trim();
}

type FindWords = Words["find"];

function gateSentence(said: FindWords, gateState: GateState, gate: string): string {
  const texts: Record<GateState, string> = {
    open: said.gateOpen(gate),
    "opens-on-order": said.gateOnOrder(gate),
    locked: said.gateLocked(gate),
    unknown: said.gateUnknown(gate),
  };
  return texts[gateState];
}

function gateShort(said: FindWords, { closesMinute }: ShelterOption, gateState: GateState): string {
  const texts: Record<GateState, string> = {
    open: closesMinute === null ? said.openAllDay : said.openUntil(formatClock(closesMinute)),
    "opens-on-order": said.opensOnOrder,
    locked: said.locked,
    unknown: said.gateNotKnown,
  };
  return texts[gateState];
}

/** Room as the area gives it, with the day of the data; how many are in it now is in no data at all. */
function roomSentence(said: FindWords, persons: number | null, pack: FirstIndex | null): string {
  const asOf = pack?.description.resources.find(({ name }) => name === "shelters")?.asOf;
  if (persons === null) return said.capacityUnknown;
  return said.capacity(formatCount(persons), asOf ?? said.dayUnknown);
}

function whyNotWords(
  { whyNotNearest: why }: FindAnswer,
  said: FindWords,
  shelterName: (id: string) => string,
  gateName: (id: string) => string,
): AnswerWords["whyNot"] {
  if (why.reason === "is-answer") return null;
  const air = formatMetres(why.straightLineMetres);
  const title = said.whyNot(shelterName(why.shelterId));
  switch (why.reason) {
    case "longer-walk":
      return {
        title,
        text: said.whyLonger(air, formatMetres(why.walkMetres), formatMinutes(why.extraSeconds)),
      };
    case "gate-locked":
      return { title, text: said.whyLocked(gateName(why.gateId), air) };
    case "gate-unknown":
      return { title, text: said.whyUnknown(gateName(why.gateId), air) };
    case "opens-on-order":
      return { title, text: said.whyOnOrder(gateName(why.gateId), air) };
    case "closes-first":
      return { title, text: said.whyClosesFirst(gateName(why.gateId), air, formatClock(why.closesMinute)) };
    case "not-fit":
      return { title, text: said.whyNotFit(air) };
    case "cut-off":
      return { title, text: said.whyCutOff(air) };
    default: {
      const never: never = why;
      throw new Error(String(never));
    }
  }
}
