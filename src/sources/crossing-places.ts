import type { MultiPolygon, Polygon } from "geojson";
import { type PlaneRing, ringContains } from "../core/geo/ring.ts";
import type { LngLat } from "../core/model/geometry.ts";
import type { StreetName, StreetNetwork } from "../core/model/network.ts";
import type { Place, SubDistrict } from "../core/model/pack.ts";
import { foldText, hasHan, isHan, unitsOf } from "../core/search/fold-text.ts";
import { learnReadings } from "../core/search/learn-readings.ts";
import { ownNameOf, streetsOfCrossing } from "../core/search/place-forms.ts";
import { streetCrossings } from "../core/search/street-crossings.ts";

const nameOf = (street: StreetName) => street.zh || street.en;

/** Even-odd over all rings: a hole is outside. */
function contains({ type, coordinates }: Polygon | MultiPolygon, lngLat: LngLat): boolean {
  const rings = type === "Polygon" ? coordinates : coordinates.flat();
  return rings.filter((ring) => ringContains(ring as unknown as PlaneRing, ...lngLat)).length % 2 === 1;
}

/** Spells a name as the names of the pack are read; a hanzi that none of them holds is left out. */
function spellingOf(places: readonly Place[]) {
  const readings = learnReadings(places.map(ownNameOf));
  return (name: string): Pick<Place, "pinyin" | "initials"> => {
    const syllables = unitsOf(foldText(name)).map((unit) =>
      isHan(unit) ? (readings.of(unit)[0] ?? "") : unit,
    );
    return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable.charAt(0)).join("") };
  };
}

interface Area {
  readonly subDistrict: SubDistrict;
  readonly polygon: Polygon | MultiPolygon;
}

/**
 * Crossings of two named streets inside the district, as places to be searched. They are read out of the network rather
 * than kept in the pack: half a thousand rows for a small district, ten thousand for a large one, that say nothing the
 * streets do not. None where the pack has its own.
 */
export function crossingPlaces(
  network: StreetNetwork,
  areas: readonly Area[],
  places: readonly Place[],
): Place[] {
  if (places.some((place) => streetsOfCrossing(place, place.nameZh) !== null)) return [];
  const spelling = spellingOf(places);
  return streetCrossings(network).flatMap(({ one, other, lngLat }, i) => {
    const within = areas.find(({ polygon }) => contains(polygon, lngLat))?.subDistrict;
    if (!within) return [];
    const joined = hasHan(nameOf(one) + nameOf(other))
      ? `${nameOf(one)}与${nameOf(other)}路口`
      : `${nameOf(one)} / ${nameOf(other)}`;
    return [
      {
        id: `crossing-${i + 1}`,
        kind: "junction" as const,
        nameZh: joined,
        nameEn: one.en !== "" && other.en !== "" ? `${one.en} / ${other.en}` : "",
        aliases: [],
        ...spelling(joined),
        withinZh: within.nameZh,
        withinEn: within.nameEn,
        lngLat,
      },
    ];
  });
}
