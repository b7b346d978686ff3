import type { Briefing } from "../../core/model/briefing.ts";
import type { ContingencyPlan } from "../../core/model/contingency.ts";
import type { Failure } from "../../core/model/failure.ts";
import type { Result } from "../../core/result.ts";
import type { BriefingStorage } from "./stored-briefing.ts";
import type { PlanStorage } from "./stored-plan.ts";

/** What the tasks and the briefing of /command need of files and of this device, loaded when they are first opened. */
export interface PlanDesk {
  /** Comes along, illustrative. */
  readonly embeddedPlan: ContingencyPlan;
  /** Never throws, whatever the text. */
  readonly readContingencyPlan: (file: string, text: string) => Result<ContingencyPlan, Failure>;
  readonly writeContingencyPlan: (plan: ContingencyPlan) => string;
  readonly storage: PlanStorage;
  /** Never throws, whatever the text. */
  readonly readBriefing: (file: string, text: string, packId: string) => Result<Briefing, Failure>;
  readonly writeBriefing: (packId: string, briefing: Briefing) => string;
  readonly briefings: BriefingStorage;
}
