import type { ChartMark } from "./chart-model.ts";

/** Marks around the origin, some 9 wide: as SVG paths, which a canvas draws, too. */
export const MARK_PATHS: Readonly<Record<ChartMark, string>> = {
  none: "",
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
  square: "M-3.6 -3.6H3.6V3.6H-3.6Z",
  triangle: "M0 -4.8L4.6 3.6H-4.6Z",
  diamond: "M0 -5L5 0L0 5L-5 0Z",
};
