import type { BaseChoice, BaseSite } from "../../model/bases.ts";
import type { Failure } from "../../model/failure.ts";
import type { LngLat } from "../../model/geometry.ts";
import { err, ok, type Result } from "../../result.ts";
import type { Vehicle } from "../drive.ts";
import type { PreparedPack } from "../prepare.ts";
import { siteStandings } from "../siting/site-standings.ts";
import type { SiteStanding } from "../siting/siting-problem.ts";
import { junctionSites } from "./junction-sites.ts";

export interface PackBase {
  readonly id: string;
  readonly lngLat: LngLat;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Where bases stand and may stand: those that stay, then the pack's candidates, then junctions. */
export interface BaseSites {
  readonly sites: readonly BaseSite[];
  readonly standing: readonly SiteStanding[];
  readonly candidateSites: number;
  readonly junctionSites: number;
  /** How many new ones are asked for. */
  readonly newBases: number;
}

/** A site from which less than this share of those to be served can be driven to lies on an island of streets. */
const ISLAND_SHARE = 0.5;

/**
 * The standings without sites on islands: chosen for the few who live there, one would be lost to everybody else. What is
 * required or stands there already stays.
 */
export function withoutIslands(
  standing: readonly SiteStanding[],
  columns: readonly Float64Array[],
  weights: Float64Array,
): SiteStanding[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return standing.map((each, site) => {
    if (each !== "free") return each;
    const served = weights.reduce(
      (sum, weight, demand) => sum + (columns[site]![demand]! < Infinity ? weight : 0),
      0,
    );
    return served < total * ISLAND_SHARE ? "forbidden" : "free";
  });
}

/**
 * @param bases Of the kind asked about, in the pack's order. `movable`: those of them that may be asked anew.
 * @param wanted How many of the movable ones the plan asks for.
 */
export function baseSites(
  prepared: PreparedPack,
  vehicle: Vehicle,
  choice: BaseChoice,
  bases: readonly PackBase[],
  movable: readonly PackBase[],
  wanted: number,
): Result<BaseSites, Failure> {
  const moved = new Set(choice.movedIds);
  const unknown = choice.movedIds.filter((id) => !movable.some((base) => base.id === id));
  if (unknown.length > 0) return err({ code: "SITES_NOT_CHOOSABLE", siteIds: unknown });
  const existing = bases.filter(({ id }) => !moved.has(id));
  const candidates = prepared.pack.index.candidates;
  const junctions =
    choice.junctionMetres === null ? [] : junctionSites(prepared, vehicle, choice.junctionMetres);
  const named = (from: BaseSite["from"]) => (base: PackBase) => ({
    id: base.id,
    lngLat: base.lngLat,
    from,
    nameZh: base.nameZh,
    nameEn: base.nameEn,
    nearZh: "",
    nearEn: "",
  });
  const sites: BaseSite[] = [
    ...existing.map(named("existing")),
    ...candidates.map(named("candidate")),
    ...junctions,
  ];
  if (sites.length === existing.length)
    return err({ code: "LAYER_MISSING", packId: prepared.pack.index.description.id, layer: "candidates" });
  const ids = sites.map(({ id }) => id);
  const standing = siteStandings(ids, (site) => site < existing.length, choice);
  if (!standing.ok) return standing;
  const staying = movable.length - moved.size;
  return ok({
    sites,
    standing: standing.value,
    candidateSites: candidates.length,
    junctionSites: junctions.length,
    newBases: choice.newBases ?? Math.max(0, wanted - staying),
  });
}
