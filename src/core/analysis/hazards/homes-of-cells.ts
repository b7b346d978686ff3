import { eastMetres, northMetres } from "../../geo/local-plane.ts";
import type { BuildingStock } from "../../model/buildings.ts";
import { STRUCTURE_CLASSES, type StructureClass } from "../../model/pack.ts";
import { keptOnce } from "../kept-once.ts";
import type { PreparedPack } from "../prepare.ts";

/** One kind of building of one cell and the share (0-1) of the cell's residents who live in it. */
export interface HomeKind {
  readonly structure: StructureClass | "unknown";
  /** First year of the band; 0 = unknown. */
  readonly year: number;
  readonly share: number;
}

/** Homes farther than this from every cell's point belong to none: the cells of a pack lie about 100 m apart. */
const FARTHEST_METRES = 300;

/** What each demand cell's residents live in, in the pack's order; never empty. */
export type HomesOfCells = readonly (readonly HomeKind[])[];

const byStock = new WeakMap<BuildingStock, (prepared: PreparedPack) => HomesOfCells>();

/**
 * Every building goes to the nearest cell and weighs by its residents where the layer says them for any, else by floor
 * area. A cell with no building lives by its own structure class, of unknown year.
 */
export function homesOfCells(prepared: PreparedPack, stock: BuildingStock | null): HomesOfCells {
  if (stock === null) return prepared.pack.demand.map(({ structure }) => [cellKind(structure)]);
  let kept = byStock.get(stock);
  if (!kept) {
    kept = keptOnce((pack) => assign(pack, stock), { ignoresBridges: true, ignoresSites: true });
    byStock.set(stock, kept);
  }
  return kept(prepared);
}

const cellKind = (structure: StructureClass | null): HomeKind => ({
  structure: structure ?? "unknown",
  year: 0,
  share: 1,
});

function assign({ pack: { demand }, index: { plane } }: PreparedPack, stock: BuildingStock): HomesOfCells {
  const x = Float64Array.from(demand, ({ lngLat }) => eastMetres(plane, lngLat[0]));
  const y = Float64Array.from(demand, ({ lngLat }) => northMetres(plane, lngLat[1]));
  const square = (metres: number) => Math.floor(metres / FARTHEST_METRES);
  const cellsOfSquare = new Map<string, number[]>();
  demand.forEach((_, cell) => {
    const key = `${square(x[cell] as number)} ${square(y[cell] as number)}`;
    const cells = cellsOfSquare.get(key);
    if (cells) cells.push(cell);
    else cellsOfSquare.set(key, [cell]);
  });
  const nearest = (east: number, north: number): number => {
    let [best, metres] = [-1, FARTHEST_METRES];
    for (let column = square(east) - 1; column <= square(east) + 1; column++)
      for (let row = square(north) - 1; row <= square(north) + 1; row++)
        for (const cell of cellsOfSquare.get(`${column} ${row}`) ?? []) {
          const away = Math.hypot((x[cell] as number) - east, (y[cell] as number) - north);
          if (away >= metres) continue;
          best = cell;
          metres = away;
        }
    return best;
  };
  const knowsResidents = stock.residents.some((count) => count > 0);
  const weights = demand.map(() => new Map<number, number>());
  for (let building = 0; building < stock.count; building++) {
    const weight = knowsResidents ? (stock.residents[building] as number) : floorArea(stock, building, plane);
    if (!(weight > 0)) continue;
    const [lng, lat] = middleOf(stock, building);
    const cell = nearest(eastMetres(plane, lng), northMetres(plane, lat));
    if (cell === -1) continue;
    const kind = ((stock.structure[building] as number) + 1) * 65_536 + (stock.yearBand[building] as number);
    const ofCell = weights[cell] as Map<number, number>;
    ofCell.set(kind, (ofCell.get(kind) ?? 0) + weight);
  }
  return weights.map((ofCell, cell) => {
    const kinds = [...ofCell].sort(([a], [b]) => a - b);
    const all = kinds.reduce((sum, [, weight]) => sum + weight, 0);
    if (all === 0) return [cellKind(demand[cell]?.structure ?? null)];
    return kinds.map(([kind, weight]) => ({
      structure: STRUCTURE_CLASSES[Math.floor(kind / 65_536) - 1] ?? "unknown",
      year: kind % 65_536,
      share: weight / all,
    }));
  });
}

/** Mean of the corners: close enough to tell which cell a building stands in. */
function middleOf(stock: BuildingStock, building: number): readonly [number, number] {
  const [first, last] = [stock.wallOffsets[building] as number, stock.wallOffsets[building + 1] as number];
  let [lng, lat] = [0, 0];
  for (let wall = first; wall < last; wall++) {
    lng += stock.wallLngLat[wall * 4] as number;
    lat += stock.wallLngLat[wall * 4 + 1] as number;
  }
  const count = Math.max(1, last - first);
  return [lng / count, lat / count];
}

/** Ground area by storeys, square metres; a building of unknown storeys counts one. */
function floorArea(stock: BuildingStock, building: number, plane: PreparedPack["index"]["plane"]): number {
  let twice = 0;
  const last = stock.wallOffsets[building + 1] as number;
  for (let wall = stock.wallOffsets[building] as number; wall < last; wall++) {
    const at = wall * 4;
    const x0 = eastMetres(plane, stock.wallLngLat[at] as number);
    const y0 = northMetres(plane, stock.wallLngLat[at + 1] as number);
    const x1 = eastMetres(plane, stock.wallLngLat[at + 2] as number);
    const y1 = northMetres(plane, stock.wallLngLat[at + 3] as number);
    twice += x0 * y1 - x1 * y0;
  }
  return (Math.abs(twice) / 2) * Math.max(1, stock.storeys[building] as number);
}
