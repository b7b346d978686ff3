import type { Words } from "../words.ts";

export const planReport: Words["plan"]["report"] = {
  charts: {
    asTable: "Show as table",
    asPicture: "Show as chart",
    howToRead: "Left and right arrow keys read it point by point",
    separator: ", ",
  },
  figures: {
    p50Minutes: "Half the people walk at most",
    p90Minutes: "90 % walk at most",
    p95Minutes: "95 % walk at most",
    worstTenthMinutes: "The tenth who walk longest, mean",
    worstTenthReachedShare: "Of that tenth, reached",
    shortagePersons: "Near but full, without a place",
    shortageSquareMetres: "Short at this area per person",
  },
  squareMetres: "m²",
  minutesUnit: "min",
  cutOff: "some cannot walk there",
  walk: "Who walks longest",
  shortage: "Places short",
  groups: "Older people and those who need help",
  group: {
    aged65: "Aged 65 and over",
    assisted: "Need assistance",
  },
  groupColumns: {
    persons: "all",
    withRoomPersons: "have a place",
    nearButFullPersons: "full",
    notReachedPersons: "not reached",
    unknownPersons: "unknown",
  },
  groupNote: "Split by the share in each compound; within one everybody has the same chance.",
  how: {
    title: "How it is worked out",
    filled: "With figures",
    clause: "Rule",
    unknown: "Not known",
    data: "Data and as-of dates",
    definition: {
      straightLineArea: "Share of all ground within the service radius of a counting gate as the crow flies.",
      networkArea: "Share of all ground from which a gate can be walked to in the minutes of the rule.",
      networkPersons:
        "Share of all people who can walk to a gate in the minutes of the rule, where the room is known. The plan gives no formula; this is the headline.",
      networkPersonsWithRoom:
        "Share of all people who can walk there and are given a place when the whole district is allocated at once. The strictest.",
      p50Minutes: "Everybody whose minutes are known, by length of walk: the walk of the one at half.",
      p90Minutes: "The same order: the walk of the one at 90 per cent.",
      p95Minutes: "The same order: the walk of the one at 95 per cent.",
      worstTenthMinutes:
        "The same order: mean minutes of the last tenth. If one of them is cut off there is no mean.",
      worstTenthReachedShare: "Share of that last tenth who can walk to a gate in the minutes of the rule.",
      shortagePersons:
        "People who can walk to shelters, all of which are full. Those not reached are not among them.",
      shortageSquareMetres: "People near but full × square metres per person in this phase.",
    },
    area: (part, whole, percent) => `${part} ÷ ${whole} ha = ${percent} %`,
    persons: (part, whole, percent) => `${part} ÷ ${whole} people = ${percent} %`,
    ranked: (rank, judged, minutes) => `number ${rank} of ${judged} people: ${minutes}`,
    tenth: (tenth, minutes) => `${tenth} people, mean ${minutes}`,
    tenthReached: (tenth, percent) => `${percent} % of ${tenth} people`,
    shortage: (withRoom, reached, short) => `reached ${reached} − with a place ${withRoom} = ${short} people`,
    squareMetres: (persons, each, total) => `${persons} people × ${each} m² = ${total} m²`,
    unknownPersons: (persons) =>
      `${persons} people cannot be judged (no street near, or the room of the shelters in reach is unknown) and are counted in no class.`,
    nobodyUnknown: "Nobody is left unjudged.",
    unknownRoom: (count) =>
      `${count} shelters with neither area nor capacity known take no part in the allocation.`,
    unknownGates: (count) => `${count} gates with unknown opening hours do not count as a way in.`,
    modelled: "Where people live within a sub-district is modelled: one decimal is what it carries.",
  },
};
