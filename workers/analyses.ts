import { allocateShelters } from "../src/core/analysis/allocate-shelters.ts";
import { board } from "../src/core/analysis/board.ts";
import { coverage } from "../src/core/analysis/coverage.ts";
import { explain } from "../src/core/analysis/explain.ts";
import { findShelter } from "../src/core/analysis/find-shelter.ts";
import { isochrone } from "../src/core/analysis/isochrone.ts";
import { ledger } from "../src/core/analysis/ledger.ts";
import { minutesField } from "../src/core/analysis/minutes-field.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { site } from "../src/core/analysis/site.ts";
import { stretch } from "../src/core/analysis/stretch.ts";
import { travelMatrix } from "../src/core/analysis/travel-matrix.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { Result } from "../src/core/result.ts";
import { createHighsSolver } from "./highs-solver.ts";

type Analyse<Kind extends AnalysisKind> = (
  prepared: PreparedPack,
  request: RequestOf<Kind>,
  onProgress?: (share: number) => void,
) => Result<AnswerOf<Kind>, Failure> | Promise<Result<AnswerOf<Kind>, Failure>>;

export const solveWithHighs = createHighsSolver();

/** Every verb the engine knows, by name. */
export const ANALYSES: { readonly [Kind in AnalysisKind]: Analyse<Kind> } = {
  coverage,
  minutesField,
  isochrone,
  find: findShelter,
  explain,
  stretch,
  board,
  ledger,
  matrix: travelMatrix,
  allocate: allocateShelters,
  site: (prepared, request) => site(prepared, request, solveWithHighs),
};
