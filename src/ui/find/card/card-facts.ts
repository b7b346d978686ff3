import type { KitLine } from "../../../core/model/household.ts";
import type { CardLink } from "../../../state/card-link.ts";

/** A shelter as the card names it. */
export interface CardShelter {
  readonly name: string;
  readonly gate: string;
  readonly minutes: string;
  readonly metres: string;
  readonly hours: string;
}

/** Everything printed. Nothing of it is kept, and of the person only the place, where it is wanted, is in the link. */
export interface CardFacts {
  readonly home: string;
  readonly shelters: readonly CardShelter[];
  readonly pace: string;
  readonly meetNear: string;
  readonly meetFar: string;
  readonly household: string;
  readonly days: number;
  readonly kit: readonly KitLine[];
  readonly link: CardLink;
  readonly made: string;
  readonly dataOf: string;
  readonly attribution: string;
}
