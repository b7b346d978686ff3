import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { DemandCell } from "../../../src/core/model/pack.ts";
import type { StreetLine } from "../city-model.ts";
import { packFeature, packPoint } from "../pack/pack-feature.ts";
import type { DistrictBuilding } from "./buildings.ts";
import type { Home } from "./homes.ts";
import type { Partition } from "./partition.ts";

/** Storeys, height, structure and year as the map has them: unknown stays unknown. Residents are shared out. */
export function buildingRows(
  buildings: readonly DistrictBuilding[],
  homes: readonly Home[],
  nightPersons: readonly number[],
  partition: Partition,
): LayerFeature[] {
  const residents = new Int32Array(buildings.length);
  homes.forEach((home, i) => {
    if (home.building >= 0) residents[home.building] = nightPersons[i] as number;
  });
  return buildings.map((building, i) =>
    packFeature(building.area.polygon, {
      id: building.area.osmId.replace("/", "-"),
      storeys: building.storeys,
      heightMetres: building.heightMetres,
      structure: building.structure,
      yearBand: building.yearBand,
      residents: residents[i] as number,
      communityId: partition.communities.parts[building.community]?.code ?? null,
    }),
  );
}

export const streetRows = (lines: readonly StreetLine[]): LayerFeature[] =>
  lines.map((row, i) =>
    packFeature(
      { type: "LineString", coordinates: row.line.map((lngLat) => [...lngLat]) },
      {
        id: `street-${i + 1}`,
        nameZh: row.nameZh || null,
        nameEn: row.nameEn || null,
        streetClass: row.streetClass,
        method: row.method,
        widthMetres: row.widthMetres > 0 ? row.widthMetres : null,
        bridge: row.bridge,
        tunnel: row.tunnel,
      },
    ),
  );

export const demandRows = (cells: readonly DemandCell[]): LayerFeature[] =>
  cells.map(({ lngLat, ...cell }) => packPoint(lngLat, { ...cell }));
