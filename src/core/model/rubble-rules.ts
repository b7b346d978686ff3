import type { StreetClass } from "./network.ts";
import type { StructureClass } from "./pack.ts";
import type { Evidence, RuleFigure } from "./rule-pack.ts";

/** Single figures the rubble model uses. A figure that is not here is not used. */
export const RUBBLE_FIGURE_KEYS = [
  "debrisShareArterial",
  "debrisShareNarrow",
  "debrisShareWide",
  "footWidthMetres",
  "wheelchairWidthMetres",
  "vehicleWidthMetres",
  "frontageMetres",
  "storeyMetres",
  "storeysWhereUnknown",
] as const;
export type RubbleFigureKey = (typeof RUBBLE_FIGURE_KEYS)[number];

/** Chance of collapse of one class of building, one per entry of the matrix's `intensities`, 0-1, never falling. */
export interface CollapseRow {
  /** `unknown`: for buildings whose structure nobody has stated. */
  readonly structure: StructureClass | "unknown";
  /** Holds for buildings of this year band and later, up to the next row of the class; null = for those of unknown year. */
  readonly builtFrom: number | null;
  readonly chances: readonly number[];
}

/** What share of the buildings of each class collapses at each intensity. */
export interface CollapseMatrix {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
  /** Degrees of intensity, whole and rising; between them chances are interpolated, beyond them nothing is said. */
  readonly intensities: readonly number[];
  readonly rows: readonly CollapseRow[];
}

/** Everything the rubble model takes from outside. */
export interface RubbleRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<RubbleFigureKey, RuleFigure>>;
  /** Width of streets whose width is unknown, metres, by class. */
  readonly streetWidthWhereUnknown: Readonly<Record<StreetClass, number>>;
  readonly streetWidthNoteZh: string;
  readonly streetWidthNoteEn: string;
  /** At least one; the first is used where none is named. */
  readonly matrices: readonly CollapseMatrix[];
}
