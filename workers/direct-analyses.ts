import { allocatePhases } from "../src/core/analysis/allocate-phases.ts";
import { allocateShelters } from "../src/core/analysis/allocate-shelters.ts";
import { coverage } from "../src/core/analysis/coverage.ts";
import { explain } from "../src/core/analysis/explain.ts";
import { findShelter } from "../src/core/analysis/find-shelter.ts";
import { forces } from "../src/core/analysis/forces.ts";
import { isochrone } from "../src/core/analysis/isochrone.ts";
import { ledger } from "../src/core/analysis/ledger.ts";
import { minutesField } from "../src/core/analysis/minutes-field.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { route } from "../src/core/analysis/route.ts";
import { seismicSpacing } from "../src/core/analysis/seismic-spacing.ts";
import { stretch } from "../src/core/analysis/stretch.ts";
import { travelMatrix } from "../src/core/analysis/travel-matrix.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { BoardPacks } from "../src/core/model/board-packs.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { Result } from "../src/core/result.ts";
import { reliefNeeds } from "../src/sources/relief-needs.ts";

type Analyse<Kind extends AnalysisKind> = (
  prepared: PreparedPack,
  request: RequestOf<Kind>,
  onProgress?: (share: number) => void,
) => Result<AnswerOf<Kind>, Failure>;
/** Every verb but those that wait: for a solver, for further layers, for the threads that draw. */
export type DirectKind = Exclude<
  AnalysisKind,
  | "siteArea"
  | "audit"
  | "candidateGround"
  | "site"
  | "siteCurve"
  | "siteNeed"
  | "buildOrder"
  | "shortfall"
  | "rubble"
  | "riskHere"
  | "baseReach"
  | "siteBases"
  | "siteDepots"
  | "saveActions"
  | "supplies"
  | "depotLosses"
  | "divert"
  | "board"
>;

export const boardPacks: BoardPacks = { reliefNeeds };

export const ANALYSES: { readonly [Kind in DirectKind]: Analyse<Kind> } = {
  coverage,
  coverageBeside: coverage,
  minutesField,
  minutesFieldBeside: minutesField,
  isochrone,
  route,
  find: findShelter,
  explain,
  stretch,
  ledger: (prepared, request, onProgress) => ledger(prepared, request, boardPacks, onProgress),
  matrix: travelMatrix,
  allocate: allocateShelters,
  allocatePhases,
  forces,
  seismicSpacing,
};
