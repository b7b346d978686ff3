import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { Scenario } from "../model/scenario.ts";
import { countingGates, figure, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { sampleGrid, sampleTies } from "./sample-grid.ts";
import { type GateSurface, surfaceStreetTime } from "./surface.ts";

/** Shares of ground, 0-1; NaN for an area too small to hold a sample. */
export interface AreaShares {
  readonly straightLine: number;
  readonly network: number;
}

export interface AllAreaShares {
  readonly district: AreaShares;
  /** Same order as pack.index.subDistricts. */
  readonly subDistricts: readonly AreaShares[];
  /** Same order as pack.index.communities. */
  readonly communities: readonly AreaShares[];
}

/**
 * Ground covered, from points 20 m apart: by straight line within the rule's service radius of a counting gate, and by
 * network within the minutes. Ground with no street within the snap limit is not covered by network.
 */
export function areaShares(prepared: PreparedPack, scenario: Scenario, surface: GateSurface): AllAreaShares {
  const grid = sampleGrid(prepared);
  const ties = sampleTies(prepared, scenario.pace);
  const count = grid.columns * grid.rows;
  const near = samplesNearGates(prepared, scenario);
  const streetTime = surfaceStreetTime(prepared, scenario, surface);
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  const limit = scenario.reachMinutes * 600;
  const { subDistricts, communities } = prepared.pack.index;
  const tally = () => ({ samples: 0, straight: 0, network: 0 });
  const district = tally();
  const bySubDistrict = subDistricts.map(tally);
  const byCommunity = communities.map(tally);
  for (let sample = 0; sample < count; sample++) {
    const subDistrict = bySubDistrict[grid.subDistrict[sample]!];
    const community = byCommunity[grid.community[sample]!];
    const inDistrict = grid.inDistrict[sample] === 1;
    if (!inDistrict && !subDistrict && !community) continue;
    const edge = ties.edge[sample]!;
    const reached =
      edge >= 0 &&
      streetTime(edge, ties.alongShare[sample]!) + (ties.offMetres[sample]! * 10) / pace <= limit;
    for (const area of [inDistrict ? district : undefined, subDistrict, community]) {
      if (!area) continue;
      area.samples++;
      if (near[sample] === 1) area.straight++;
      if (reached) area.network++;
    }
  }
  const shares = (area: ReturnType<typeof tally>): AreaShares => ({
    straightLine: area.samples === 0 ? Number.NaN : area.straight / area.samples,
    network: area.samples === 0 ? Number.NaN : area.network / area.samples,
  });
  return {
    district: shares(district),
    subDistricts: bySubDistrict.map(shares),
    communities: byCommunity.map(shares),
  };
}

function samplesNearGates(prepared: PreparedPack, scenario: Scenario): Uint8Array {
  const grid = sampleGrid(prepared);
  const { plane } = prepared.index;
  const near = new Uint8Array(grid.columns * grid.rows);
  const radius = figure(prepared, "serviceRadiusMetres");
  for (const gate of countingGates(prepared, scenario)) {
    const { lngLat } = prepared.pack.index.gates[gate]!;
    const x = (eastMetres(plane, lngLat[0]) - grid.firstEast) / grid.cellMetres;
    const y = (northMetres(plane, lngLat[1]) - grid.firstNorth) / grid.cellMetres;
    const reach = radius / grid.cellMetres;
    const lastRow = Math.min(grid.rows - 1, Math.floor(y + reach));
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= lastRow; row++) {
      const half = Math.sqrt(Math.max(0, reach * reach - (row - y) * (row - y)));
      const lastColumn = Math.min(grid.columns - 1, Math.floor(x + half));
      for (let column = Math.max(0, Math.ceil(x - half)); column <= lastColumn; column++)
        near[row * grid.columns + column] = 1;
    }
  }
  return near;
}
