import type { SupplyItem } from "./pack.ts";
import type { Evidence, RuleFigure } from "./rule-pack.ts";
import type { Phase } from "./scenario.ts";

/** What an amount is for. A period is part of the type: a weekly amount cannot be read as a daily one. */
export type NeedBasis =
  /** Once for each person, however long the stay. */
  | { readonly per: "person" }
  /** Used up: each person, each day. */
  | { readonly per: "person-day" }
  /** Once for each household, of the pack's mean size. */
  | { readonly per: "household" }
  /** Once for so many persons. */
  | { readonly per: "persons"; readonly persons: number };

export interface ReliefNeed {
  readonly item: SupplyItem;
  /** Phases of stay in which nobody is looked after without it. */
  readonly phases: readonly Phase[];
  /** In units of the item, above 0. */
  readonly amount: number;
  readonly basis: NeedBasis;
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
}

/** What people in a shelter need, by phase of stay, each figure with its source. */
export interface ReliefNeeds {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly householdPersons: RuleFigure;
  /** Days a stay of each phase lasts: how long what is used up has to last. */
  readonly stayDays: Readonly<Record<Phase, RuleFigure>>;
  /** Weight of a unit. */
  readonly kilograms: Readonly<Record<SupplyItem, RuleFigure>>;
  /** At least one for every phase; an item once in a phase. */
  readonly needs: readonly ReliefNeed[];
}
