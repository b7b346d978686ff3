import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { LngLat } from "../model/geometry.ts";
import type { PaceId, Scenario } from "../model/scenario.ts";
import { groupByEdge } from "./demand-columns.ts";
import { keptOnce } from "./kept-once.ts";
import { countingGates, figure, type PreparedPack, paceOfMode, walkModeOf } from "./prepare.ts";
import { sampleGrid, sampleTies } from "./sample-grid.ts";

/** Samples of ground that count, sorted by the street they are walked from, as columns. */
export interface AreaSamples {
  /** Every edge that has samples, rising; those of tiedEdges[k] are [offsets[k], offsets[k + 1]) of the columns below. */
  readonly tiedEdges: Uint32Array;
  readonly offsets: Uint32Array;
  readonly alongShare: Float32Array;
  readonly offMetres: Float32Array;
  /** Area numbers: 0 = the district, then its sub-districts, then its communities; the last stands for none. */
  readonly district: Uint16Array;
  readonly subDistrict: Uint16Array;
  readonly community: Uint16Array;
  /** Samples by area number, those without a street included. */
  readonly areaSamples: Int32Array;
}

/** Areas a tally has: the district, sub-districts, communities, and one that stands for none. */
const areaCount = ({ pack: { index } }: PreparedPack) =>
  2 + index.subDistricts.length + index.communities.length;

/** Area numbers of a sample of the grid: district, sub-district, community; the last number where there is none. */
function areasOf(prepared: PreparedPack) {
  const { inDistrict, subDistrict, community } = sampleGrid(prepared);
  const none = areaCount(prepared) - 1;
  const firstCommunity = 1 + prepared.pack.index.subDistricts.length;
  return (sample: number) =>
    [
      inDistrict[sample] === 1 ? 0 : none,
      subDistrict[sample] === -1 ? none : 1 + subDistrict[sample]!,
      community[sample] === -1 ? none : firstCommunity + community[sample]!,
    ] as const;
}

const samplesByMode = keptOnce(
  (prepared, mode): AreaSamples => {
    const ties = sampleTies(prepared, paceOfMode(mode));
    const { tiedEdges, offsets, cells } = groupByEdge(ties.edge, prepared.pack.network.edgeCount);
    const areas = areasOf(prepared);
    const areaSamples = new Int32Array(areaCount(prepared));
    for (let sample = 0; sample < ties.edge.length; sample++)
      for (const area of areas(sample)) areaSamples[area]!++;
    const column = (k: 0 | 1 | 2) => Uint16Array.from(cells, (sample) => areas(sample)[k]);
    return {
      tiedEdges,
      offsets,
      alongShare: Float32Array.from(cells, (sample) => ties.alongShare[sample]!),
      offMetres: Float32Array.from(cells, (sample) => ties.offMetres[sample]!),
      district: column(0),
      subDistrict: column(1),
      community: column(2),
      areaSamples,
    };
  },
  { ignoresBridges: true, ignoresSites: true },
);

/** The same for every pace of one way of walking. */
export const areaSamples = (prepared: PreparedPack, pace: PaceId): AreaSamples =>
  samplesByMode(prepared, walkModeOf(pace));

/** How many of the gates asked about last are near each sample: a scheme moves few of them. */
interface NearCounts {
  /** Their places, each once, by longitude and latitude. */
  places: ReadonlyMap<string, LngLat>;
  readonly nearOf: Uint32Array;
  /** Samples with a gate near, by area number. */
  readonly byArea: Int32Array;
}

const keptNear = keptOnce(
  (prepared): NearCounts => {
    const { columns, rows } = sampleGrid(prepared);
    return {
      places: new Map(),
      nearOf: new Uint32Array(columns * rows),
      byArea: new Int32Array(areaCount(prepared)),
    };
  },
  { ignoresBridges: true, ignoresSites: true },
);

/** Calls back for every sample within the rule's service radius of a place. */
function eachSampleNear(prepared: PreparedPack, lngLat: LngLat, visit: (sample: number) => void): void {
  const grid = sampleGrid(prepared);
  const { plane } = prepared.index;
  const reach = figure(prepared, "serviceRadiusMetres") / grid.cellMetres;
  const x = (eastMetres(plane, lngLat[0]) - grid.firstEast) / grid.cellMetres;
  const y = (northMetres(plane, lngLat[1]) - grid.firstNorth) / grid.cellMetres;
  const lastRow = Math.min(grid.rows - 1, Math.floor(y + reach));
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= lastRow; row++) {
    const half = Math.sqrt(Math.max(0, reach * reach - (row - y) * (row - y)));
    const lastColumn = Math.min(grid.columns - 1, Math.floor(x + half));
    for (let column = Math.max(0, Math.ceil(x - half)); column <= lastColumn; column++)
      visit(row * grid.columns + column);
  }
}

/**
 * Samples by area number within the rule's service radius of a counting gate in a straight line. Valid until the next
 * question.
 */
export function samplesNearGates(prepared: PreparedPack, scenario: Scenario): Int32Array {
  const { gates } = prepared.pack.index;
  const near = keptNear(prepared);
  const { nearOf, byArea } = near;
  const areas = areasOf(prepared);
  const before = near.places;
  const places = new Map(
    countingGates(prepared, scenario).map((gate) => [gates[gate]!.lngLat.join(" "), gates[gate]!.lngLat]),
  );
  for (const [place, lngLat] of before)
    if (!places.has(place))
      eachSampleNear(prepared, lngLat, (sample) => {
        nearOf[sample]!--;
        if (nearOf[sample] === 0) for (const area of areas(sample)) byArea[area]!--;
      });
  for (const [place, lngLat] of places)
    if (!before.has(place))
      eachSampleNear(prepared, lngLat, (sample) => {
        if (nearOf[sample] === 0) for (const area of areas(sample)) byArea[area]!++;
        nearOf[sample]!++;
      });
  near.places = places;
  return byArea;
}
