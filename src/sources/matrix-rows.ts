import type { StructureClass } from "../core/model/pack.ts";
import { STRUCTURE_CLASSES } from "../core/model/pack.ts";

/** What rows of a matrix are about; `unknown`: buildings whose structure nobody has stated. */
export const MATRIX_STRUCTURES = [...STRUCTURE_CLASSES, "unknown"] as const;

/** Every class has exactly one row for buildings whose year nobody knows. */
export const hasRowsOfUnknownYear = (
  rows: readonly { readonly structure: StructureClass | "unknown"; readonly builtFrom: number | null }[],
): boolean =>
  MATRIX_STRUCTURES.every(
    (structure) => rows.filter((row) => row.structure === structure && row.builtFrom === null).length === 1,
  );
