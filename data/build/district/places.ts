import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { PlaceKind } from "../../../src/core/model/pack.ts";
import type { StreetLine } from "../city-model.ts";
import type { OsmTags } from "../osm/osm-city.ts";
import { packPoint } from "../pack/pack-feature.ts";
import type { AreaFinder } from "./area-finder.ts";
import type { AreaLookup } from "./area-lookup.ts";
import { createBandedArea, pointInside } from "./banded-area.ts";
import { pointAlong } from "./course.ts";
import { aliasesOfTags, type Names, namesOf, namesOfTags, spellName } from "./names.ts";
import type { Partition } from "./partition.ts";
import { shelterPoint } from "./shelters.ts";
import { roughMetres, type Spot, withoutTwins } from "./spots.ts";

interface Named extends Names {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly aliases: readonly string[];
  readonly lngLat: LngLat;
  /** False where the place is itself a sub-district. */
  readonly hasWithin: boolean;
}

/** Lines of one name that come no nearer than this are two streets. */
const SAME_STREET_METRES = 400;
const TWIN_METRES = 250;

export interface PlaceInputs {
  readonly partition: Partition;
  readonly streetLines: readonly StreetLine[];
  readonly spots: readonly Spot[];
  readonly shelters: readonly LayerFeature[];
  readonly district: AreaFinder;
  readonly lookup: AreaLookup;
}

function kindOf(tags: OsmTags): PlaceKind | null {
  const isStop =
    ["station", "halt", "subway_entrance"].includes(tags.railway ?? "") || tags.station === "subway";
  if (isStop) return "metro";
  if (["park", "garden", "nature_reserve"].includes(tags.leisure ?? "") || tags.place === "square")
    return "park";
  if (["school", "college", "university", "kindergarten"].includes(tags.amenity ?? "")) return "school";
  if (["hospital", "clinic"].includes(tags.amenity ?? "")) return "hospital";
  if (
    tags.place !== undefined &&
    ["suburb", "quarter", "neighbourhood", "village", "hamlet", "town"].includes(tags.place)
  )
    return "landmark";
  const isLandmark =
    tags.tourism !== undefined ||
    tags.historic !== undefined ||
    ["townhall", "theatre", "museum", "library", "place_of_worship", "marketplace"].includes(
      tags.amenity ?? "",
    ) ||
    ["stadium", "sports_centre"].includes(tags.leisure ?? "");
  if (isLandmark) return "landmark";
  const isOther = ["fire_station", "police", "community_centre", "bus_station", "courthouse"].includes(
    tags.amenity ?? "",
  );
  return isOther ? "other" : null;
}

const pieces = (named: Named, lookup: AreaLookup): LayerFeature => {
  const within = named.hasWithin ? lookup.within(named.lngLat) : { nameZh: "", nameEn: "" };
  return packPoint(named.lngLat, {
    id: named.id,
    kind: named.kind,
    nameZh: named.nameZh,
    nameEn: named.nameEn || null,
    aliases: JSON.stringify(named.aliases),
    ...spellName(named.nameZh),
    withinZh: within.nameZh,
    withinEn: within.nameEn,
  });
};

/**
 * Every name a person may type: areas, streets, stations and their exits, and what stands there. Crossings of two streets
 * are read out of the network when the pack is opened.
 */
export function placeRows(inputs: PlaceInputs): LayerFeature[] {
  const { partition, lookup } = inputs;
  const { subDistricts, communities } = partition;
  const ending = (name: string, end: string) =>
    name.endsWith(end) && name.length > end.length + 1 ? [name.slice(0, -end.length)] : [];
  const isSame =
    communities.parts.length === subDistricts.parts.length && communities.origin === subDistricts.origin;
  const areaNames = (kind: "subdistrict" | "community"): Named[] =>
    (kind === "subdistrict" ? subDistricts : communities).parts.map((part) => ({
      id: `place-${kind}-${part.code}`,
      kind,
      nameZh: part.nameZh,
      nameEn: part.nameEn,
      aliases: ending(part.nameZh, kind === "subdistrict" ? "街道" : "社区"),
      lngLat: pointInside(createBandedArea(part.polygon)),
      hasWithin: kind === "community",
    }));
  const shelterNames = inputs.shelters.map(
    (row): Named => ({
      id: `place-${String(row.properties.id)}`,
      kind: "shelter",
      nameZh: String(row.properties.nameZh ?? ""),
      nameEn: String(row.properties.nameEn ?? ""),
      aliases: [],
      lngLat: shelterPoint(row),
      hasWithin: true,
    }),
  );
  const known = new Set(shelterNames.map(({ nameZh }) => nameZh));
  return [
    ...areaNames("subdistrict"),
    ...(isSame ? [] : areaNames("community")),
    ...streetNames(inputs),
    ...spotNames(inputs).filter(({ nameZh }) => !known.has(nameZh)),
    ...shelterNames.filter(({ nameZh }) => nameZh !== ""),
  ].map((named) => pieces(named, lookup));
}

function spotNames({ spots }: PlaceInputs): Named[] {
  const stations = spots.filter(({ tags }) => tags.railway === "station" || tags.station === "subway");
  const found = spots.flatMap((spot) => {
    const kind = kindOf(spot.tags);
    const names =
      spot.tags.railway === "subway_entrance" ? exitNames(spot, stations) : namesOfTags(spot.tags);
    return kind === null || names === null
      ? []
      : [{ spot, kind: `${kind}/${names.nameZh}`, place: kind, names }];
  });
  return withoutTwinsByName(found).map(({ spot, place, names }) => ({
    id: `place-${spot.osmId.replace("/", "-")}`,
    kind: place,
    ...names,
    // People leave out the word for station.
    aliases: [
      ...aliasesOfTags(spot.tags),
      ...(/站[^站]+口$/u.test(names.nameZh) ? [names.nameZh.replace(/站([^站]+口)$/u, "$1")] : []),
    ],
    lngLat: spot.lngLat,
    hasWithin: true,
  }));
}

/** Twins are looked for among equal names only: thousands of names against each other would take seconds. */
function withoutTwinsByName<Value extends { readonly spot: Spot; readonly kind: string }>(
  found: readonly Value[],
) {
  const groups = new Map<string, Value[]>();
  for (const value of found) {
    const own = groups.get(value.kind);
    if (own) own.push(value);
    else groups.set(value.kind, [value]);
  }
  return [...groups.values()].flatMap((group) => withoutTwins(group, TWIN_METRES));
}

/** "X站A口" from the number of an exit and the station it belongs to. */
function exitNames(spot: Spot, stations: readonly Spot[]): Names | null {
  const own = namesOfTags(spot.tags);
  const { ref } = spot.tags;
  if (own && !ref) return own;
  let nearest: Spot | null = null;
  for (const station of stations)
    if (
      nearest === null ||
      roughMetres(spot.lngLat, station.lngLat) < roughMetres(spot.lngLat, nearest.lngLat)
    )
      nearest = station;
  const names = nearest && roughMetres(spot.lngLat, nearest.lngLat) < 500 ? namesOfTags(nearest.tags) : null;
  if (!names || !ref) return own;
  const isHan = /\p{Script=Han}/u.test(names.nameZh);
  return {
    nameZh: isHan ? `${names.nameZh.replace(/站$/u, "")}站${ref}口` : `${names.nameZh} ${ref}`,
    nameEn: names.nameEn === "" ? "" : `${names.nameEn}, Exit ${ref}`,
  };
}

function streetNames({ streetLines, district }: PlaceInputs): Named[] {
  const byName = new Map<string, StreetLine[]>();
  for (const line of streetLines) {
    // Where there is no Chinese name, the other one is the name.
    const name = line.nameZh || line.nameEn;
    if (name === "" || line.line.length < 2) continue;
    const own = byName.get(name);
    if (own) own.push(line);
    else byName.set(name, [line]);
  }
  let number = 0;
  return [...byName].flatMap(([nameZh, lines]) =>
    clusters(lines).flatMap((cluster): Named[] => {
      const longest = cluster.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
      const middle = pointAlong(longest.line, 0.5);
      if (district.at(middle) < 0) return [];
      number++;
      const nameEn = cluster.find((line) => line.nameEn !== "")?.nameEn ?? "";
      return [
        {
          id: `place-street-${number}`,
          kind: "street",
          ...namesOf(nameZh, nameEn),
          aliases: [],
          lngLat: middle,
          hasWithin: true,
        },
      ];
    }),
  );
}

const lengthOf = ({ line }: StreetLine) =>
  line.reduce((sum, at, i) => (i === 0 ? 0 : sum + roughMetres(line[i - 1] as LngLat, at)), 0);

/** Lines that come near each other, by their corners. */
function clusters(lines: readonly StreetLine[]): StreetLine[][] {
  const groups: StreetLine[][] = [];
  const near = (a: StreetLine, b: StreetLine) =>
    [a.line[0], a.line.at(-1)].some((end) =>
      b.line.some((corner) => roughMetres(end as LngLat, corner) <= SAME_STREET_METRES),
    );
  for (const line of lines) {
    const touching = groups.filter((group) => group.some((other) => near(line, other) || near(other, line)));
    const merged = [...touching.flat(), line];
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups;
}
