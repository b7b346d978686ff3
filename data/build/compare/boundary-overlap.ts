import { area, featureCollection, intersect } from "@turf/turf";
import type { Area } from "./reference-files.ts";

const commonSquareMetres = (a: Area, b: Area): number => {
  const common = intersect(featureCollection([a, b]));
  return common === null ? 0 : area(common);
};

/** Intersection over union, 0 to 1. */
export function overlapShare(ours: Area, reference: Area): number {
  const common = commonSquareMetres(ours, reference);
  return common / (area(ours) + area(reference) - common);
}

export interface PartitionFault {
  /** Ground of the whole that no part covers, or of parts outside the whole. */
  readonly unsharedSquareMetres: number;
  readonly overlapSquareMetres: number;
}

/** How far the parts are from dividing the whole without gap or overlap; 0 and 0 for an exact partition. */
export function partitionFault(whole: Area, parts: readonly Area[]): PartitionFault {
  let overlap = 0;
  let covered = 0;
  parts.forEach((part, i) => {
    covered += commonSquareMetres(part, whole);
    for (const other of parts.slice(i + 1)) overlap += commonSquareMetres(part, other);
  });
  const partsArea = parts.reduce((sum, part) => sum + area(part), 0);
  return {
    unsharedSquareMetres: Math.max(0, area(whole) - (covered - overlap)) + Math.max(0, partsArea - covered),
    overlapSquareMetres: overlap,
  };
}
