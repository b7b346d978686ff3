import { EDGE_FLAG, type StreetClass } from "../../../src/core/model/network.ts";
import type { OsmTags } from "./osm-city.ts";
import { parseInclinePercent, parseKmh, parseLevel, parseMetres, parseTonnes } from "./osm-quantities.ts";

/** What one OSM way means for the network, drawn from first node to last. */
export interface StreetRule {
  readonly streetClass: StreetClass;
  /** Bits of EDGE_FLAG. */
  readonly flags: number;
  readonly widthDecimetres: number;
  readonly speedKmh: number;
  readonly level: number;
  readonly inclinePercent: number;
  readonly maxHeightCentimetres: number;
  readonly maxWidthCentimetres: number;
  readonly maxWeightHundredKilograms: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface ClassRule {
  readonly streetClass: StreetClass;
  /** May be entered without a sign that says so. */
  readonly foot: boolean;
  readonly vehicle: boolean;
  /** Is it wide and firm enough for an engine, whatever the signs say? */
  readonly fireEngine: boolean;
  /**
   * km/h where no limit is mapped: an assumption, at the lower end of the design speeds usual for streets of such rank in
   * China. General knowledge, not re-read in a standard: a mapped `maxspeed` always wins.
   */
  readonly speedKmh: number;
}
const rule = (streetClass: StreetClass, access: string, speedKmh: number): ClassRule => ({
  streetClass,
  foot: access.includes("w"),
  vehicle: access.includes("v"),
  fireEngine: access.includes("f"),
  speedKmh,
});

/** w = walkers, v = vehicles, f = fire engines. Defaults: https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions */
const CLASS_RULES: Readonly<Record<string, ClassRule>> = {
  motorway: rule("motorway", "vf", 100),
  motorway_link: rule("motorway", "vf", 50),
  trunk: rule("trunk", "wvf", 60),
  trunk_link: rule("trunk", "wvf", 40),
  primary: rule("primary", "wvf", 50),
  primary_link: rule("primary", "wvf", 35),
  secondary: rule("secondary", "wvf", 40),
  secondary_link: rule("secondary", "wvf", 30),
  tertiary: rule("tertiary", "wvf", 30),
  tertiary_link: rule("tertiary", "wvf", 30),
  unclassified: rule("residential", "wvf", 25),
  residential: rule("residential", "wvf", 20),
  road: rule("residential", "wvf", 20),
  living_street: rule("living-street", "wvf", 10),
  service: rule("service", "wvf", 15),
  busway: rule("service", "f", 30),
  bus_guideway: rule("service", "", 30),
  pedestrian: rule("pedestrian", "wf", 10),
  track: rule("track", "wvf", 10),
  footway: rule("footway", "w", 5),
  corridor: rule("footway", "w", 5),
  elevator: rule("footway", "w", 5),
  platform: rule("footway", "w", 5),
  path: rule("path", "w", 5),
  bridleway: rule("path", "w", 5),
  cycleway: rule("cycleway", "", 5),
  steps: rule("steps", "w", 0),
};

/** Values that let everybody in, that let in whoever has business there, and that keep out. */
const OPEN = new Set([
  "yes",
  "designated",
  "permissive",
  "official",
  "public",
  "unknown",
  "discouraged",
  "dismount",
]);
const BUSINESS = new Set(["destination", "customers", "delivery", "visitors", "guests"]);
type Access = "open" | "business" | "closed" | null;

/** Nearest word on access: the most special key wins; `key:forward` before `key`. Null = no word. */
export function accessOf(
  tags: OsmTags,
  keys: readonly string[],
  direction: "forward" | "backward" | null,
): Access {
  for (const key of keys) {
    const value = (direction && tags[`${key}:${direction}`]) || tags[key];
    if (value === undefined) continue;
    // "yes;permit": who is let in under one of the words is let in
    const words = value.split(";").map((word) => word.trim());
    if (words.some((word) => OPEN.has(word))) return "open";
    return words.some((word) => BUSINESS.has(word)) ? "business" : "closed";
  }
  return null;
}

export const FOOT_KEYS = ["foot", "access"] as const;
export const VEHICLE_KEYS = ["motorcar", "motor_vehicle", "vehicle", "access"] as const;

/** Surfaces and states a wheelchair cannot be trusted to pass: https://wiki.openstreetmap.org/wiki/Key:smoothness, Key:surface. */
const ROUGH_SURFACES = new Set([
  "sand",
  "mud",
  "gravel",
  "grass",
  "dirt",
  "earth",
  "ground",
  "pebblestone",
  "cobblestone",
  "unhewn_cobblestone",
  "rock",
  "rocks",
  "stepping_stones",
  "woodchips",
  "snow",
  "ice",
  "unpaved",
  "grass_paver",
  "metal_grid",
  "water",
]);
const ROUGH_STATES = new Set(["bad", "very_bad", "horrible", "very_horrible", "impassable"]);
/** Ramps of at most 1:12 and 0.9 m of clear width, usual in accessibility standards (general knowledge, not re-read in GB 50763). */
const WHEELCHAIR_INCLINE_PERCENT = 8.3;
const WHEELCHAIR_WIDTH_METRES = 0.9;
/** Lane width a vehicle can count on, an assumption: lanes are built some decimetres wider, what is parked there takes its share. */
const LANE_METRES = 3;

function wheelchairPasses(tags: OsmTags, highway: string, widthMetres: number | null): boolean {
  const said = tags.wheelchair;
  // the costs never let wheels onto the class `steps`: neither does the flag
  if (highway === "steps" || said === "no") return false;
  if (tags.conveying !== undefined && tags.conveying !== "no") return false;
  if (said === "yes" || said === "designated" || said === "permissive") return true;
  const surface = tags.surface;
  if ((surface && ROUGH_SURFACES.has(surface)) || ROUGH_STATES.has(tags.smoothness ?? "")) return false;
  if (Math.abs(parseInclinePercent(tags.incline) ?? 0) > WHEELCHAIR_INCLINE_PERCENT) return false;
  if (widthMetres !== null && widthMetres < WHEELCHAIR_WIDTH_METRES) return false;
  const grade = tags.tracktype;
  if (grade && grade !== "grade1" && grade !== "grade2") return false;
  // a path in the woods is not a pavement: only if something speaks for it
  const doubtful = highway === "path" || highway === "track" || highway === "bridleway";
  return !doubtful || surface !== undefined || tags.smoothness !== undefined || grade !== undefined;
}

type OneWay = "both" | "forward" | "backward" | "neither";
function oneWayOf(tags: OsmTags, highway: string): OneWay {
  const value = tags["oneway:motor_vehicle"] ?? tags["oneway:vehicle"] ?? tags.oneway;
  if (value === "-1" || value === "reverse") return "backward";
  if (value === "yes" || value === "true" || value === "1") return "forward";
  // nobody can say which way it is open now
  if (value === "reversible") return "neither";
  if (value !== undefined) return "both";
  const implied =
    highway === "motorway" ||
    highway === "motorway_link" ||
    tags.junction === "roundabout" ||
    tags.junction === "circular";
  return implied ? "forward" : "both";
}

function footFlags(tags: OsmTags, base: ClassRule): number {
  const motorroad = tags.motorroad === "yes";
  let flags = 0;
  for (const [direction, bit] of [
    ["forward", EDGE_FLAG.footForward],
    ["backward", EDGE_FLAG.footBackward],
  ] as const) {
    const said = accessOf(tags, FOOT_KEYS, direction);
    const general = said === "open" || said === "business";
    // a sign for everybody opens nothing that is shut to walkers by its class
    const open =
      base.foot && !motorroad ? said === null || general : accessOf(tags, ["foot"], direction) === "open";
    if (open) flags |= bit;
    if (open && said === "business") flags |= EDGE_FLAG.restrictedAccess;
  }
  const only = tags["oneway:foot"] ?? tags.conveying;
  if (only === "yes" || only === "forward") flags &= ~EDGE_FLAG.footBackward;
  if (only === "-1" || only === "backward") flags &= ~EDGE_FLAG.footForward;
  return flags;
}

function vehicleFlags(tags: OsmTags, base: ClassRule, highway: string): number {
  const way = oneWayOf(tags, highway);
  const emergency = tags.emergency;
  const engineOpen = emergency === "yes" || emergency === "designated" || emergency === "official";
  const engine = engineOpen || tags.service === "emergency_access" || (base.fireEngine && emergency !== "no");
  /*
   * On a call an engine need not keep to one-way signs (general knowledge of China's traffic law, not re-read), but nobody sends it
   * against fast traffic.
   */
  const fast = /^(motorway|trunk)/.test(highway) || tags.junction === "roundabout";
  let flags = 0;
  for (const [direction, against, bit, engineBit] of [
    ["forward", "backward", EDGE_FLAG.vehicleForward, EDGE_FLAG.fireEngineForward],
    ["backward", "forward", EDGE_FLAG.vehicleBackward, EDGE_FLAG.fireEngineBackward],
  ] as const) {
    const said = accessOf(tags, VEHICLE_KEYS, direction);
    const open = base.vehicle
      ? said !== "closed"
      : // a square is for cars only where a sign names them, not where `access=yes` means everybody on foot
        accessOf(tags, ["motorcar", "motor_vehicle"], direction) === "open" && highway !== "steps";
    if (open && way !== against && way !== "neither") {
      flags |= bit;
      if (said === "business") flags |= EDGE_FLAG.restrictedAccess;
    }
    if (highway !== "steps" && (engine || (open && emergency !== "no")) && !(fast && way === against))
      flags |= engineBit;
  }
  if (accessOf(tags, ["hgv", "goods"], null) === "closed") flags |= EDGE_FLAG.noTrucks;
  return flags;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;
/** Names as the map has them; where it has none in a language, none is made up. */
function namesOf(tags: OsmTags): { nameZh: string; nameEn: string } {
  const name = tags.name ?? "";
  return {
    nameZh: tags["name:zh"] ?? tags["name:zh-Hans"] ?? (HAN.test(name) ? name : ""),
    nameEn: tags["name:en"] ?? (LATIN.test(name) && !HAN.test(name) ? name : ""),
  };
}

const least = (...values: (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? Math.min(...known) : 0;
};
const word = (value: number) => Math.min(65_535, Math.round(value));
const isSaid = (value: string | undefined) => value !== undefined && value !== "no";

/** Why a way with a `highway` is no street anybody can use, or its rule. */
export function streetRule(tags: OsmTags): StreetRule | string {
  const highway = tags.highway ?? "";
  const base = Object.hasOwn(CLASS_RULES, highway) ? CLASS_RULES[highway] : undefined;
  if (!base) return `highway=${/^(construction|proposed)$/.test(highway) ? highway : "of no use to anybody"}`;
  const flags = footFlags(tags, base) | vehicleFlags(tags, base, highway);
  const {
    footForward,
    footBackward,
    vehicleForward,
    vehicleBackward,
    fireEngineForward,
    fireEngineBackward,
  } = EDGE_FLAG;
  const vehicles = vehicleForward | vehicleBackward;
  const engines = fireEngineForward | fireEngineBackward;
  if ((flags & (footForward | footBackward | vehicles | engines)) === 0)
    return `${base.streetClass} closed to everybody`;
  const lanes = Number.parseInt(tags.lanes ?? "", 10);
  const widthMetres =
    parseMetres(tags.width) ??
    parseMetres(tags.est_width) ??
    (lanes > 0 && lanes < 30 ? lanes * LANE_METRES : null);
  const onFoot = (flags & (footForward | footBackward)) !== 0;
  const limits = [tags["maxspeed:forward"], tags["maxspeed:backward"]]
    .map(parseKmh)
    .filter((kmh) => kmh !== null);
  const limitKmh = parseKmh(tags.maxspeed) ?? (limits.length > 0 ? Math.min(...limits) : null);
  return {
    streetClass: base.streetClass,
    flags:
      flags |
      (onFoot && wheelchairPasses(tags, highway, widthMetres) ? EDGE_FLAG.wheelchair : 0) |
      (isSaid(tags.bridge) ? EDGE_FLAG.bridge : 0) |
      (isSaid(tags.tunnel) ? EDGE_FLAG.tunnel : 0),
    widthDecimetres: word((widthMetres ?? 0) * 10),
    speedKmh: (flags & (vehicles | engines)) === 0 ? 0 : (limitKmh ?? Math.max(5, base.speedKmh)),
    level: parseLevel(tags.level ?? tags.layer),
    inclinePercent: parseInclinePercent(tags.incline) ?? 0,
    maxHeightCentimetres: word(
      100 * least(parseMetres(tags.maxheight), parseMetres(tags["maxheight:physical"])),
    ),
    maxWidthCentimetres: word(
      100 * least(parseMetres(tags.maxwidth), parseMetres(tags["maxwidth:physical"])),
    ),
    maxWeightHundredKilograms: word(
      10 * least(parseTonnes(tags.maxweight), parseTonnes(tags.maxweightrating)),
    ),
    ...namesOf(tags),
  };
}
