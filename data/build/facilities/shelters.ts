import { area, difference, feature, featureCollection, intersect } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { Gate, Hazard } from "../../../src/core/model/pack.ts";
import { BoxGrid } from "../model/grid.ts";
import { boxOf, distance, interiorPoint, type Point, type Ring, toLngLat, toPlane } from "../model/plane.ts";
import { randomFor } from "../model/random.ts";
import { type SiteKind, USABLE_SHARE } from "./assumptions.ts";
import type { NamedArea, ShelterSite } from "./facilities.ts";
import type { FacilityTables, PlaceRow, ShelterRow } from "./facility-tables.ts";
import { gatesOf } from "./gates.ts";
import { type Ground, outerRings, polygonOf } from "./ground.ts";
import { findPlot, type TakenGround } from "./plots.ts";

export interface ShelterInputs {
  readonly ground: Ground;
  readonly tables: FacilityTables;
  readonly water: readonly NamedArea[];
  readonly taken: TakenGround;
  /** Waterlogging points: outdoor sites beside them are not fit for a flood. */
  readonly pondingPoints: readonly Point[];
  readonly seed: number;
}

const NEAR_PONDING_METRES = 200;
const HALL_SIZES = [
  [60, 45],
  [50, 36],
  [40, 30],
  [30, 24],
] as const;
/** Width × depth of modelled points, largest first: 6,000 down to 600 m². */
const POINT_SIZES = [
  [100, 60],
  [80, 52],
  [70, 42],
  [60, 36],
  [50, 30],
  [44, 26],
  [36, 22],
  [30, 20],
] as const;

/** Outline less water and houses, square metres. */
function openSquareMetres(
  ground: Ground,
  polygon: Polygon | MultiPolygon,
  water: readonly NamedArea[],
): number {
  let open: ReturnType<typeof difference> = feature(polygon);
  const covers = [
    ...water.map((lake) => lake.polygon),
    ...outerRings(polygon).flatMap((ring) =>
      ground.buildings.search(boxOf(ring)).map((placed) => placed.building.polygon),
    ),
  ];
  for (const cover of covers) {
    if (!open) return 0;
    if (intersect(featureCollection([open, feature(cover)])) !== null)
      open = difference(featureCollection([open, feature(cover)]));
  }
  return open ? area(open) : 0;
}

function siteKindOf(row: ShelterRow, place: PlaceRow | undefined): SiteKind {
  if (row.setting === "indoor") return "hall";
  if (place?.kind === "square") return "square";
  if (place?.kind === "stadium") return "stadium";
  return "park";
}

function fitFor(setting: "outdoor" | "indoor", middle: Point, pondingPoints: readonly Point[]): Hazard[] {
  const dry = pondingPoints.every((point) => distance(point, middle) > NEAR_PONDING_METRES);
  const flood: Hazard[] = dry ? ["flood"] : [];
  return setting === "outdoor" ? ["earthquake", ...flood, "fire"] : [...flood, "fire"];
}

const round10 = (squareMetres: number) => Math.max(10, Math.round(squareMetres / 10) * 10);

interface NewSite {
  readonly id: string;
  readonly kind: SiteKind;
  readonly polygon: Polygon | MultiPolygon;
  readonly row: ShelterRow | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly source: string;
}

function siteOf(inputs: ShelterInputs, site: NewSite): { site: ShelterSite; gates: Gate[] } {
  const { ground, water, pondingPoints, seed } = inputs;
  const { row, polygon } = site;
  const rings = outerRings(polygon);
  const middle = interiorPoint([...rings].sort((a, b) => b.length - a.length)[0] as Ring);
  const grossSquareMetres = area(polygon);
  const setting = row?.setting ?? "outdoor";
  const open = setting === "indoor" ? grossSquareMetres : openSquareMetres(ground, polygon, water);
  const known = row?.effectiveSquareMetres ?? null;
  const modelled = open >= 20 ? round10(open * USABLE_SHARE[site.kind]) : null;
  const shelter = {
    id: site.id,
    nameZh: site.nameZh,
    nameEn: site.nameEn,
    tier: row?.tier ?? ("emergency" as const),
    setting,
    lngLat: toLngLat(middle),
    subDistrictCode: ground.subDistrictAt(middle).code,
    communityId: ground.communityAt(middle).id,
    effectiveSquareMetres: known ?? modelled,
    effectiveAreaMethod:
      known !== null ? (row?.method ?? null) : modelled !== null ? ("modelled" as const) : null,
    publishedCapacityPersons: row?.capacityPersons ?? null,
    fitFor: fitFor(setting, middle, pondingPoints),
    yearCompleted: null,
    method: row?.method ?? ("modelled" as const),
    source: site.source,
    accuracyMetres: row?.accuracyMetres ?? null,
  };
  const gates = gatesOf(
    ground,
    { shelterId: site.id, kind: site.kind, rings, middle, row },
    randomFor(seed, `gates ${site.id}`),
  );
  return {
    site: {
      shelter,
      polygon,
      grossSquareMetres: Math.round(grossSquareMetres),
      noteZh: row?.noteZh ?? "",
      noteEn: row?.noteEn ?? "",
    },
    gates,
  };
}

/** Named shelters of the table; a place without an outline gets a modelled one beside its nearest lane. */
function namedSites(inputs: ShelterInputs): NewSite[] {
  const { ground, tables, taken } = inputs;
  const places = new Map(tables.places.map((place) => [place.id, place]));
  return tables.shelters.flatMap((row) => {
    const place = places.get(row.placeId);
    const kind = siteKindOf(row, place);
    const outline = row.outline ?? place?.outline ?? null;
    const base = { id: row.id, kind, row, nameZh: row.nameZh, nameEn: row.nameEn };
    if (outline) {
      const ring = outline.map(toPlane);
      taken.add(ring);
      return [{ ...base, polygon: polygonOf(ring), source: row.source }];
    }
    const plot = findPlot(
      ground,
      taken,
      toPlane(row.lngLat),
      260,
      kind === "hall" ? HALL_SIZES : POINT_SIZES,
    );
    if (!plot) return [];
    taken.add(plot.ring);
    return [{ ...base, polygon: polygonOf(plot.ring), source: `${row.source}; outline: Havenmap model` }];
  });
}

/** Where a modelled point may start from, and what it would be called. */
interface Start {
  readonly at: Point;
  readonly kind: SiteKind;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly preference: number;
  /** Residents who would have it near. */
  readonly near: readonly { readonly persons: number; readonly share: number }[];
}

const SERVED_METRES = 400;

/** Emergency points per sub-district, each where most people have none near yet. */
function modelledSites(inputs: ShelterInputs, named: readonly NewSite[]): NewSite[] {
  const { ground, tables, taken } = inputs;
  const people = ground.city.demand.map((cell) => ({
    at: toPlane(cell.lngLat),
    code: cell.subDistrictCode,
    persons: cell.personsNight,
    share: 1,
  }));
  const grid = new BoxGrid<(typeof people)[number]>();
  for (const cell of people) grid.add(cell, boxOf([cell.at]));
  const within = (middle: Point) =>
    grid.around(middle, SERVED_METRES).filter((cell) => distance(cell.at, middle) < SERVED_METRES);
  const serve = (middle: Point) => {
    for (const cell of within(middle)) cell.share *= 0.25;
  };
  const middles = named.map((site) => interiorPoint(outerRings(site.polygon)[0] as Ring));
  middles.forEach(serve);
  const listed = [...tables.listedPoints.values()].filter((count) => count !== null);
  const listedTotal = listed.reduce((sum, count) => sum + count, 0);
  const totalResidents = ground.subDistricts.reduce((sum, area) => sum + area.residents, 0);
  const namedPlaces = new Set(tables.shelters.map((row) => row.placeId));
  const sites: NewSite[] = [];
  for (const subDistrict of ground.subDistricts) {
    const { code } = subDistrict;
    // Where the list cannot be told apart the number is unknown, not 0: the district's mean per resident stands in.
    const wanted =
      tables.listedPoints.get(code) ?? Math.round((listedTotal * subDistrict.residents) / totalResidents);
    const there = middles.filter((middle) => ground.subDistrictAt(middle).code === code).length;
    const starts: Start[] = (
      [
        ...tables.places
          .filter((place) => place.subDistrictCode === code && !namedPlaces.has(place.id))
          .filter(
            (place) =>
              place.kind === "school" || (place.kind === "square" && !place.outline) || place.kind === "park",
          )
          .filter((place) => !(place.kind === "park" && place.outline))
          .map((place) => ({
            at: toPlane(place.lngLat),
            kind: place.kind === "school" ? ("school-ground" as const) : ("square" as const),
            nameZh: place.kind === "school" ? `${place.nameZh}操场` : place.nameZh,
            nameEn: place.kind === "school" ? `${place.nameEn || place.nameZh}, playground` : place.nameEn,
            preference: 1.6,
          })),
        ...people
          .filter((cell) => cell.code === code)
          .map((cell) => ({
            at: cell.at,
            kind: "compound-green" as const,
            nameZh: null,
            nameEn: null,
            preference: 1,
          })),
      ] satisfies Omit<Start, "near">[]
    ).map((start) => ({ ...start, near: within(start.at) }));
    let number = 0;
    for (let left = wanted - there; left > 0 && starts.length > 0; ) {
      const gain = (start: Start) =>
        start.preference * start.near.reduce((sum, cell) => sum + cell.persons * cell.share, 0);
      let best = 0;
      let bestGain = -1;
      starts.forEach((start, i) => {
        const value = gain(start);
        if (value > bestGain) [best, bestGain] = [i, value];
      });
      const start = starts.splice(best, 1)[0] as Start;
      const plot = findPlot(
        ground,
        taken,
        start.at,
        start.kind === "compound-green" ? 130 : 180,
        POINT_SIZES,
      );
      if (!plot || ground.subDistrictAt(plot.middle).code !== code) continue;
      taken.add(plot.ring);
      serve(plot.middle);
      number++;
      left--;
      sites.push({
        id: `shelter-${code}-${String(number).padStart(2, "0")}`,
        kind: start.kind,
        polygon: polygonOf(plot.ring),
        row: null,
        nameZh: start.nameZh ?? `${subDistrict.nameZh} ${number} 号疏散点`,
        nameEn: start.nameEn ?? `${subDistrict.nameEn} assembly point ${number}`,
        source: "Havenmap model: number per sub-district from the city's list of 2020, place on open ground",
      });
    }
  }
  return sites;
}

export function createShelters(inputs: ShelterInputs): { shelters: ShelterSite[]; gates: Gate[] } {
  const named = namedSites(inputs);
  const made = [...named, ...modelledSites(inputs, named)].map((site) => siteOf(inputs, site));
  return { shelters: made.map(({ site }) => site), gates: made.flatMap(({ gates }) => gates) };
}
