import type { Polygon } from "geojson";
import type { BlockForm, Building, CityModel, CommunityArea } from "../city-model.ts";
import { Areas } from "./blocks.ts";
import { communitiesOf } from "./communities.ts";
import { connectWalkways } from "./connect.ts";
import { BoxGrid } from "./grid.ts";
import { buildHouses, type House } from "./houses.ts";
import { layCity } from "./lay-city.ts";
import { dayPersonsOf, demandCells, livedInSquareMetres, residentsOf } from "./people.ts";
import {
  boxOf,
  insideRing,
  type Point,
  type Ring,
  ringDistance,
  signedArea,
  toLngLat,
  toLngLatExact,
} from "./plane.ts";
import type { SourceTables } from "./source-tables.ts";
import { streetLines } from "./street-lines.ts";
import { cutNetwork } from "./walk-network.ts";

const closed = (ring: Ring, write: (p: Point) => readonly [number, number]): number[][] => {
  const written = ring.map((p) => [...write(p)]);
  return [...written, [...(written[0] as number[])]];
};
/** GeoJSON rings: outer counter-clockwise, holes clockwise (RFC 7946). */
const polygonOf = (rings: readonly Ring[], write = toLngLat): Polygon => ({
  type: "Polygon",
  coordinates: rings.map((ring, i) =>
    closed(signedArea(ring) > 0 === (i === 0) ? ring : ring.toReversed(), write),
  ),
});

function formOf(form: ReturnType<typeof layCity>["blocks"][number]["form"]): BlockForm {
  return form === "restricted" || form === "sliver" ? "institution" : form;
}

/** Community of every house: the one it stands in, else the nearest of its sub-district. */
function communityOfHouses(
  houses: readonly House[],
  grounds: readonly { readonly id: string; readonly code: string; readonly rings: readonly Ring[] }[],
): string[] {
  const grid = new BoxGrid<(typeof grounds)[number]>();
  for (const ground of grounds) grid.add(ground, boxOf(ground.rings[0] as Ring));
  return houses.map((house) => {
    const own = grounds.filter(({ code }) => code === house.subDistrictCode);
    const holds = grid
      .around(house.middle, 0.1)
      .find(
        ({ code, rings }) =>
          code === house.subDistrictCode &&
          rings.every((ring, i) => insideRing(house.middle, ring) === (i === 0)),
      );
    const found =
      holds ??
      own.reduce((best, ground) =>
        ringDistance(house.middle, ground.rings[0] as Ring) <
        ringDistance(house.middle, best.rings[0] as Ring)
          ? ground
          : best,
      );
    return found.id;
  });
}

/**
 * The modelled city on the compiled facts: same tables and same seed, same city to the last byte. Everything it makes
 * is marked modelled; what it was given stays compiled.
 */
export function generateCity(tables: SourceTables, seed: number): CityModel {
  const city = layCity(tables, seed);
  const dropped = connectWalkways(city.book, city.ground);
  const { network } = cutNetwork(city.book, dropped, tables.hash);
  const areas = new Areas(tables);
  const houses = buildHouses(city, dropped, areas, seed);
  const residents = residentsOf(houses, tables.subDistricts);
  const day = dayPersonsOf(houses, residents);
  const residentsByHouse = new Map(houses.map((house, i) => [house, residents[i] as number]));

  const grounds = tables.subDistricts.flatMap((subDistrict) =>
    communitiesOf(
      subDistrict,
      tables,
      city.book,
      dropped,
      houses,
      (house) => residentsByHouse.get(house) ?? livedInSquareMetres(house) / 30,
      seed,
    ).map(({ row, rings }) => ({ id: `community-${row.code}`, code: subDistrict.code, row, rings })),
  );
  const communityIds = communityOfHouses(houses, grounds);
  const residentsByCommunity = new Map<string, number>();
  communityIds.forEach((id, i) => {
    residentsByCommunity.set(id, (residentsByCommunity.get(id) ?? 0) + (residents[i] as number));
  });
  return {
    network,
    streetLines: streetLines(network),
    blocks: city.blocks
      .filter(({ inDistrict }) => inDistrict)
      .map(({ id, ring, form, subDistrictCode }) => ({
        id,
        polygon: polygonOf([ring]),
        form: formOf(form),
        subDistrictCode,
      })),
    buildings: houses.map(
      (house, i): Building => ({
        id: house.id,
        polygon: polygonOf([house.ring]),
        storeys: house.storeys,
        heightMetres: house.heightMetres,
        structure: house.structure,
        yearBand: house.yearBand,
        residents: residents[i] as number,
        communityId: communityIds[i] as string,
        subDistrictCode: house.subDistrictCode,
      }),
    ),
    communities: grounds.map(
      ({ id, code, row, rings }): CommunityArea => ({
        id,
        code: row.code,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        subDistrictCode: code,
        polygon: polygonOf(rings, toLngLatExact),
        residents: residentsByCommunity.get(id) ?? 0,
      }),
    ),
    demand: demandCells(
      houses.map((house, i) => ({
        house,
        communityId: communityIds[i] as string,
        residents: residents[i] as number,
        dayPersons: day[i] as number,
      })),
      seed,
    ),
    compoundGates: city.gates.map(toLngLat),
  };
}
