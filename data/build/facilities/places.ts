import { customPinyin, pinyin } from "pinyin-pro";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { Place, PlaceKind } from "../../../src/core/model/pack.ts";
import { distance, interiorPoint, lerp, type Point, type Ring, toLngLat, toPlane } from "../model/plane.ts";
import type { StreetRow } from "../model/source-tables.ts";
import type { ShelterSite } from "./facilities.ts";
import type { FacilityTables } from "./facility-tables.ts";
import { type Ground, outerRings } from "./ground.ts";

/** Names the dictionary reads otherwise than Beijing does. */
customPinyin({
  大栅栏: "da shi lan",
  什刹海: "shi cha hai",
  西什库: "xi shi ku",
  六铺炕: "liu pu kang",
  校场口: "jiao chang kou",
});
/** Further spellings people type, by a part of the name. */
const SPELLINGS: readonly (readonly [part: string, spellings: readonly string[]])[] = [
  ["大栅栏", ["dashilar", "dazhalan"]],
  ["六铺炕", ["liupukang"]],
];

const KIND_OF: Readonly<Record<string, PlaceKind>> = {
  park: "park",
  school: "school",
  university: "school",
  hospital: "hospital",
  metro: "metro",
  station: "metro",
  government: "other",
  market: "other",
};

/** Letters without tones, spaces or marks; figures and Latin letters of a name stay. */
function spell(nameZh: string): { pinyin: string; initials: string } {
  const syllables = pinyin(nameZh, { toneType: "none", type: "array", v: true, nonZh: "consecutive" })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ""))
    .filter((syllable) => syllable !== "");
  return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable[0]).join("") };
}

/** Owner and city say nothing here: people type the rest. */
const PREFIX =
  /^(北京市西城区|北京市|首都医科大学附属北京|首都医科大学附属|中国医学科学院|中国中医科学院|北京)(?=.{3,})/u;

interface Named {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
  readonly lngLat: LngLat;
  /** False where the place is itself a sub-district. */
  readonly within?: boolean;
}

/** The middle of a street's length inside the district; null where it runs outside. */
function middleOfStreet(ground: Ground, rows: readonly StreetRow[]): Point | null {
  const pieces: { from: Point; to: Point; metres: number }[] = [];
  for (const row of rows)
    for (let i = 1; i < row.vertices.length; i++) {
      const from = toPlane(row.vertices[i - 1] as LngLat);
      const to = toPlane(row.vertices[i] as LngLat);
      if (ground.inDistrict(lerp(from, to, 0.5)) !== null)
        pieces.push({ from, to, metres: distance(from, to) });
    }
  let left = pieces.reduce((sum, piece) => sum + piece.metres, 0) / 2;
  for (const { from, to, metres } of pieces) {
    if (left <= metres && metres > 0) return lerp(from, to, left / metres);
    left -= metres;
  }
  return null;
}

function streetPlaces(ground: Ground, streets: readonly StreetRow[]): Named[] {
  const byName = new Map<string, StreetRow[]>();
  for (const row of streets) {
    if (row.nameZh === "") continue;
    const rows = byName.get(row.nameZh);
    if (rows) rows.push(row);
    else byName.set(row.nameZh, [row]);
  }
  return [...byName].flatMap(([nameZh, rows]) => {
    const middle = middleOfStreet(ground, rows);
    const first = rows[0] as StreetRow;
    return middle
      ? [
          {
            id: `street-${first.id}`,
            kind: "street" as const,
            nameZh,
            nameEn: first.nameEn,
            aliases: [],
            lngLat: toLngLat(middle),
          },
        ]
      : [];
  });
}

const innerPoint = (polygon: Parameters<typeof outerRings>[0]) =>
  interiorPoint(outerRings(polygon)[0] as Ring);
const withoutEnding = (nameZh: string, ending: string) =>
  nameZh.endsWith(ending) && nameZh.length > ending.length + 1 ? [nameZh.slice(0, -ending.length)] : [];

export interface PlaceInputs {
  readonly ground: Ground;
  readonly tables: FacilityTables;
  readonly streets: readonly StreetRow[];
  readonly shelters: readonly ShelterSite[];
}

/** Every name a person may type, with hanzi, pinyin, initials and English. */
export function createPlaces({ ground, tables, streets, shelters }: PlaceInputs): Place[] {
  const shelterPlaces = new Set(tables.shelters.map((row) => row.placeId));
  const named: Named[] = [
    ...ground.subDistricts.map((row) => ({
      id: `place-${row.code}`,
      kind: "subdistrict" as const,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      aliases: withoutEnding(row.nameZh, "街道"),
      lngLat: toLngLat(innerPoint(row.polygon)),
      within: false,
    })),
    ...ground.city.communities.map((row) => ({
      id: `place-${row.id}`,
      kind: "community" as const,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      aliases: [
        ...new Set([...(tables.communityAliases.get(row.code) ?? []), ...withoutEnding(row.nameZh, "社区")]),
      ],
      lngLat: toLngLat(innerPoint(row.polygon)),
    })),
    ...streetPlaces(ground, streets),
    ...tables.junctions.map((row) => ({
      id: `place-${row.id}`,
      kind: "junction" as const,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      aliases: [],
      lngLat: row.lngLat,
    })),
    // A place that is a shelter is listed once, as the shelter.
    ...tables.places
      .filter((row) => !shelterPlaces.has(row.id))
      .map((row) => ({
        id: `place-${row.id}`,
        kind: KIND_OF[row.kind] ?? ("landmark" as const),
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        aliases: row.aliases,
        lngLat: row.lngLat,
      })),
    ...shelters.map(({ shelter }) => ({
      id: `place-${shelter.id}`,
      kind: "shelter" as const,
      nameZh: shelter.nameZh,
      nameEn: shelter.nameEn,
      aliases:
        tables.places.find(
          (row) => row.id === tables.shelters.find((entry) => entry.id === shelter.id)?.placeId,
        )?.aliases ?? [],
      lngLat: shelter.lngLat,
    })),
  ];
  return named
    .filter(({ lngLat }) => nearDistrict(ground, toPlane(lngLat)))
    .map(({ within, aliases, ...row }) => {
      const around = within === false ? null : ground.subDistrictAt(toPlane(row.lngLat));
      const spellings = SPELLINGS.filter(([part]) => row.nameZh.includes(part)).flatMap(
        ([, spelled]) => spelled,
      );
      return {
        ...row,
        aliases: [...new Set([...aliases, ...spellings])],
        ...spell(row.nameZh.replace(PREFIX, "")),
        withinZh: around?.nameZh ?? "",
        withinEn: around?.nameEn ?? "",
      };
    });
}

/** Stations and gates of the district line count as its places up to this distance. */
const EDGE_METRES = 250;
function nearDistrict(ground: Ground, p: Point): boolean {
  if (ground.inDistrict(p) !== null) return true;
  return Array.from({ length: 8 }, (_, i) => (i / 8) * 2 * Math.PI).some(
    (angle) =>
      ground.inDistrict([p[0] + EDGE_METRES * Math.cos(angle), p[1] + EDGE_METRES * Math.sin(angle)]) !==
      null,
  );
}
