import { distance, type Point, toPlane } from "../model/plane.ts";
import type { Ground, PlacedBuilding } from "./ground.ts";

export interface Residents {
  readonly at: Point;
  readonly persons: number;
}

/** Night residents gathered in 200 m squares: enough to place stations by. */
export function residentSquares(ground: Ground): Residents[] {
  const SQUARE_METRES = 200;
  const squares = new Map<string, { x: number; y: number; persons: number }>();
  for (const cell of ground.city.demand) {
    const [x, y] = toPlane(cell.lngLat);
    const key = `${Math.floor(x / SQUARE_METRES)},${Math.floor(y / SQUARE_METRES)}`;
    const square = squares.get(key) ?? { x: 0, y: 0, persons: 0 };
    square.x += x * cell.personsNight;
    square.y += y * cell.personsNight;
    square.persons += cell.personsNight;
    squares.set(key, square);
  }
  return [...squares.values()]
    .filter(({ persons }) => persons > 0)
    .map(({ x, y, persons }) => ({ at: [x / persons, y / persons] as Point, persons }));
}

/** Greedy p-median: each next place takes the most person-metres off, beside what stands already. */
export function spreadByResidents<Place extends { readonly middle: Point }>(
  places: readonly Place[],
  residents: readonly Residents[],
  count: number,
  standing: readonly Point[],
): Place[] {
  const START_METRES = 6000;
  const away = residents.map(({ at }) =>
    Math.min(START_METRES, ...standing.map((other) => distance(at, other))),
  );
  const left = new Set(places);
  const chosen: Place[] = [];
  while (chosen.length < count && left.size > 0) {
    let best: Place | null = null;
    let bestGain = -1;
    for (const place of left) {
      let gain = 0;
      residents.forEach(({ at, persons }, i) => {
        gain += persons * Math.max(0, (away[i] as number) - distance(at, place.middle));
      });
      if (gain > bestGain) [best, bestGain] = [place, gain];
    }
    if (!best) break;
    const { middle } = best;
    left.delete(best);
    chosen.push(best);
    residents.forEach(({ at }, i) => {
      away[i] = Math.min(away[i] as number, distance(at, middle));
    });
  }
  return chosen;
}

/** Each next place is the one farthest from all chosen before. */
export function spreadEvenly(places: readonly Point[], count: number, standing: readonly Point[]): Point[] {
  const chosen: Point[] = [];
  while (chosen.length < Math.min(count, places.length)) {
    let best: Point | null = null;
    let bestAway = -1;
    for (const place of places) {
      const away = Math.min(1e6, ...[...standing, ...chosen].map((other) => distance(other, place)));
      if (away > bestAway) [best, bestAway] = [place, away];
    }
    if (!best) break;
    chosen.push(best);
  }
  return chosen;
}

const DRIVEN_METRES = 45;
const DRIVEN_WIDTH_METRES = 4;

/** Houses that a truck can drive up to, of at least `footprintSquareMetres`, every `every`-th of them. */
export function servedHouses(ground: Ground, footprintSquareMetres: number, every: number): PlacedBuilding[] {
  return ground.placedBuildings
    .filter((placed) => placed.footprintSquareMetres >= footprintSquareMetres)
    .filter((_, i) => i % every === 0)
    .filter(
      ({ middle }) =>
        ground.streets.nearest(
          middle,
          DRIVEN_METRES,
          (street) => street.driven && street.atGrade && street.widthMetres >= DRIVEN_WIDTH_METRES,
        ) !== null,
    );
}
