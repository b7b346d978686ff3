import type { Words } from "../words.ts";

export const planLive: Words["plan"]["live"] = {
  tools: "Map tools",
  tool: { move: "Move", add: "Add", draw: "Draw", ask: "Ask here" },
  hint: {
    add: "Press where a site is to be; on a candidate its own outline is taken",
    draw: "Press each corner; double click, Enter or the first corner closes, Backspace takes one back, Esc cancels",
  },
  newSite: (number) => `New site ${number}`,
  finish: "Close outline",
  takeCorner: "Take a corner back",
  cancel: "Cancel",
  crossing: "This stroke would cross what is drawn: it was not set",
  tooFew: "It takes three corners",
  tooMany: (most) => `A scheme holds ${most} sites: this one was not added`,
  handle: (name) =>
    `${name}: arrow keys move it 10 m, with Shift 100 m, plus and minus resize it, Esc puts it back`,
  handles: "Sites of the scheme",
  more: (persons) => `${persons} more people reach a shelter`,
  fewer: (persons) => `${persons} fewer people reach a shelter`,
  same: "As many people reach a shelter as before",
  use: (squareMetres, percent) => `About ${squareMetres} m² effective, ${percent} % of its places taken`,
  areaUnknown: "Its effective area is not known yet",
  faults: {
    crossing: "The outline crosses itself: its area cannot be trusted",
    noArea: "The outline has no area",
    outside: "Part of it lies outside the district",
    onWater: "Part of it lies on water",
    overlaps: (names) => `It overlaps ${names}`,
  },
  settled: (share, change) => `${share} % reach a shelter with room; ${change}`,
};
