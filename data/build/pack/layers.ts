import { area } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { LayerId } from "../../../src/core/model/pack.ts";
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
import { labelValues, packFeature, packPoint, provenanceValues } from "./pack-feature.ts";

/** A point well inside the largest part. */
function labelOf(polygon: Polygon | MultiPolygon): LngLat {
  const rings = outerRings(polygon).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
  return toLngLat(interiorPoint(rings[0] as Ring));
}

const namedAreas = (areas: readonly NamedArea[]) =>
  areas.map((row) =>
    packFeature(row.polygon, {
      id: row.id,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      kind: row.kind,
      ...provenanceValues(row),
    }),
  );
const RISK_SCALE = "1:50 000";
const riskZones = (hazard: string, zones: readonly RiskZone[]) =>
  zones.map(({ level, polygon }) =>
    packFeature(polygon, { id: `risk-${hazard}-${level}`, hazard, level, scale: RISK_SCALE }),
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
      packFeature(district.polygon, {
        id: "district",
        nameZh: district.nameZh,
        nameEn: district.nameEn,
        residents: district.residents,
        residentsYear: district.residentsYear,
        areaSquareMetres: Math.round(area(district.polygon)),
        ...provenanceValues(district),
      }),
    ],
    subdistricts: subDistricts.map((row) =>
      packFeature(row.polygon, {
        id: row.code,
        code: row.code,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        residents: row.residents,
        residentsMethod: row.residentsMethod,
        areaSquareMetres: Math.round(area(row.polygon)),
        ...labelValues(labelOf(row.polygon)),
        ...provenanceValues(row),
      }),
    ),
    communities: city.communities.map((row) =>
      packFeature(row.polygon, {
        id: row.id,
        code: row.code,
        subDistrictCode: row.subDistrictCode,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        residents: row.residents,
        areaSquareMetres: Math.round(area(row.polygon)),
        ...labelValues(labelOf(row.polygon)),
        ...MODEL,
      }),
    ),
    green: namedAreas(facilities.green),
    water: namedAreas(facilities.water),
    buildings: city.buildings.map((row) =>
      packFeature(row.polygon, {
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
      packFeature(
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
      packFeature(extent, {
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
      packPoint(row.lngLat, {
        id: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        kind: row.kind,
        rainfallMillimetresPerHour: JSON.stringify(row.rainfallMillimetresPerHour),
        depthMetres: JSON.stringify(row.depthMetres),
        ...provenanceValues(row),
      }),
    ),
    demand: city.demand.map(({ lngLat, ...row }) => packPoint(lngLat, { ...row })),
    candidates: facilities.candidates.map(({ candidate: row, polygon }) =>
      packFeature(polygon, {
        id: row.id,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        landUse: row.landUse,
        grossSquareMetres: row.grossSquareMetres,
        ruleZh: row.ruleZh,
        ruleEn: row.ruleEn,
        ...labelValues(row.lngLat),
        ...provenanceValues(row),
      }),
    ),
    shelters: facilities.shelters.map(({ shelter: row, polygon, grossSquareMetres, noteZh, noteEn }) =>
      packFeature(polygon, {
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
        ...labelValues(row.lngLat),
        ...provenanceValues(row),
      }),
    ),
    gates: facilities.gates.map(({ lngLat, opening, ...row }) =>
      packPoint(lngLat, { ...row, opening: JSON.stringify(opening) }),
    ),
    depots: facilities.depots.map(({ lngLat, stock, ...row }) =>
      packPoint(lngLat, { ...row, stock: JSON.stringify(stock) }),
    ),
    stations: facilities.stations.map(({ lngLat, ...row }) => packPoint(lngLat, { ...row })),
    gauges: facilities.gauges.map(({ lngLat, ...row }) => packPoint(lngLat, { ...row })),
    "seismic-stations": facilities.seismicStations.map(({ lngLat, ...row }) => packPoint(lngLat, { ...row })),
    places: facilities.places.map(({ lngLat, aliases, ...row }) =>
      packPoint(lngLat, { ...row, aliases: JSON.stringify(aliases) }),
    ),
  };
}
