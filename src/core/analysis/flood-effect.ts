import type { EditEffect } from "../graph/edge-edits.ts";
import type { FigureKey } from "../model/rule-pack.ts";
import type { PaceId } from "../model/scenario.ts";
import { figure, type PreparedPack } from "./prepare.ts";

/** Who meets the water: people by how sure on their feet they are, and vehicles by how high they stand. */
export type Wader = "fit" | "frail" | "wheelchair" | "car" | "truck";

/**
 * The compliance pace stands for everybody, the old among them: it wades no deeper than they do. A pram rolls no deeper
 * than a wheelchair: no figure of its own has a source, and its rider lies as low.
 */
export const waderOf: Readonly<Record<PaceId, Wader>> = {
  slow: "frail",
  brisk: "fit",
  child: "frail",
  older: "frail",
  pram: "wheelchair",
  wheelchair: "wheelchair",
};

const LIMIT_FIGURES: Readonly<Record<Wader, FigureKey>> = {
  fit: "floodFootLimitMetres",
  frail: "floodFrailLimitMetres",
  wheelchair: "floodWheelchairLimitMetres",
  car: "floodCarLimitMetres",
  truck: "floodTruckLimitMetres",
};

/** Depth from which somebody walking at this pace does not pass. */
export const wadingLimitMetres = (prepared: PreparedPack, pace: PaceId): number =>
  figure(prepared, LIMIT_FIGURES[waderOf[pace]]);

/**
 * What still water of a depth does: from the wader's limit on nobody passes; below it, people from the shallow figure on
 * walk at the rule's share of their pace, vehicles drive no faster than the rule's speed of the band. Whoever stands in
 * water too deep to pass leaves it at the slowest of these.
 */
export function floodEffect(prepared: PreparedPack, wader: Wader, depthMetres: number): EditEffect {
  const isSlow = depthMetres >= figure(prepared, "floodShallowMetres");
  const isClosed = depthMetres >= figure(prepared, LIMIT_FIGURES[wader]);
  if (wader === "car" || wader === "truck") {
    const isDeep = depthMetres >= figure(prepared, "floodDeepMetres");
    const greatestKmh = figure(prepared, isDeep ? "floodDeepDriveKmh" : "floodShallowDriveKmh");
    return { isClosed, factor: 1, greatestKmh: isSlow ? greatestKmh : Infinity };
  }
  return {
    isClosed,
    factor: isSlow ? 1 / figure(prepared, "floodWalkSpeedShare") : 1,
    greatestKmh: Infinity,
  };
}
