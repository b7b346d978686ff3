import { bbox, difference, feature, featureCollection, intersect, simplify } from "@turf/turf";
import { contours } from "d3-contour";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import type { StructureClass } from "../../../src/core/model/pack.ts";
import { type Point, toLngLat, toPlane } from "../model/plane.ts";
import { RISK_LEVEL_SHARES } from "./assumptions.ts";
import type { Facilities, NamedArea, RiskZone, WaterloggingSite } from "./facilities.ts";
import { type Ground, outerRings } from "./ground.ts";

type Zones = Facilities["risk"];
type Area = Feature<Polygon | MultiPolygon>;

const CELL_METRES = 75;
/** Zoning at 1:50 000 shows nothing finer: the field is smoothed over this radius, cells. */
const SMOOTH_CELLS = 3;

/** How easily a structure is damaged, 0-1; ours, illustrative, falling with later codes. */
const FRAGILITY: Readonly<Record<StructureClass, number>> = {
  courtyard: 0.9,
  masonry: 0.7,
  "masonry-confined": 0.45,
  frame: 0.25,
  "shear-wall": 0.12,
};
/** Houses before the first code with seismic design, 1978, are worse by this factor. */
const OLD_FACTOR = 1.25;
const OLD_BEFORE_YEAR = 1980;
const PONDING_REACH_METRES = 350;
const SHORE_REACH_METRES = 150;

interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly minX: number;
  readonly minY: number;
  readonly inside: Uint8Array;
}

function rasterOf(ground: Ground, district: Polygon | MultiPolygon): Raster {
  const [west, south, east, north] = bbox(district) as [number, number, number, number];
  const [minX, minY] = toPlane([west, south]).map((value) => value - 6 * CELL_METRES) as [number, number];
  const [maxX, maxY] = toPlane([east, north]).map((value) => value + 6 * CELL_METRES) as [number, number];
  const columns = Math.ceil((maxX - minX) / CELL_METRES);
  const rows = Math.ceil((maxY - minY) / CELL_METRES);
  const inside = new Uint8Array(columns * rows);
  for (let i = 0; i < inside.length; i++) {
    const middle: Point = [
      minX + ((i % columns) + 0.5) * CELL_METRES,
      minY + (Math.floor(i / columns) + 0.5) * CELL_METRES,
    ];
    inside[i] = ground.inDistrict(middle) === null ? 0 : 1;
  }
  return { columns, rows, minX, minY, inside };
}

const cellAt = (raster: Raster, [x, y]: Point) => {
  const column = Math.floor((x - raster.minX) / CELL_METRES);
  const row = Math.floor((y - raster.minY) / CELL_METRES);
  return column >= 0 && row >= 0 && column < raster.columns && row < raster.rows
    ? row * raster.columns + column
    : -1;
};

/** Mean over a Gaussian window of the cells inside the district, so that the district line is no valley. */
function smoothed(raster: Raster, values: Float64Array): Float64Array {
  const { columns, rows, inside } = raster;
  const reach = SMOOTH_CELLS * 2;
  const kernel = Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * (SMOOTH_CELLS / 1.5) ** 2)),
  );
  const pass = (from: Float64Array, step: number, length: number) => {
    const to = new Float64Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const at = step === 1 ? i % columns : Math.floor(i / columns);
      let sum = 0;
      for (let k = -reach; k <= reach; k++)
        if (at + k >= 0 && at + k < length)
          sum += (from[i + k * step] as number) * (kernel[Math.abs(k)] as number);
      to[i] = sum;
    }
    return to;
  };
  const spread = (from: Float64Array) => pass(pass(from, 1, columns), columns, rows);
  const weighted = spread(values.map((value, i) => value * (inside[i] as number)));
  const weights = spread(Float64Array.from(inside));
  return weighted.map((value, i) => ((weights[i] as number) > 1e-6 ? value / (weights[i] as number) : 0));
}

/** Level as a running number: 1 at the least, 2, 3 and 4 where the share of ground above is as assumed. */
function levelField(raster: Raster, values: Float64Array): Float64Array {
  const sorted = [...values].filter((_, i) => raster.inside[i] === 1).sort((a, b) => a - b);
  const above = (share: number) => sorted[Math.floor(sorted.length * (1 - share))] as number;
  const [four, three, two] = RISK_LEVEL_SHARES;
  const knots = [
    sorted[0] as number,
    above(four + three + two),
    above(four + three),
    above(four),
    sorted.at(-1) as number,
  ];
  return values.map((value) => {
    for (let level = 1; level <= 4; level++) {
      const low = knots[level - 1] as number;
      const high = knots[level] as number;
      if (value < high || level === 4)
        return level + Math.max(0, Math.min(1, (value - low) / Math.max(1e-12, high - low)));
    }
    return 1;
  });
}

function contourArea(raster: Raster, field: Float64Array, level: number, district: Area): Area | null {
  const [shape] = contours().size([raster.columns, raster.rows]).thresholds([level])(Array.from(field));
  if (!shape || shape.coordinates.length === 0) return null;
  const place = ([column, row]: Position): Position => [
    ...toLngLat([
      raster.minX + (column as number) * CELL_METRES,
      raster.minY + (row as number) * CELL_METRES,
    ]),
  ];
  const polygons = shape.coordinates.map((rings) => rings.map((ring) => ring.map(place)));
  const drawn = simplify(feature({ type: "MultiPolygon", coordinates: polygons } as MultiPolygon), {
    tolerance: 0.00006,
  });
  return intersect(featureCollection<Polygon | MultiPolygon>([district, drawn]));
}

/** Four zones that cover the district without overlap. */
function zonesOf(raster: Raster, field: Float64Array, district: Area): RiskZone[] {
  const zones: RiskZone[] = [];
  let outer: Area | null = district;
  for (const level of [1, 2, 3, 4] as const) {
    const inner: Area | null = level < 4 ? contourArea(raster, field, level + 1, district) : null;
    const zone: Area | null = outer && inner ? difference(featureCollection([outer, inner])) : outer;
    if (zone) zones.push({ level, polygon: zone.geometry });
    outer = inner;
  }
  return zones;
}

/** Night residents times the fragility of their houses, per cell. */
function earthquakeScore(ground: Ground, raster: Raster): Float64Array {
  const score = new Float64Array(raster.inside.length);
  for (const { middle, building, footprintSquareMetres } of ground.placedBuildings) {
    const cell = cellAt(raster, middle);
    if (cell < 0) continue;
    const fragility = FRAGILITY[building.structure] * (building.yearBand < OLD_BEFORE_YEAR ? OLD_FACTOR : 1);
    // Workplaces count by their floor: about one person for 30 m².
    const persons = Math.max(building.residents, (footprintSquareMetres * building.storeys) / 60);
    score[cell] = (score[cell] as number) + fragility * persons;
  }
  return score;
}

/** Nearness to standing water of the deepest curve, to shores, and low lanes. */
function floodScore(
  raster: Raster,
  ponding: readonly WaterloggingSite[],
  water: readonly NamedArea[],
): Float64Array {
  const shores = water.flatMap(({ polygon }) => outerRings(polygon).flat());
  return Float64Array.from(raster.inside, (_, i) => {
    const x = raster.minX + ((i % raster.columns) + 0.5) * CELL_METRES;
    const y = raster.minY + (Math.floor(i / raster.columns) + 0.5) * CELL_METRES;
    let score = 0;
    for (const { point } of ponding) {
      const [px, py] = toPlane(point.lngLat);
      const near = Math.hypot(px - x, py - y) / PONDING_REACH_METRES;
      score += (0.3 + Math.max(...point.depthMetres)) * Math.exp(-near * near);
    }
    const shoreMetres = Math.min(...shores.map(([sx, sy]) => Math.hypot(sx - x, sy - y)));
    return (
      score + 0.35 * Math.exp(-((shoreMetres / SHORE_REACH_METRES) ** 2)) + ((x * 7 + y * 3) % 1000) * 1e-7
    );
  });
}

/** Ground covered by old one-storey houses: fire runs along them and engines do not get in. */
function fireScore(ground: Ground, raster: Raster): Float64Array {
  const score = new Float64Array(raster.inside.length);
  for (const { middle, building, footprintSquareMetres } of ground.placedBuildings) {
    const cell = cellAt(raster, middle);
    if (cell < 0) continue;
    const weight = building.structure === "courtyard" ? 1 : building.structure === "masonry" ? 0.25 : 0.08;
    score[cell] = (score[cell] as number) + weight * footprintSquareMetres;
  }
  return score;
}

/** Zoning by hazard and together; the composite level is the highest of the three at each place. */
export function createRiskZones(
  ground: Ground,
  district: Polygon | MultiPolygon,
  ponding: readonly WaterloggingSite[],
  water: readonly NamedArea[],
): Zones {
  const raster = rasterOf(ground, district);
  const outline: Area = feature(district);
  const earthquake = levelField(raster, smoothed(raster, earthquakeScore(ground, raster)));
  const flood = levelField(raster, smoothed(raster, floodScore(raster, ponding, water)));
  const fire = levelField(raster, smoothed(raster, fireScore(ground, raster)));
  const composite = earthquake.map((level, i) => Math.max(level, flood[i] as number, fire[i] as number));
  return {
    earthquake: zonesOf(raster, earthquake, outline),
    flood: zonesOf(raster, flood, outline),
    fire: zonesOf(raster, fire, outline),
    composite: zonesOf(raster, composite, outline),
  };
}
