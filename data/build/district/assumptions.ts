/*
 * Figures of ours for what neither the map nor the lists say. Each is plausible, none is a survey; a layer that leans on
 * one says so in its provenance, and its method is then "modelled" or "illustrative".
 */

/** Storeys of a building whose height and storeys are unknown, by its `building` tag; used for floor only, never shown. */
export const STOREYS_WHERE_UNKNOWN: Readonly<Record<string, number>> = {
  apartments: 6,
  dormitory: 6,
  residential: 4,
  hotel: 5,
  office: 6,
  commercial: 4,
  hospital: 5,
  university: 4,
  school: 3,
  house: 2,
  detached: 2,
  semidetached_house: 2,
  terrace: 2,
  bungalow: 1,
  farm: 2,
};
export const STOREYS_OF_OTHERS = 3;
/** Height of one storey, to read storeys off a height. */
export const STOREY_METRES = 3;

/** Share of floor lived in of `building=yes` that no land use explains. */
export const LIVED_IN_SHARE_OF_UNKNOWN = 0.6;
/** Nobody is housed in an untyped building with a smaller footprint: sheds and garages are drawn like this. */
export const SMALLEST_HOME_SQUARE_METRES = 20;

/** Floor per resident, used only where no count of residents exists at all. */
export const FLOOR_SQUARE_METRES_PER_RESIDENT = 40;
/** Ground per resident of a residential compound, used only where there are neither buildings nor counts. */
export const GROUND_SQUARE_METRES_PER_RESIDENT = 50;
/** Residents along a street, used only where there are neither buildings, compounds nor counts. */
export const RESIDENTS_PER_STREET_KILOMETRE = 100;

/** Houses count as drawn where they would hold at least this share of what compounds or streets lead one to expect. */
export const LEAST_DRAWN_SHARE = 0.3;
/** Less floor per counted resident than this, and the houses of the map cannot be all. */
export const LEAST_FLOOR_SQUARE_METRES_PER_RESIDENT = 8;

/** Share of residents at home by day. */
export const AT_HOME_BY_DAY_SHARE = 0.52;
/** Floor per person who works, learns or lies there by day, by the use of the building. */
export const FLOOR_PER_DAY_PERSON: Readonly<Record<string, number>> = {
  school: 11,
  university: 15,
  kindergarten: 11,
  college: 15,
  hospital: 26,
  office: 24,
  retail: 30,
  commercial: 30,
  industrial: 60,
  warehouse: 120,
};
export const FLOOR_PER_DAY_PERSON_OF_OTHERS = 60;

/** Share of residents aged 65 and over where the census does not say: China, census of 2020 (National Bureau of Statistics). */
export const AGED_65_SHARE = 0.135;
/** Need of assistance: a small share at any age and one in eight of those aged 65+. */
export const ASSISTANCE_BASE_SHARE = 0.01;
export const ASSISTANCE_OF_AGED_SHARE = 0.125;

/** Minutes from the call to the first vehicle leaving, by kind of station. */
export const TURNOUT_MINUTES = { fire: 1, "fire-small": 1, medical: 3, flood: 30, volunteer: 20 } as const;

/** Least ground of a candidate, square metres. */
export const LEAST_CANDIDATE_SQUARE_METRES = {
  park: 2000,
  "pocket-park": 400,
  square: 1000,
  "school-ground": 2000,
  "sports-ground": 1000,
  "car-park": 3000,
} as const;
/** A green of at least so much ground is a park, a smaller one a pocket park. */
export const PARK_SQUARE_METRES = LEAST_CANDIDATE_SQUARE_METRES.park;
