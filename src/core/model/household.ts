import type { Evidence, RuleFigure } from "./rule-pack.ts";

/** Who lives together. `wheelchair`: wheelchairs in use, by some of the persons already counted. */
export const HOUSEHOLD_PARTS = ["adult", "older", "child", "infant", "wheelchair", "pet"] as const;
export type HouseholdPart = (typeof HOUSEHOLD_PARTS)[number];
/** Whole numbers from 0 up. */
export type Household = Readonly<Record<HouseholdPart, number>>;
/** Of each, on a form: a larger home makes a card for each family. */
export const MOST_OF_A_PART = 12;
export const PERSON_PARTS = ["adult", "older", "child", "infant"] as const satisfies readonly HouseholdPart[];

/** One thing of level 5, the household's own store: how much of it for whom, and how that is known. */
export interface KitItem {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unitZh: string;
  readonly unitEn: string;
  /** The unit after an amount of 1. */
  readonly unitEnOne: string;
  /** For every day, or once for all days. */
  readonly each: "day" | "once";
  /** Amounts are rounded up to whole multiples of it, in the item's unit. */
  readonly roundTo: number;
  /** In the item's unit; who is absent needs none. `household`: once for all of them together. */
  readonly per: Readonly<Partial<Record<HouseholdPart | "household", number>>>;
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
}

export interface KitRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  /** Days a household should do alone. */
  readonly days: RuleFigure;
  readonly items: readonly KitItem[];
}

export interface KitLine {
  readonly item: KitItem;
  /** In the item's unit, above 0. */
  readonly amount: number;
}
