import type { LocalPlane } from "../../../src/core/geo/local-plane.ts";
import { eastMetres, northMetres } from "../../../src/core/geo/local-plane.ts";
import type { DemandCell, StructureClass } from "../../../src/core/model/pack.ts";
import {
  AGED_65_SHARE,
  ASSISTANCE_BASE_SHARE,
  ASSISTANCE_OF_AGED_SHARE,
  AT_HOME_BY_DAY_SHARE,
} from "./assumptions.ts";
import type { Home } from "./homes.ts";
import type { Partition } from "./partition.ts";
import { type AreaResidents, shareOut } from "./residents.ts";

/** Homes of one community in one square of the grid are one cell. */
const CELL_METRES = 60;
/** The grid grows until there are no more cells than this: searches and drawings stay quick. */
const MOST_CELLS = 20_000;
const LEAST_GROWTH = 1.05;
/** More squares than any district is wide: 60 m each, 3 900 km. */
const GRID_SIDE = 2 ** 16;

export interface DemandInputs {
  readonly homes: readonly Home[];
  readonly partition: Partition;
  /** Same order as the communities. */
  readonly residents: readonly AreaResidents[];
  readonly plane: LocalPlane;
  /** Of the whole pack, where the census does not say; null = the documented default. */
  readonly aged65Share: number | null;
  readonly assistanceShare: number | null;
}

export interface Demand {
  readonly cells: readonly DemandCell[];
  /** Residents per home, same order as `homes`. */
  readonly nightPersons: readonly number[];
  /** Side of the squares that cells are made of. */
  readonly cellMetres: number;
}

/** Whole persons at every home: each community's residents to the person, and as many by day over the whole district. */
export function demandOf(inputs: DemandInputs): Demand {
  const { homes, partition, residents } = inputs;
  const night = new Array<number>(homes.length).fill(0);
  const members: number[][] = partition.communities.parts.map(() => []);
  homes.forEach((home, i) => {
    if (home.weight > 0) members[home.community]?.push(i);
  });
  members.forEach((own, community) => {
    const total = residents[community]?.residents ?? 0;
    const shares = shareOut(
      total,
      own.map((i) => (homes[i] as Home).weight),
    );
    own.forEach((i, k) => {
      night[i] = shares[k] as number;
    });
  });

  const total = night.reduce((a, b) => a + b, 0);
  const places = homes.reduce((sum, home) => sum + home.dayWeight, 0);
  // Nobody is counted by day: as many are taken to come in as go out, to where there is work.
  const atHome = places > 0 ? AT_HOME_BY_DAY_SHARE : 1;
  const day = shareOut(
    total,
    homes.map(
      (home, i) =>
        (night[i] as number) * atHome + (places > 0 ? ((1 - atHome) * total * home.dayWeight) / places : 0),
    ),
  );
  const { cells, cellMetres } = grouped(inputs, night, total > 0 ? day : night);
  return { cells, nightPersons: night, cellMetres };
}

function grouped(inputs: DemandInputs, night: readonly number[], day: readonly number[]) {
  const { homes, plane } = inputs;
  const peopled = homes.flatMap((_, i) => ((night[i] as number) > 0 || (day[i] as number) > 0 ? [i] : []));
  const groupsOf = (metres: number) => {
    const groups = new Map<number, number[]>();
    for (const i of peopled) {
      const { community, lngLat } = homes[i] as Home;
      const column = Math.floor(eastMetres(plane, lngLat[0]) / metres);
      const row = Math.floor(northMetres(plane, lngLat[1]) / metres);
      const key = (community * GRID_SIDE + column + GRID_SIDE / 2) * GRID_SIDE + row + GRID_SIDE / 2;
      const own = groups.get(key);
      if (own) own.push(i);
      else groups.set(key, [i]);
    }
    return groups;
  };
  let cellMetres = CELL_METRES;
  let groups = groupsOf(cellMetres);
  while (groups.size > Math.max(MOST_CELLS, inputs.partition.communities.parts.length)) {
    cellMetres *= Math.max(LEAST_GROWTH, Math.sqrt(groups.size / MOST_CELLS));
    groups = groupsOf(cellMetres);
  }
  const cells = [...groups.values()].map((members, i) => cellOf(inputs, members, night, day, i));
  return { cells, cellMetres };
}

const round3 = (value: number) => Math.round(value * 1000) / 1000;

function cellOf(
  inputs: DemandInputs,
  members: readonly number[],
  night: readonly number[],
  day: readonly number[],
  index: number,
): DemandCell {
  const { homes, plane, partition, residents } = inputs;
  const first = homes[members[0] as number] as Home;
  const personsNight = members.reduce((sum, i) => sum + (night[i] as number), 0);
  const personsDay = members.reduce((sum, i) => sum + (day[i] as number), 0);
  const weightOf = (i: number) => (personsNight > 0 ? night : day)[i] as number;
  const all = personsNight > 0 ? personsNight : personsDay;
  let [east, north] = [0, 0];
  const floor = new Map<StructureClass, number>();
  for (const i of members) {
    const { lngLat, structure, weight } = homes[i] as Home;
    east += (eastMetres(plane, lngLat[0]) * weightOf(i)) / all;
    north += (northMetres(plane, lngLat[1]) * weightOf(i)) / all;
    if (structure !== null) floor.set(structure, (floor.get(structure) ?? 0) + weight);
  }
  const awayFrom = (i: number) => {
    const { lngLat } = homes[i] as Home;
    return Math.hypot(eastMetres(plane, lngLat[0]) - east, northMetres(plane, lngLat[1]) - north);
  };
  // At a home, not at the mean: the mean may lie across a wall or in the water.
  const nearest = members.reduce((best, i) => (awayFrom(i) < awayFrom(best) ? i : best));
  const area = residents[first.community];
  const aged65Share = area?.aged65Share ?? inputs.aged65Share ?? AGED_65_SHARE;
  const assistanceShare =
    area?.assistanceShare ??
    inputs.assistanceShare ??
    round3(ASSISTANCE_BASE_SHARE + ASSISTANCE_OF_AGED_SHARE * aged65Share);
  const [structure] = [...floor].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [null];
  return {
    id: `cell-${index}`,
    lngLat: (homes[nearest] as Home).lngLat,
    communityId: partition.communities.parts[first.community]?.code ?? "",
    subDistrictCode:
      partition.subDistricts.parts[partition.subDistrictOf[first.community] as number]?.code ?? "",
    personsNight,
    personsDay,
    aged65Share: round3(aged65Share),
    assistanceShare,
    structure,
  };
}
