import type { PlaceKind } from "../model/pack.ts";
import { foldText, hasHan } from "./fold-text.ts";

/** What of the typed words the answer leaves out or takes loosely; said beside the answer. */
export type Looseness = "number" | "exit" | "near" | "spelling" | "part";

/** One way to understand what was typed. */
export interface QueryReading {
  /** Folded, with spaces. */
  readonly text: string;
  /** Taken off the score: the more was left out, the more. */
  readonly cost: number;
  /** Kind of place the words left out ask for. */
  readonly kind: PlaceKind | null;
  readonly loose: readonly Looseness[];
  /** Whether it is worth while to look for slips in it: the whole, and what is left of an address. */
  readonly mayHaveSlips: boolean;
}

interface Cut {
  readonly han: boolean;
  readonly pattern: RegExp;
  readonly kind?: PlaceKind;
  readonly loose?: Looseness;
}

const COMPASS = "[东西南北]{1,2}";
const EN_KINDS: readonly (readonly [string, PlaceKind])[] = [
  ["(?:metro|subway|underground|tube|mrt|train|railway)(?: station)?|station", "metro"],
  ["parks?|gardens?", "park"],
  ["hospital", "hospital"],
  ["school", "school"],
  ["community|compound|neighbou?rhood", "community"],
  ["sub ?district", "subdistrict"],
  ["(?:emergency )?shelters?", "shelter"],
  ["junction|crossing|crossroads?|intersection|corner", "junction"],
];
const ZH_KINDS: readonly (readonly [string, PlaceKind])[] = [
  ["(?:地铁|轻轨|城铁)站?|车站|站", "metro"],
  ["公园|花园", "park"],
  ["医院", "hospital"],
  ["学校|小学|中学", "school"],
  ["社区|小区|居委会", "community"],
  ["街道(?:办事处|办)?", "subdistrict"],
  ["(?:应急)?避难(?:场)?所|疏散点", "shelter"],
  ["的?(?:十字路口|丁字路口|交叉路?口|交汇处|路口)", "junction"],
];

const HOUSE_NUMBER: Cut = {
  han: true,
  pattern: /(?<=.{2})[甲乙丙丁]?\d+(?:[-之]\d+)?(?:号|弄|栋|幢|座|单元|室|层|楼|院|门|$).*$/u,
  kind: "street",
  loose: "number",
};
const BEHIND_NUMBER = /\d号(?:院|楼)?([^\d]*\p{Script=Han}{2,}[^\d]*)$/u;

/**
 * Words around a name, in the order they are taken off. Each cut adds a way to understand the query; the whole query
 * stays one, so that a name which holds such a word is still found by it.
 */
const CUTS: readonly Cut[] = [
  { han: true, pattern: /^\d{6}(?=\p{Script=Han})/u },
  { han: true, pattern: /^(?:我(?:现在)?(?:就)?在|我们在|在|离|靠近|到)(?=.{2})/u },
  {
    han: true,
    pattern: new RegExp(
      `的?(?:附近|旁边|旁|对面|对过|边上|边儿上|门口|门前|周围|周边|一带|[那这](?:边|儿|里)|里面?|不远处?|${COMPASS}(?:角|边|侧|面|方向))$`,
      "u",
    ),
    loose: "near",
  },
  {
    han: true,
    pattern: new RegExp(`(?:地铁站?)?(?:[a-z]\\d?|${COMPASS}|\\d)(?:号)?(?:出入口|出口|进站口|口)$`, "u"),
    kind: "metro",
    loose: "exit",
  },
  {
    han: true,
    pattern: /^(?:北京|上海)?(?:地铁|轨道交通)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})号线(?=.{2})/u,
    kind: "metro",
  },
  { han: true, pattern: /^地铁(?=.{2})/u, kind: "metro" },
  HOUSE_NUMBER,
  {
    han: false,
    pattern:
      /^(?:(?:i am |im )?(?:near|next to|opposite(?: to)?|across from|around|close to|by|beside|behind|in front of|outside|at|in|to)(?: the)? |corner of )/u,
    loose: "near",
  },
  { han: false, pattern: / (?:nearby|area|fujin|pangbian|duimian|menkou)$/u, loose: "near" },
  {
    han: false,
    pattern: /^(?:exit|entrance) (?:[a-z]\d?|\d{1,2})(?: of| at)?(?: the)? /u,
    kind: "metro",
    loose: "exit",
  },
  {
    han: false,
    pattern: / (?:(?:exit|entrance) (?:[a-z]\d?|\d{1,2})|[a-z]\d? (?:chu)?kou)$/u,
    kind: "metro",
    loose: "exit",
  },
  { han: false, pattern: /^(?:line \d{1,2}|\d{1,2} hao xian) /u, kind: "metro" },
  {
    han: false,
    pattern: /^(?:(?:no|nr|number|n) )?\d+[a-z]?(?: \d+)? (?=\p{Letter}{2})/u,
    kind: "street",
    loose: "number",
  },
  {
    han: false,
    pattern: /(?<=\p{Letter}{2}) (?:(?:no|nr|number|n) )?\d+[a-z]?(?: \d+)?(?: hao)?$/u,
    kind: "street",
    loose: "number",
  },
  { han: false, pattern: /^(?:the|a) /u },
];
const KIND_CUTS: readonly Cut[] = [
  ...ZH_KINDS.map(([words, kind]) => ({
    han: true,
    pattern: new RegExp(`(?<=.{2})(?:${words})$`, "u"),
    kind,
  })),
  ...EN_KINDS.flatMap(([words, kind]) => [
    { han: false, pattern: new RegExp(` (?:${words})$`, "u"), kind },
    { han: false, pattern: new RegExp(`^(?:${words}) (?:of (?:the )?)?`, "u"), kind },
    // 北海park: the word stands at the end of hanzi without a space.
    { han: true, pattern: new RegExp(`(?<=\\p{Script=Han}{2}) ?(?:${words})$`, "u"), kind },
  ]),
];

/** Areas an address begins with, by the word for their rank. 社区 and 小区 are places, not ranks of a district. */
const AREA_IN_FRONT =
  /^(?:中国|中华人民共和国|.{2,7}?(?:省|自治区|特别行政区)|.{2,6}?自治州|.{2,4}?市|.{1,4}?(?<![社小园校片宅一二三四五六七八九十])[区县旗]|.{2,7}?街道(?:办事处)?|.{2,5}?[镇乡]|.{2,9}?(?:社区|村))(?=.{2})/u;
const AREA_WORDS =
  /\b(?:district|city|province|county|municipality|china|sub ?district|prefecture|township)\b|^\d{4,7}$/u;
/** 北京 shi 西城 qu …, typed in letters. */
const AREA_IN_LETTERS = /^(?:[a-z]+ ){1,3}?(?:sheng|shi|qu|xian|jiedao|zhen|xiang) (?=.{3})/u;

const MOST_AREAS = 4;
const CUT_COST = 12;

/** Tone figures behind syllables: xi1zhi2men2. */
const TONE_FIGURES = /^(?:[a-z]{1,6}[1-5])+[a-z]*$/u;

/** Ways to understand what was typed, the whole of it first; none where nothing but areas of an address is left. */
export function readQuery(typed: string, areas: ReadonlySet<string>): QueryReading[] {
  const folded = foldText(typed);
  const isHanText = hasHan(folded);
  const readings: QueryReading[] = [];
  const add = (text: string, from: Partial<QueryReading>, more: number) => {
    const trimmed = text.trim();
    if (trimmed === "" || readings.some((each) => each.text === trimmed)) return;
    readings.push({
      text: trimmed,
      cost: (from.cost ?? 0) + more,
      kind: from.kind ?? null,
      loose: from.loose ?? [],
      mayHaveSlips: false,
    });
  };
  add(folded, {}, 0);
  let text = isHanText ? folded.replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "") : folded;
  let soFar: Partial<QueryReading> = {};
  const take = (next: string, cut: Omit<Cut, "pattern" | "han">) => {
    if (next === text) return;
    soFar = {
      cost: (soFar.cost ?? 0) + CUT_COST,
      kind: soFar.kind ?? cut.kind ?? null,
      loose:
        cut.loose && !soFar.loose?.includes(cut.loose)
          ? [...(soFar.loose ?? []), cut.loose]
          : (soFar.loose ?? []),
    };
    text = next.trim();
    add(text, soFar, 0);
  };
  const withoutTones = folded.replaceAll(" ", "");
  if (TONE_FIGURES.test(withoutTones)) add(withoutTones.replace(/[1-5]/g, ""), {}, CUT_COST / 2);
  if (!isHanText) {
    const parts = typed
      .normalize("NFKC")
      .split(/[,，;]/u)
      .map(foldText)
      .filter((part) => part !== "");
    const kept = parts.filter((part) => !AREA_WORDS.test(part) && !areas.has(part));
    if (kept.length === 0 && parts.length > 0 && parts.every((part) => areas.has(part)) && parts.length > 1)
      return [];
    if (parts.length > 1) {
      take(kept.join(" "), {});
      if (kept.length > 1) add(kept[0] as string, soFar, CUT_COST);
    }
    take(text.replace(AREA_IN_LETTERS, "").replace(AREA_IN_LETTERS, ""), {});
  }
  for (const cut of CUTS) {
    if (cut.han !== isHanText) continue;
    if (cut === HOUSE_NUMBER) {
      // 南礼士路56号 儿童医院: what stands behind the number says more than the street before it.
      const behind = BEHIND_NUMBER.exec(text)?.[1];
      if (behind) add(behind, soFar, CUT_COST / 2);
    }
    take(text.replace(cut.pattern, ""), cut);
  }
  if (isHanText)
    for (let i = 0; i < MOST_AREAS; i++) {
      const known = [...areas].filter((area) => text.startsWith(area)).sort((a, b) => b.length - a.length)[0];
      if (known === text && isAreaAlone(text)) return readings.slice(1).filter((each) => each.text !== text);
      take(
        known && text.length > known.length + 1 ? text.slice(known.length) : text.replace(AREA_IN_FRONT, ""),
        {},
      );
    }
  const core = { ...soFar };
  const [whole, coreAt] = [0, readings.findIndex((each) => each.text === text)];
  for (const cut of KIND_CUTS)
    if (cut.han === isHanText && cut.pattern.test(text))
      add(text.replace(cut.pattern, ""), { ...core, kind: core.kind ?? cut.kind ?? null }, CUT_COST);
  return readings.map((each, i) => ({ ...each, mayHaveSlips: i === whole || i === coreAt }));
}

/** A city and its district, with nothing behind: no place. */
const isAreaAlone = (text: string): boolean => /^.{2,4}市.{1,4}[区县旗]$/u.test(text);
