import Flatbush from "flatbush";
import type { MultiPolygon, Polygon, Position } from "geojson";
import type { BuildingStock } from "../../model/buildings.ts";
import type { RiskGround, RiskLayer } from "../../model/risk-here.ts";
import type { RubbleRules } from "../../model/rubble-rules.ts";
import type { SiteGround, SiteRules, SiteWaterfall } from "../../model/site-area.ts";

/** Ring of an area in WGS-84 degrees, and whether it bounds a hole. */
export interface GroundRing {
  readonly ring: readonly (readonly [lng: number, lat: number])[];
  readonly isHole: boolean;
}
/** West, south, east, north in degrees. */
type Box = readonly [number, number, number, number];

/** Rings of areas by where they lie. */
export interface RingIndex {
  /** Rings of every polygon whose box meets this one; a polygon's rings come together. */
  around(box: Box): readonly GroundRing[];
}

/** The ground of a district made ready for sites. */
export interface PreparedGround {
  readonly stock: BuildingStock | null;
  /** By the box of each building's walls; null = no buildings known. */
  readonly buildings: Flatbush | null;
  /** Wide enough for the rubble of the highest building: metres. */
  readonly mostRubbleMetres: number;
  readonly district: RingIndex;
  readonly water: RingIndex | null;
  readonly planting: RingIndex | null;
  readonly fireSources: RingIndex | null;
  readonly flooded: RingIndex | null;
  /** null = the pack has none of the zonings that the rule names. */
  readonly excluded: RingIndex | null;
  readonly shelters: SiteGround["shelters"];
  readonly rules: SiteRules;
  readonly rubble: RubbleRules;
  /** Waterfalls by everything they hang on: while one site is dragged the others are not worked out again. */
  readonly kept: Map<string, SiteWaterfall>;
}

const polygonsOf = (area: Polygon | MultiPolygon): readonly (readonly Position[][])[] =>
  area.type === "Polygon" ? [area.coordinates] : area.coordinates;

function createRingIndex(areas: readonly (Polygon | MultiPolygon)[]): RingIndex {
  const polygons = areas.flatMap(polygonsOf).filter((rings) => (rings[0]?.length ?? 0) >= 3);
  if (polygons.length === 0) return { around: () => [] };
  const index = new Flatbush(polygons.length);
  for (const [outer] of polygons) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [lng, lat] of outer as Position[]) {
      west = Math.min(west, lng as number);
      east = Math.max(east, lng as number);
      south = Math.min(south, lat as number);
      north = Math.max(north, lat as number);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return {
    around: (box) =>
      index
        .search(...box)
        .sort((a, b) => a - b)
        .flatMap((i) =>
          (polygons[i] as Position[][]).map((ring, k) => ({
            ring: ring as unknown as GroundRing["ring"],
            isHole: k > 0,
          })),
        ),
  };
}

function indexBuildings(stock: BuildingStock): Flatbush | null {
  if (stock.count === 0) return null;
  const index = new Flatbush(stock.count);
  for (let building = 0; building < stock.count; building++) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const end = (stock.wallOffsets[building + 1] as number) * 4;
    for (let i = (stock.wallOffsets[building] as number) * 4; i < end; i += 2) {
      const lng = stock.wallLngLat[i] as number;
      const lat = stock.wallLngLat[i + 1] as number;
      west = Math.min(west, lng);
      east = Math.max(east, lng);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return index;
}

/** Height of a building in metres, and whether nobody has said it. */
export function buildingHeight(
  { heightMetres, storeys }: BuildingStock,
  building: number,
  { figures }: RubbleRules,
): { readonly metres: number; readonly isAssumed: boolean } {
  const said = heightMetres[building] as number;
  if (!Number.isNaN(said)) return { metres: said, isAssumed: false };
  const known = storeys[building] as number;
  return {
    metres: (known || figures.storeysWhereUnknown.value) * figures.storeyMetres.value,
    isAssumed: known === 0,
  };
}

export interface GroundParts {
  readonly district: Polygon | MultiPolygon;
  readonly ground: SiteGround;
  readonly risks: RiskGround;
  /** null = the pack has no such layer. */
  readonly stock: BuildingStock | null;
  readonly rules: SiteRules;
  readonly rubble: RubbleRules;
}

export function prepareGround({
  district,
  ground,
  risks,
  stock,
  rules,
  rubble,
}: GroundParts): PreparedGround {
  let highest = 0;
  if (stock)
    for (let building = 0; building < stock.count; building++)
      highest = Math.max(highest, buildingHeight(stock, building, rubble).metres);
  const zonings = Object.entries(rules.excludedZones.levels).flatMap(([layer, level]) => {
    const zones = risks.zones[layer as RiskLayer];
    return zones ? [zones.filter((zone) => zone.level >= level)] : [];
  });
  const indexed = (areas: readonly (Polygon | MultiPolygon)[] | null) => areas && createRingIndex(areas);
  return {
    stock,
    buildings: stock && indexBuildings(stock),
    mostRubbleMetres: highest * rubble.figures.debrisShareWide.value,
    district: createRingIndex([district]),
    water: indexed(ground.water),
    planting: indexed(ground.planting),
    fireSources: indexed(ground.fireSources),
    flooded: risks.extents.length === 0 ? null : createRingIndex(risks.extents.map(({ polygon }) => polygon)),
    excluded: zonings.length === 0 ? null : createRingIndex(zonings.flat().map(({ polygon }) => polygon)),
    shelters: ground.shelters,
    rules,
    rubble,
    kept: new Map(),
  };
}
