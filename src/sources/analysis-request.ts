import * as v from "valibot";
import type { AnalysisKind, BesideKind, RequestOf } from "../core/model/answers.ts";
import { BASE_SITING_KINDS, DEPOT_WEIGHTS } from "../core/model/bases.ts";
import { BUILD_ORDER_GOALS, BUILD_ORDER_KINDS } from "../core/model/build-order.ts";
import type { FaultPlace } from "../core/model/failure.ts";
import type { LngLat } from "../core/model/geometry.ts";
import { type AllocateRequest, type MatrixQuestion, SITE_CHOICES } from "../core/model/matrix-answers.ts";
import { HAZARDS, SHELTER_TIERS } from "../core/model/pack.ts";
import { PHASE_TIERS, type PhaseStep } from "../core/model/phases.ts";
import type { Proposals } from "../core/model/proposal.ts";
import { ROUTE_DIRECTIONS, ROUTE_PROFILES } from "../core/model/route.ts";
import { DEFAULT_RUBBLE, RUBBLE_LIMITS } from "../core/model/rubble.ts";
import {
  BRIDGE_LOADS,
  CLOSURE_LIMITS,
  type Closure,
  DEFAULT_RESPONSE,
  DEFAULT_SCENARIO,
  PACE_IDS,
  PERIODS,
  PHASES,
  SCENARIO_LIMITS,
  type Scenario,
} from "../core/model/scenario.ts";
import {
  PLAIN_SITING,
  SITING_KINDS,
  SITING_WEIGHTS,
  type SitingKind,
  type SitingQuestion,
} from "../core/model/siting.ts";
import { CURVE_KINDS } from "../core/model/siting-further.ts";
import { err, ok, type Result } from "../core/result.ts";
import { forcesFields, GroundValue, ResponseValue, saveFields } from "./command-request.ts";
import { faultOf } from "./data-package.ts";
import { readProposals } from "./schemes/read-proposals.ts";

const finite = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(minimum), v.maxValue(maximum));
const id = v.pipe(v.string(), v.minLength(1));
const LngLatValue = v.pipe(
  v.tuple([finite(-180, 180), finite(-85, 85)]),
  v.transform((pair): LngLat => pair),
);
const ring = v.pipe(v.array(LngLatValue), v.minLength(3));
const ClosureValue = v.variant("kind", [
  v.strictObject({ kind: v.literal("street"), id, lngLat: LngLatValue }),
  v.strictObject({ kind: v.literal("area"), id, ring }),
  v.strictObject({ kind: v.literal("flood"), id, ring, depthMetres: finite(...CLOSURE_LIMITS.depthMetres) }),
  v.strictObject({ kind: v.literal("slow"), id, ring, factor: finite(...CLOSURE_LIMITS.factor) }),
  v.strictObject({
    kind: v.literal("bridge"),
    id,
    from: LngLatValue,
    to: LngLatValue,
    carries: v.picklist(BRIDGE_LOADS),
    widthMetres: finite(...CLOSURE_LIMITS.widthMetres),
  }),
]);
export const ScenarioValue = v.strictObject({
  pace: v.optional(v.picklist(PACE_IDS), DEFAULT_SCENARIO.pace),
  metresPerSecond: v.optional(
    v.nullable(finite(...SCENARIO_LIMITS.metresPerSecond)),
    DEFAULT_SCENARIO.metresPerSecond,
  ),
  reachMinutes: v.optional(finite(...SCENARIO_LIMITS.reachMinutes), DEFAULT_SCENARIO.reachMinutes),
  phase: v.optional(v.picklist(PHASES), DEFAULT_SCENARIO.phase),
  period: v.optional(v.picklist(PERIODS), DEFAULT_SCENARIO.period),
  tier: v.optional(v.picklist(["all", ...SHELTER_TIERS]), DEFAULT_SCENARIO.tier),
  hazard: v.optional(v.nullable(v.picklist(HAZARDS)), DEFAULT_SCENARIO.hazard),
  minuteOfDay: v.optional(
    v.nullable(v.pipe(finite(...SCENARIO_LIMITS.minuteOfDay), v.integer())),
    DEFAULT_SCENARIO.minuteOfDay,
  ),
  closures: v.optional(
    v.array(
      v.pipe(
        ClosureValue,
        v.transform((closure): Closure => closure),
      ),
    ),
    [],
  ),
});
/** Proposals by the rules of a scheme's file; here the first fault is one too many. */
const ProposalsValue = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Proposals => {
    const { proposals, faults } = readProposals(dataset.value, "");
    const [fault] = faults;
    if (!fault) return proposals;
    const row = fault.row === undefined ? "" : ` ${fault.row}`;
    addIssue({
      message: `${fault.field ?? ""}${row}: ${fault.expected}`,
      expected: `${fault.field ?? ""}${row}: ${fault.expected}`,
      received: fault.found,
    });
    return NEVER;
  }),
);
/** As an analysis is asked: with or without a scheme. An absent scheme stays absent, so that answers are alike. */
const PlannedScenario = v.pipe(
  v.strictObject({ ...ScenarioValue.entries, proposals: v.optional(ProposalsValue) }),
  v.transform(({ proposals, ...settings }): Scenario => (proposals ? { ...settings, proposals } : settings)),
);
const scenario = v.optional(PlannedScenario, {});
const response = v.optional(ResponseValue, {});
const cutoffMinutes = v.pipe(
  v.array(finite(0.1, 120)),
  v.minLength(1),
  v.check((minutes) => minutes.every((each, i) => i === 0 || each > minutes[i - 1]!), "rising minutes"),
);
/** Sums of costs stay exact enough far beyond any building programme. */
const MOST_COST = 1e15;
const siting = {
  kind: v.picklist(SITING_KINDS),
  newSites: v.optional(v.nullable(v.pipe(finite(0, 100_000), v.integer())), null),
  requiredIds: v.optional(v.array(id), []),
  forbiddenIds: v.optional(v.array(id), []),
  limitSeconds: v.optional(finite(0.01, 86_400), 60),
  budget: v.optional(v.nullable(finite(0, MOST_COST)), PLAIN_SITING.budget),
  costs: v.optional(v.nullable(v.record(id, v.pipe(finite(0, MOST_COST), v.gtValue(0)))), PLAIN_SITING.costs),
  backupSites: v.optional(v.pipe(finite(1, 10), v.integer()), PLAIN_SITING.backupSites),
  weight: v.optional(v.picklist(SITING_WEIGHTS), PLAIN_SITING.weight),
};
const countIsGiven = ({ kind, newSites, budget }: Pick<SitingQuestion, "kind" | "newSites" | "budget">) =>
  kind === "cover-all" || newSites !== null || (budget !== null && kind !== "p-dispersion");
const COUNT_EXPECTED = "a whole number: only cover-all chooses the number itself, or a budget the others";
const BACKED_UP: readonly SitingKind[] = ["cover-all", "cover-most"];
const backupIsRead = ({ kind, backupSites }: Pick<SitingQuestion, "kind" | "backupSites">) =>
  backupSites === 1 || BACKED_UP.includes(kind);
const BACKUP_EXPECTED = "1: only cover-all and cover-most count backups";

const PhaseStepValue = v.pipe(
  v.strictObject({
    phase: v.picklist(PHASES),
    shareInNeed: finite(0, 1),
    reachMinutes: v.optional(finite(...SCENARIO_LIMITS.reachMinutes), DEFAULT_SCENARIO.reachMinutes),
    tiers: v.optional(v.pipe(v.array(v.picklist(SHELTER_TIERS)), v.minLength(1))),
  }),
  v.transform((step): PhaseStep => ({ ...step, tiers: step.tiers ?? PHASE_TIERS[step.phase] })),
);
const wholeWithin = ({ least, most }: { readonly least: number; readonly most: number }) =>
  v.pipe(finite(least, most), v.integer());
/** A week of walking is worth no less than every price beyond it. */
const unservedDeciseconds = v.optional(v.nullable(wholeWithin({ least: 0, most: 6_048_000 })), null);
/** The pack of rules says which degrees and matrices it knows: they are looked at when the question is asked. */
const rubble = {
  intensity: v.optional(
    v.union([
      v.number(),
      v.strictObject({
        west: finite(-180, 180),
        south: finite(-90, 90),
        east: finite(-180, 180),
        north: finite(-90, 90),
        columns: wholeWithin({ least: 1, most: 10_000 }),
        rows: wholeWithin({ least: 1, most: 10_000 }),
        degrees: v.array(v.number()),
      }),
    ]),
    DEFAULT_RUBBLE.intensity,
  ),
  debris: v.optional(
    v.union([
      v.picklist(["narrow", "wide"]),
      finite(RUBBLE_LIMITS.debrisShare.least, RUBBLE_LIMITS.debrisShare.most),
    ]),
    DEFAULT_RUBBLE.debris,
  ),
  matrixId: v.optional(v.nullable(id), DEFAULT_RUBBLE.matrixId),
  draws: v.optional(wholeWithin(RUBBLE_LIMITS.draws), DEFAULT_RUBBLE.draws),
  seed: v.optional(wholeWithin(RUBBLE_LIMITS.seed), DEFAULT_RUBBLE.seed),
  mostStreets: v.optional(wholeWithin(RUBBLE_LIMITS.mostStreets), DEFAULT_RUBBLE.mostStreets),
};

/** What new stations and depots are chosen among. */
const baseChoice = {
  newBases: v.optional(v.nullable(wholeWithin({ least: 0, most: 1000 })), null),
  movedIds: v.optional(v.array(id), []),
  requiredIds: v.optional(v.array(id), []),
  forbiddenIds: v.optional(v.array(id), []),
  junctionMetres: v.optional(v.nullable(finite(50, 10_000)), null),
  limitSeconds: siting.limitSeconds,
};
const callMinutes = finite(0.1, 120);

type OrderedKind = Exclude<AnalysisKind, BesideKind>;
const REQUESTS: {
  readonly [Kind in OrderedKind]: v.GenericSchema<unknown, RequestOf<Kind>>;
} = {
  coverage: v.strictObject({ scenario }),
  minutesField: v.strictObject({ scenario, cutoffMinutes }),
  isochrone: v.strictObject({
    scenario,
    origin: LngLatValue,
    cutoffMinutes,
    direction: v.optional(v.picklist(["from", "to"]), "from"),
    edges: v.optional(v.boolean(), false),
  }),
  route: v.strictObject({
    scenario,
    from: LngLatValue,
    to: LngLatValue,
    profile: v.optional(v.picklist(ROUTE_PROFILES), "walk"),
    direction: v.optional(v.picklist(ROUTE_DIRECTIONS), "there"),
  }),
  find: v.strictObject({ scenario, origin: LngLatValue }),
  riskHere: v.strictObject({ scenario, origin: LngLatValue }),
  explain: v.strictObject({ scenario, lngLat: LngLatValue }),
  stretch: v.strictObject({ lngLat: LngLatValue }),
  board: v.strictObject({ scenario, response }),
  saveActions: v.strictObject({ scenario, response, ...saveFields }),
  supplies: v.strictObject({
    scenario,
    response,
    effort: v.optional(v.picklist(["quick", "thorough"]), "quick"),
  }),
  depotLosses: v.strictObject({ scenario, response }),
  divert: v.strictObject({ scenario, response, after: GroundValue }),
  forces: v.strictObject({ scenario, ...forcesFields }),
  ledger: v.strictObject({ scenario, response }),
  matrix: v.strictObject({ scenario, to: v.optional(v.picklist(SITE_CHOICES), "shelters") }),
  allocate: v.strictObject({ scenario, unservedDeciseconds }),
  allocatePhases: v.strictObject({
    scenario,
    steps: v.pipe(v.array(PhaseStepValue), v.minLength(1), v.maxLength(20)),
    moveMinutes: v.optional(v.nullable(finite(0, 10_080)), null),
    unservedDeciseconds,
  }),
  siteArea: v.strictObject({ scenario, siteId: id }),
  audit: v.strictObject({ scenario, siteId: id }),
  candidateGround: v.strictObject({}),
  site: v.pipe(
    v.strictObject({ scenario, existing: v.optional(v.boolean(), true), ...siting }),
    v.forward(
      v.check((question) => countIsGiven(question), COUNT_EXPECTED),
      ["newSites"],
    ),
    v.forward(
      v.check((question) => backupIsRead(question), BACKUP_EXPECTED),
      ["backupSites"],
    ),
  ),
  siteCurve: v.strictObject({
    scenario,
    existing: v.optional(v.boolean(), true),
    ...siting,
    kind: v.picklist(CURVE_KINDS),
    newSites: wholeWithin({ least: 0, most: 1000 }),
  }),
  siteNeed: v.strictObject({
    scenario,
    existing: v.optional(v.boolean(), true),
    ...siting,
    chosenIds: v.array(id),
    isProven: v.boolean(),
  }),
  buildOrder: v.strictObject({
    scenario,
    existing: v.optional(v.boolean(), true),
    kind: v.optional(v.picklist(BUILD_ORDER_KINDS), "cover-most-with-room"),
    goal: v.optional(v.picklist(BUILD_ORDER_GOALS), "every-year"),
    perYear: wholeWithin({ least: 1, most: 1000 }),
    years: wholeWithin({ least: 1, most: 100 }),
    requiredIds: siting.requiredIds,
    forbiddenIds: siting.forbiddenIds,
    fixedYears: v.optional(v.record(id, wholeWithin({ least: 1, most: 100 })), {}),
    limitSeconds: siting.limitSeconds,
    weight: siting.weight,
  }),
  shortfall: v.strictObject({
    scenario,
    openIds: v.optional(v.array(id), []),
    most: v.optional(v.pipe(finite(1, 100), v.integer()), 5),
    limitSeconds: v.optional(finite(0.01, 86_400), 30),
  }),
  rubble: v.strictObject({ scenario, ...rubble }),
  baseReach: v.strictObject({
    scenario,
    minutes: v.optional(v.nullable(cutoffMinutes), null),
    outlines: v.optional(v.boolean(), false),
  }),
  siteBases: v.strictObject({
    scenario,
    kind: v.optional(v.picklist(BASE_SITING_KINDS), "cover-most"),
    minutes: v.optional(v.nullable(callMinutes), null),
    mobilisationMinutes: v.optional(v.nullable(finite(0, 240)), null),
    ...baseChoice,
  }),
  siteDepots: v.strictObject({
    scenario,
    weight: v.optional(v.picklist(DEPOT_WEIGHTS), "in-need"),
    inNeedShare: v.optional(finite(0, 1), DEFAULT_RESPONSE.inNeedShare),
    ...baseChoice,
  }),
  seismicSpacing: v.strictObject({
    scenario,
    newStations: v.optional(v.nullable(wholeWithin({ least: 0, most: 50 })), null),
  }),
};
export const ANALYSIS_KINDS = Object.keys(REQUESTS) as OrderedKind[];

const reachMinutes = v.optional(finite(0.1, 1440), DEFAULT_SCENARIO.reachMinutes);
const MATRIX_KINDS = ["coverage", "allocate", "site"] as const;
export type MatrixKind = (typeof MATRIX_KINDS)[number];
const MATRIX_REQUESTS = {
  coverage: v.strictObject({ reachMinutes }),
  allocate: v.strictObject({ reachMinutes, unservedDeciseconds }),
  site: v.pipe(
    v.strictObject({ reachMinutes, ...siting }),
    v.forward(
      v.check(({ kind }) => kind !== "p-dispersion", "a kind that needs no places: a matrix has only times"),
      ["kind"],
    ),
    v.forward(
      v.check(({ weight }) => weight === "persons", "persons: the tables say nothing of age or assistance"),
      ["weight"],
    ),
    v.forward(
      v.check((question) => countIsGiven(question), COUNT_EXPECTED),
      ["newSites"],
    ),
    v.forward(
      v.check((question) => backupIsRead(question), BACKUP_EXPECTED),
      ["backupSites"],
    ),
  ),
};

/** One line of work: a file name of its own (null: numbered), the verb and its checked request. */
export type AnalysisOrder = {
  [Kind in OrderedKind]: {
    readonly id: string | null;
    readonly analysis: Kind;
    readonly request: RequestOf<Kind>;
  };
}[OrderedKind];
export type MatrixOrder =
  | {
      readonly id: string | null;
      readonly analysis: "coverage";
      readonly request: MatrixQuestion;
    }
  | {
      readonly id: string | null;
      readonly analysis: "allocate";
      readonly request: MatrixQuestion & Pick<AllocateRequest, "unservedDeciseconds">;
    }
  | {
      readonly id: string | null;
      readonly analysis: "site";
      readonly request: MatrixQuestion & SitingQuestion;
    };

/** A name that is a file on every system and never leaves the folder. */
const OrderId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "letters, digits, . _ -; at most 100"),
);
const envelope = <Kind extends string>(kinds: readonly Kind[]) =>
  v.strictObject({
    id: v.optional(OrderId),
    analysis: v.picklist(kinds),
    request: v.optional(v.unknown(), {}),
  });

function readOrder(
  raw: unknown,
  place: { readonly file: string; readonly row: number },
  requests: Readonly<Record<string, v.GenericSchema<unknown, unknown>>>,
): Result<{ id: string | null; analysis: string; request: unknown }, FaultPlace> {
  const outer = v.safeParse(envelope(Object.keys(requests)), raw);
  if (!outer.success) return err({ ...place, ...faultOf(outer.issues[0]) });
  const { id: name, analysis, request } = outer.output;
  const inner = v.safeParse(requests[analysis]!, request);
  if (inner.success) return ok({ id: name ?? null, analysis, request: inner.output });
  const fault = faultOf(inner.issues[0]);
  return err({ ...place, ...fault, field: fault.field ? `request.${fault.field}` : "request" });
}

/** Checks one request for a pack; what is not said is as on screen. `row` counts from 1 within the file. */
export const readAnalysisOrder = (
  raw: unknown,
  place: { readonly file: string; readonly row: number },
): Result<AnalysisOrder, FaultPlace> =>
  // The table above ties each kind to its request; the lookup by name loses the tie.
  readOrder(raw, place, REQUESTS) as Result<AnalysisOrder, FaultPlace>;

/** Checks one request for a matrix from elsewhere. */
export const readMatrixOrder = (
  raw: unknown,
  place: { readonly file: string; readonly row: number },
): Result<MatrixOrder, FaultPlace> =>
  readOrder(raw, place, MATRIX_REQUESTS) as Result<MatrixOrder, FaultPlace>;
