import type { Hazard } from "./pack.ts";
import type { Evidence, RuleFigure } from "./rule-pack.ts";

/** What is known of a place and of the way from it. `always`: the rule for whoever no other of its hazard meets. */
export const STAY_CONDITIONS = [
  "water-too-deep",
  "water-here",
  "no-way",
  "water-on-way",
  "ponding-here",
  "weak-building",
  "always",
] as const;
export type StayCondition = (typeof STAY_CONDITIONS)[number];

/** Up and stay there; up before the water comes; out and stay out; look first, outside; away at once. */
export const STAY_ADVICE = ["go-up", "wait-up", "go-out", "look-outside", "leave"] as const;
export type StayAdviceKind = (typeof STAY_ADVICE)[number];

/** One rule of the table; the first of its hazard whose condition holds is the advice. */
export interface StayRule {
  readonly id: string;
  readonly hazard: Hazard;
  readonly when: StayCondition;
  readonly advice: StayAdviceKind;
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
}

export const STAY_FIGURE_KEYS = ["storeyMetres", "freeboardMetres"] as const;
export type StayFigureKey = (typeof STAY_FIGURE_KEYS)[number];

export interface StayRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<StayFigureKey, RuleFigure>>;
  readonly rules: readonly StayRule[];
}

export interface StayAdvice {
  readonly rule: StayRule;
  /** Deepest water the rule goes by; null: none, or its depth is not known. */
  readonly depthMetres: number | null;
  /** Lowest storey that stays dry, counted as in China: 1 = at the ground, so never below 2; null: no depth is known. */
  readonly storey: number | null;
}
