import { area } from "@turf/turf";
import { distance, interiorPoint, type Point, type Ring, toLngLat, toPlane } from "../model/plane.ts";
import { SCHOOL_CANDIDATES, VACATED_PLOTS } from "./assumptions.ts";
import type { CandidateSite, ShelterSite } from "./facilities.ts";
import type { FacilityTables, PlaceRow } from "./facility-tables.ts";
import { type Ground, outerRings, polygonOf } from "./ground.ts";
import { findPlot, type TakenGround } from "./plots.ts";
import { type Residents, spreadByResidents } from "./spread.ts";

type LandUse = "pocket-park" | "school-ground" | "vacated-plot" | "park" | "public-building";

const RULES: Readonly<Record<LandUse, readonly [zh: string, en: string]>> = {
  park: ["现有公园，尚未列为避难场所", "Existing park that is not listed as a shelter"],
  "pocket-park": [
    "口袋公园、小微绿地，尚未列为避难场所",
    "Pocket park or small green that is not listed as a shelter",
  ],
  "school-ground": ["学校操场，下令后可开放", "School playground, can be opened on order"],
  "vacated-plot": [
    "腾退空地（推算），离现有避难场所最远处的居民受益最多",
    "Vacated plot (modelled), where residents farthest from a shelter gain most",
  ],
  "public-building": [
    "大型公共建筑，可转为方舱医院或后备救助场所",
    "Large public building that could turn into a field hospital or back-up relief site",
  ],
};
const PLOT_SIZES = [
  [100, 60],
  [80, 52],
  [70, 42],
  [60, 36],
  [50, 30],
] as const;
/** Large halls that public texts name; the outline is modelled. */
const HALL_NAMES = ["北京展览馆", "民族文化宫", "首都博物馆"];
const HALL_METRES = [120, 80] as const;

interface CandidateInputs {
  readonly ground: Ground;
  readonly tables: FacilityTables;
  readonly shelters: readonly ShelterSite[];
  readonly taken: TakenGround;
  readonly residents: readonly Residents[];
}

export function createCandidates(inputs: CandidateInputs): CandidateSite[] {
  const { ground, tables, shelters, taken, residents } = inputs;
  const shelterPlaces = new Set(tables.shelters.map((row) => row.placeId));
  const shelterNames = new Set(shelters.map(({ shelter }) => shelter.nameZh));
  const standing = shelters.map(({ shelter }) => toPlane(shelter.lngLat));
  const site = (
    id: string,
    nameZh: string,
    nameEn: string,
    landUse: LandUse,
    ring: Ring,
    row: PlaceRow | null,
  ): CandidateSite => {
    const polygon = polygonOf(ring);
    const outlineKnown = row?.outline != null;
    return {
      polygon,
      candidate: {
        id,
        nameZh,
        nameEn,
        lngLat: toLngLat(interiorPoint(outerRings(polygon)[0] as Ring)),
        landUse,
        grossSquareMetres: Math.round(area(polygon)),
        ruleZh: RULES[landUse][0],
        ruleEn: RULES[landUse][1],
        method: outlineKnown ? row.method : "modelled",
        source: row
          ? outlineKnown
            ? row.source
            : `${row.source}; outline: Havenmap model`
          : "Havenmap model: open ground beside a lane",
        accuracyMetres: row?.accuracyMetres ?? null,
      },
    };
  };
  const free = tables.places.filter(
    (row) =>
      !shelterPlaces.has(row.id) &&
      !shelterNames.has(row.nameZh) &&
      !shelterNames.has(`${row.nameZh}操场`) &&
      ground.inDistrict(toPlane(row.lngLat)) !== null,
  );
  const parks = free.flatMap((row) =>
    row.kind === "park" && row.outline
      ? [site(`candidate-${row.id}`, row.nameZh, row.nameEn, "park", row.outline.map(toPlane), row)]
      : [],
  );
  const plotFor = (at: Point, radiusMetres: number) => {
    const plot = findPlot(ground, taken, at, radiusMetres, PLOT_SIZES);
    if (plot) taken.add(plot.ring);
    return plot;
  };
  const pockets = free
    .filter((row) => (row.kind === "park" || row.kind === "square") && !row.outline)
    .flatMap((row) => {
      const plot = plotFor(toPlane(row.lngLat), 150);
      return plot ? [site(`candidate-${row.id}`, row.nameZh, row.nameEn, "pocket-park", plot.ring, row)] : [];
    });
  const farSchools = spreadByResidents(
    free.filter((row) => row.kind === "school").map((row) => ({ row, middle: toPlane(row.lngLat) })),
    residents,
    SCHOOL_CANDIDATES,
    standing,
  );
  const schools = farSchools.flatMap(({ row, middle }) => {
    const plot = plotFor(middle, 180);
    const nameEn = `${row.nameEn || row.nameZh}, playground`;
    return plot
      ? [site(`candidate-${row.id}`, `${row.nameZh}操场`, nameEn, "school-ground", plot.ring, row)]
      : [];
  });
  const wishes = spreadByResidents(
    residents.map(({ at }) => ({ middle: at })),
    residents,
    VACATED_PLOTS,
    [...standing, ...schools.map(({ candidate }) => toPlane(candidate.lngLat))],
  );
  const vacated = wishes.flatMap(({ middle }, i) => {
    const plot = plotFor(middle, 220);
    if (!plot) return [];
    const { nameZh, nameEn } = ground.subDistrictAt(plot.middle);
    return [
      site(
        `candidate-vacated-${i + 1}`,
        `${nameZh}腾退空地 ${i + 1} 号`,
        `${nameEn}, vacated plot ${i + 1}`,
        "vacated-plot",
        plot.ring,
        null,
      ),
    ];
  });
  const halls = free
    .filter((row) => HALL_NAMES.includes(row.nameZh))
    .map((row) => {
      const [x, y] = toPlane(row.lngLat);
      const [w, d] = HALL_METRES;
      const ring: Ring = [
        [x - w / 2, y - d / 2],
        [x + w / 2, y - d / 2],
        [x + w / 2, y + d / 2],
        [x - w / 2, y + d / 2],
      ];
      return site(`candidate-${row.id}`, row.nameZh, row.nameEn, "public-building", ring, row);
    });
  return [...parks, ...pockets, ...schools, ...vacated, ...halls].filter(({ candidate }) =>
    standing.every((at) => distance(at, toPlane(candidate.lngLat)) > 1),
  );
}
