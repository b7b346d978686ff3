import { area } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature, LayerGeometry, LayerValue } from "../../../src/core/model/layer-feature.ts";
import type { LayerId, RowProvenance } from "../../../src/core/model/pack.ts";
import type { CityModel } from "../city-model.ts";
import type {
  DistrictArea,
  Facilities,
  NamedArea,
  RiskZone,
  SubDistrictArea,
} from "../facilities/facilities.ts";
import { outerRings } from "../facilities/ground.ts";
import { interiorPoint, type Ring, signedArea, toLngLat } from "../model/plane.ts";

type Values = Readonly<Record<string, LayerValue>>;

const round6 = (value: number) => Math.round(value * 1e6) / 1e6;

/** Coordinates in six decimals (0.1 m): neighbours that share a corner still share it. */
function rounded(coordinates: unknown): unknown {
  return Array.isArray(coordinates) ? coordinates.map(rounded) : round6(coordinates as number);
}
const feature = (geometry: LayerGeometry, properties: Values): LayerFeature => ({
  geometry: { type: geometry.type, coordinates: rounded(geometry.coordinates) } as LayerGeometry,
  properties,
});
const point = (lngLat: LngLat, properties: Values) =>
  feature({ type: "Point", coordinates: [lngLat[0], lngLat[1]] as Position }, properties);

const provenance = ({ method, source, accuracyMetres }: RowProvenance) => ({
  method,
  source,
  accuracyMetres,
});
const label = (lngLat: LngLat) => ({ labelLng: lngLat[0], labelLat: lngLat[1] });

/** A point well inside the largest part. */
function labelOf(polygon: Polygon | MultiPolygon): LngLat {
  const rings = outerRings(polygon).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  return toLngLat(interiorPoint(rings[0] as Ring));
}

const namedAreas = (areas: readonly NamedArea[]) =>
  areas.map((row) =>
    feature(row.polygon, {
      id: row.id,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      kind: row.kind,
      ...provenance(row),
    }),
  );
const RISK_SCALE = "1:50 000";
const riskZones = (hazard: string, zones: readonly RiskZone[]) =>
  zones.map(({ level, polygon }) =>
    feature(polygon, { id: `risk-${hazard}-${level}`, hazard, level, scale: RISK_SCALE }),
  );

const MODEL = { method: "modelled", source: "Havenmap seeded model", accuracyMetres: null } as const;

export interface WholeCity {
  readonly district: DistrictArea;
  readonly subDistricts: readonly SubDistrictArea[];
  readonly city: CityModel;
  readonly facilities: Facilities;
}

/** The whole model as rows of the pack's layers; column names are those of `layer-columns.ts`. */
export function packLayers(whole: WholeCity): Record<LayerId, LayerFeature[]> {
  const { district, subDistricts, city, facilities } = whole;
  return {
    district: [
      feature(district.polygon, {
        id: "district",
        nameZh: district.nameZh,
        nameEn: district.nameEn,
        residents: district.residents,
        residentsYear: district.residentsYear,
        areaSquareMetres: Math.round(area(district.polygon)),
        ...provenance(district),
      }),
    ],
    subdistricts: subDistricts.map((row) =>
      feature(row.polygon, {
        id: row.code,
        code: row.code,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        residents: row.residents,
        residentsMethod: row.residentsMethod,
        areaSquareMetres: Math.round(area(row.polygon)),
        ...label(labelOf(row.polygon)),
        ...provenance(row),
      }),
    ),
    communities: city.communities.map((row) =>
      feature(row.polygon, {
        id: row.id,
        code: row.code,
        subDistrictCode: row.subDistrictCode,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        residents: row.residents,
        areaSquareMetres: Math.round(area(row.polygon)),
        ...label(labelOf(row.polygon)),
        ...MODEL,
      }),
    ),
    green: namedAreas(facilities.green),
    water: namedAreas(facilities.water),
    buildings: city.buildings.map((row) =>
      feature(row.polygon, {
        id: row.id,
        storeys: row.storeys,
        heightMetres: row.heightMetres,
        structure: row.structure,
        yearBand: row.yearBand,
        residents: row.residents,
        communityId: row.communityId,
      }),
    ),
    streets: city.streetLines.map((row, i) =>
      feature(
        { type: "LineString", coordinates: row.line.map((lngLat) => [...lngLat]) },
        {
          id: `street-${i + 1}`,
          nameZh: row.nameZh,
          nameEn: row.nameEn,
          streetClass: row.streetClass,
          method: row.method,
          widthMetres: row.widthMetres > 0 ? row.widthMetres : null,
          bridge: row.bridge,
          tunnel: row.tunnel,
        },
      ),
    ),
    "risk-earthquake": riskZones("earthquake", facilities.risk.earthquake),
    "risk-flood": riskZones("flood", facilities.risk.flood),
    "risk-fire": riskZones("fire", facilities.risk.fire),
    "risk-composite": riskZones("composite", facilities.risk.composite),
    "waterlogging-extents": facilities.waterlogging.map(({ point: row, extent }) =>
      feature(extent, {
        id: `${row.id}-extent`,
        pointId: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        kind: row.kind,
        areaSquareMetres: Math.round(area(extent)),
        ...MODEL,
      }),
    ),
    waterlogging: facilities.waterlogging.map(({ point: row }) =>
      point(row.lngLat, {
        id: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        kind: row.kind,
        rainfallMillimetresPerHour: JSON.stringify(row.rainfallMillimetresPerHour),
        depthMetres: JSON.stringify(row.depthMetres),
        ...provenance(row),
      }),
    ),
    demand: city.demand.map(({ lngLat, ...row }) => point(lngLat, { ...row })),
    candidates: facilities.candidates.map(({ candidate: row, polygon }) =>
      feature(polygon, {
        id: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        landUse: row.landUse,
        grossSquareMetres: row.grossSquareMetres,
        ruleZh: row.ruleZh,
        ruleEn: row.ruleEn,
        ...label(row.lngLat),
        ...provenance(row),
      }),
    ),
    shelters: facilities.shelters.map(({ shelter: row, polygon, grossSquareMetres, noteZh, noteEn }) =>
      feature(polygon, {
        id: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        tier: row.tier,
        setting: row.setting,
        subDistrictCode: row.subDistrictCode,
        communityId: row.communityId,
        grossSquareMetres,
        effectiveSquareMetres: row.effectiveSquareMetres,
        effectiveAreaMethod: row.effectiveAreaMethod,
        publishedCapacityPersons: row.publishedCapacityPersons,
        fitFor: JSON.stringify(row.fitFor),
        yearCompleted: row.yearCompleted,
        noteZh: noteZh || null,
        noteEn: noteEn || null,
        ...label(row.lngLat),
        ...provenance(row),
      }),
    ),
    gates: facilities.gates.map(({ lngLat, opening, ...row }) =>
      point(lngLat, { ...row, opening: JSON.stringify(opening) }),
    ),
    depots: facilities.depots.map(({ lngLat, stock, ...row }) =>
      point(lngLat, { ...row, stock: JSON.stringify(stock) }),
    ),
    stations: facilities.stations.map(({ lngLat, ...row }) => point(lngLat, { ...row })),
    gauges: facilities.gauges.map(({ lngLat, ...row }) => point(lngLat, { ...row })),
    "seismic-stations": facilities.seismicStations.map(({ lngLat, ...row }) => point(lngLat, { ...row })),
    places: facilities.places.map(({ lngLat, aliases, ...row }) =>
      point(lngLat, { ...row, aliases: JSON.stringify(aliases) }),
    ),
  };
}
