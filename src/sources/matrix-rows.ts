import type { StructureClass } from "../core/model/pack.ts";
import { STRUCTURE_CLASSES } from "../core/model/pack.ts";

const STRUCTURES: readonly (StructureClass | "unknown")[] = [...STRUCTURE_CLASSES, "unknown"];

/** Every class has exactly one row for buildings whose year nobody knows. */
export const hasRowsOfUnknownYear = (
  rows: readonly { readonly structure: StructureClass | "unknown"; readonly builtFrom: number | null }[],
): boolean =>
  STRUCTURES.every(
    (structure) => rows.filter((row) => row.structure === structure && row.builtFrom === null).length === 1,
  );
