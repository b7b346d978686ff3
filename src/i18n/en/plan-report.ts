import type { Words } from "../words.ts";

export const planReport: Words["plan"]["report"] = {
  charts: {
    asTable: "Show as table",
    asPicture: "Show as chart",
    howToRead: "Left and right arrow keys read it point by point",
    separator: ", ",
  },
};
