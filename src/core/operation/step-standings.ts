import type {
  ContingencyPlan,
  PlanStep,
  ResponseLevel,
  StepSign,
  StepStanding,
  StepState,
} from "../model/contingency.ts";
import type { ShelterStatus } from "../model/operation.ts";
import type { Hazard } from "../model/pack.ts";
import type { ShelterReport, Situation } from "../model/situation.ts";

/** What the steps are held against besides the log. */
export interface StepGround {
  readonly stationIds: readonly string[];
  /** Shelters people are sent to. */
  readonly shelterIds: readonly string[];
  /** From so many minutes before its time on, a step is due. */
  readonly tightMinutes: number;
}

export interface StepChoice {
  /** Null: steps of every hazard. */
  readonly hazard: Hazard | null;
  readonly level: ResponseLevel;
}

const OPEN: readonly ShelterStatus[] = ["opened", "staffed", "full"];
const STAFFED: readonly ShelterStatus[] = ["staffed", "full"];

/** First minute a shelter was in one of these states; null: never. */
function firstMinute(report: ShelterReport | undefined, statuses: readonly ShelterStatus[]): number | null {
  return report?.history.find(({ status }) => statuses.includes(status))?.minute ?? null;
}

/** Minutes at which each of those meant did what the sign tells; Infinity: not yet. */
function signMinutes(sign: StepSign, situation: Situation, ground: StepGround): readonly number[] {
  const of = <Value>(known: Readonly<Record<string, Value>>, id: string) =>
    Object.hasOwn(known, id) ? known[id] : undefined;
  const ofShelters = (minuteOf: (report: ShelterReport | undefined) => number | null) =>
    ground.shelterIds.map((id) => minuteOf(of(situation.shelters, id)) ?? Infinity);
  const first = (lines: readonly { readonly minute: number }[]) => [
    Math.min(Infinity, ...lines.map(({ minute }) => minute)),
  ];
  switch (sign) {
    case "crews-out":
      return ground.stationIds.map((id) => of(situation.firstOut, id)?.minute ?? Infinity);
    case "shelters-opened":
      return ofShelters((report) => firstMinute(report, OPEN));
    case "shelters-staffed":
      return ofShelters((report) => firstMinute(report, STAFFED));
    case "shelters-reported":
      return ofShelters((report) => report?.occupancy?.minute ?? null);
    case "gauges-read":
      return first(Object.values(situation.readings).flat());
    case "incident-entered":
      return first(Object.values(situation.incidents));
    case "closure-made":
      return first(Object.values(situation.closuresSaid));
    default: {
      const never: never = sign;
      throw new Error(String(never));
    }
  }
}

interface Doing {
  readonly doneMinute: number | null;
  readonly doneBy: StepStanding["doneBy"];
  readonly share: number | null;
}

/** What somebody said holds before what the log shows: people know more than a log. */
function doingOf(step: PlanStep, situation: Situation, ground: StepGround, minute: number): Doing {
  const minutes = step.sign ? [...signMinutes(step.sign.kind, situation, ground)].sort((a, b) => a - b) : [];
  const done = minutes.filter((each) => each <= minute).length;
  const share = minutes.length === 0 ? null : done / minutes.length;
  const said = Object.hasOwn(situation.steps, step.id) ? situation.steps[step.id] : undefined;
  if (said)
    return said.isDone
      ? { doneMinute: said.minute, doneBy: { kind: "person", by: said.by }, share }
      : { doneMinute: null, doneBy: null, share };
  if (!step.sign || minutes.length === 0) return { doneMinute: null, doneBy: null, share };
  // a share of nothing is one of them all the same
  const wanted = Math.max(1, Math.ceil(step.sign.share * minutes.length - 1e-9));
  const doneMinute = minutes[wanted - 1] ?? Infinity;
  return doneMinute <= minute
    ? { doneMinute, doneBy: { kind: "sign" }, share }
    : { doneMinute: null, doneBy: null, share };
}

const isOfChoice = (step: PlanStep, { hazard, level }: StepChoice): boolean =>
  step.levels.includes(level) && (step.hazard === null || hazard === null || step.hazard === hazard);

/**
 * How the steps of a plan stand at a minute after T0: in the order they fall due, of one minute in the plan's order.
 * A step whose sign means nobody (no shelter that people are sent to) is done only when somebody says so.
 */
export function stepStandings(
  plan: ContingencyPlan,
  choice: StepChoice,
  situation: Situation,
  ground: StepGround,
  minute: number,
): readonly StepStanding[] {
  const stateOf = ({ dueMinute }: PlanStep, doneMinute: number | null): StepState => {
    if (doneMinute !== null) return doneMinute <= dueMinute ? "done" : "done-late";
    if (minute > dueMinute) return "late";
    return dueMinute - minute <= ground.tightMinutes ? "due" : "ahead";
  };
  return plan.steps
    .filter((step) => isOfChoice(step, choice))
    .map((step): StepStanding => {
      const doing = doingOf(step, situation, ground, minute);
      return { step, state: stateOf(step, doing.doneMinute), ...doing };
    })
    .sort((a, b) => a.step.dueMinute - b.step.dueMinute);
}
