import type { Response, Scenario } from "./scenario.ts";
import type { Ground } from "./situation.ts";

export interface DivertRequest {
  readonly scenario: Scenario;
  /** As things are. */
  readonly response: Response;
  /** As they would be: a shelter full or closed, so many in it, a gate shut. */
  readonly after: Ground;
}

/** People of one community who go elsewhere than before. */
export interface DivertedPersons {
  readonly communityId: string;
  /** null: they had no place. */
  readonly fromShelterId: string | null;
  /** null: they find none. */
  readonly toShelterId: string | null;
  readonly persons: number;
}

export interface DivertAnswer {
  readonly request: DivertRequest;
  /** Most persons first. Who has to be told: these communities, and the shelters they are sent to and from. */
  readonly moves: readonly DivertedPersons[];
  /** Persons who go elsewhere than before, those who find no place any more among them. */
  readonly divertedPersons: number;
  readonly unplacedBefore: number;
  readonly unplacedAfter: number;
  readonly computeMilliseconds: number;
}
