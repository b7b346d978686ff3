import { CLOSED } from "../graph/costs.ts";
import type { Scenario } from "../model/scenario.ts";
import { areaSamples, samplesNearGates } from "./area-samples.ts";
import { type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts } from "./street-edits.ts";
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
  const { subDistricts, communities } = prepared.pack.index;
  const samples = areaSamples(prepared, scenario.pace).areaSamples;
  const near = samplesNearGates(prepared, scenario);
  const reached = samplesReached(prepared, scenario, surface);
  const share = (area: number): AreaShares => ({
    straightLine: samples[area] === 0 ? Number.NaN : near[area]! / samples[area]!,
    network: samples[area] === 0 ? Number.NaN : reached[area]! / samples[area]!,
  });
  return {
    district: share(0),
    subDistricts: subDistricts.map((_, i) => share(1 + i)),
    communities: communities.map((_, i) => share(1 + subDistricts.length + i)),
  };
}

/** Samples by area number within the minutes of a gate, street by street. */
function samplesReached(prepared: PreparedPack, scenario: Scenario, surface: GateSurface): Int32Array {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const columns = areaSamples(prepared, scenario.pace);
  const { tiedEdges, offsets, alongShare, offMetres, district, subDistrict, community } = columns;
  const { nodeDeciseconds, gatesOnEdge } = surface;
  const { directed } = legCosts(prepared, scenario);
  const streetTime = surfaceStreetTime(prepared, scenario, surface);
  const pace = paceMetresPerSecond(prepared, scenario);
  const limit = scenario.reachMinutes * 600;
  const reached = new Int32Array(columns.areaSamples.length);
  for (let k = 0; k < tiedEdges.length; k++) {
    const edge = tiedEdges[k]!;
    const hasMore = gatesOnEdge.has(edge) || prepared.joins.has(edge);
    const atStart = nodeDeciseconds[edgeFrom[edge]!]!;
    const atEnd = nodeDeciseconds[edgeTo[edge]!]!;
    // UNREACHED is beyond any limit
    if (!hasMore && atStart > limit && atEnd > limit) continue;
    const onward = directed[edge * 2]!;
    const back = directed[edge * 2 + 1]!;
    // a street whose ends are passed in time needs no look at one-ways: both ways open and reached
    const isPlain = !hasMore && onward !== CLOSED && back !== CLOSED;
    for (let i = offsets[k]!; i < offsets[k + 1]!; i++) {
      const share = alongShare[i]!;
      // beyond what a 32-bit count holds nothing is within the limit, so UNREACHED may be added to
      const street = isPlain
        ? Math.min(atEnd + onward * (1 - share), atStart + back * share)
        : streetTime(edge, share);
      if (street + (offMetres[i]! * 10) / pace > limit) continue;
      reached[district[i]!]!++;
      reached[subDistrict[i]!]!++;
      reached[community[i]!]!++;
    }
  }
  return reached;
}
