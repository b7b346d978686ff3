import type { Words } from "../words.ts";

export const planCompare: Words["plan"]["compare"] = {
  nothing: "Make a scheme first: then there are two to compare.",
  against: "against",
  view: "On the map",
  views: { difference: "Gains and losses", swipe: "Side by side" },
  divider: (west, east) => `Divider: ${west} to the west, ${east} to the east`,
  what: (now, beside) => `${now} against ${beside}`,
  same: "The two schemes hold the same.",
  table: "Table of gains and losses",
  caption: "Areas with a change, persons. Choose a row to see it on the map",
  reached: "Reached",
  withRoom: "Reached with room",
  change: "change",
  noChange: "Nothing changes anywhere.",
};
