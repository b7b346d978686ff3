import type { Theme } from "../state/app-state.ts";

/**
 * The design tokens a map needs, as MapLibre takes them: plain colours per theme. The same values stand in
 * `ui/shared/tokens.css`; a test holds the two together. The wall shows the dark colours.
 */
const TOKENS = {
  surface: ["#FFFFFF", "#1A2120"],
  ink: ["#16211D", "#EDF2EF"],
  ink2: ["#47524D", "#B4C0BB"],
  ink3: ["#5F6A65", "#93A09B"],
  safe: ["#00663F", "#5FD08F"],
  safeMark: ["#00873C", "#3DBB74"],
  you: ["#5A3FD0", "#B3A2FF"],
  unmet: ["#A01566", "#FF8FCB"],
  tight: ["#865300", "#F0C36A"],
  stale: ["#636B68", "#9AA5A1"],
  unknown: ["#8A918E", "#7E8985"],
  risk1: ["#A9C8EC", "#4F86C6"],
  risk2: ["#F8E27A", "#F0DA6E"],
  risk3: ["#EC8A2E", "#DB7A22"],
  risk4: ["#A81C26", "#A3202C"],
  risk1Pattern: ["#3F6FA8", "#CFE2FA"],
  risk2Pattern: ["#8F7400", "#4A3C00"],
  risk3Pattern: ["#7E3D00", "#3A1B00"],
  risk4Pattern: ["#FFD9D2", "#FFC9C2"],
  alert1: ["#B8121B", "#E83A34"],
  alert2: ["#EE6C00", "#F58A2C"],
  alert3: ["#F5C400", "#FFE066"],
  alert4: ["#2A6FDB", "#6EA8FF"],
  minutes1: ["#0E6A6C", "#7FE0D3"],
  minutes2: ["#5BAEA6", "#3A9A92"],
  minutes3: ["#E9CD94", "#6E5A33"],
  minutes4: ["#BF8748", "#B98A4E"],
  minutes5: ["#7C4A2A", "#F0CFA0"],
  land: ["#F4F2EC", "#171D1C"],
  outside: ["#ECE9E1", "#111615"],
  green: ["#DCE8D0", "#1C2A22"],
  water: ["#C5DDE8", "#16303D"],
  building: ["#E9E5DB", "#202827"],
  buildingLine: ["#DAD5C8", "#2A3331"],
  road: ["#FFFFFF", "#51605B"],
  roadMinor: ["#FDFCF9", "#36413E"],
  casing: ["#D5D0C4", "#121716"],
  casingMajor: ["#BDB7A9", "#0E1211"],
  districtLine: ["#4A5551", "#A9B5B0"],
  subDistrictLine: ["#7F8783", "#5E6A66"],
  label: ["#3B4641", "#C9D3CE"],
  labelSecond: ["#5A655F", "#9AA7A1"],
  labelWater: ["#2B607D", "#7FB3CC"],
  labelGreen: ["#3F6A3A", "#8DB894"],
  halo: ["#FBFAF6", "#121817"],
  routeCasing: ["#FFFFFF", "#0F1413"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

/** Colours of the map alone: no screen element shares them. */
const MAP_ONLY = {
  footpath: ["#B4AD9D", "#46524E"],
  communityLine: ["#B9B6AA", "#46524E"],
  /** The rule itself, LOOK 4.3; in the dark the brightest teal takes its part. */
  isoline: ["#0B4A4C", "#BFF3EC"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type MapColours = Readonly<Record<keyof typeof TOKENS | keyof typeof MAP_ONLY, string>>;

/** Which custom property of tokens.css each colour is. */
export const TOKEN_OF: Readonly<Record<keyof typeof TOKENS, string>> = {
  surface: "--surface",
  ink: "--ink",
  ink2: "--ink-2",
  ink3: "--ink-3",
  safe: "--safe",
  safeMark: "--safe-mark",
  you: "--you",
  unmet: "--unmet",
  tight: "--tight",
  stale: "--stale",
  unknown: "--unknown",
  risk1: "--risk-1",
  risk2: "--risk-2",
  risk3: "--risk-3",
  risk4: "--risk-4",
  risk1Pattern: "--risk-1-p",
  risk2Pattern: "--risk-2-p",
  risk3Pattern: "--risk-3-p",
  risk4Pattern: "--risk-4-p",
  alert1: "--alert-1",
  alert2: "--alert-2",
  alert3: "--alert-3",
  alert4: "--alert-4",
  minutes1: "--min-1",
  minutes2: "--min-2",
  minutes3: "--min-3",
  minutes4: "--min-4",
  minutes5: "--min-5",
  land: "--m-land",
  outside: "--m-out",
  green: "--m-green",
  water: "--m-water",
  building: "--m-bldg",
  buildingLine: "--m-bldg-line",
  road: "--m-road",
  roadMinor: "--m-road-minor",
  casing: "--m-case",
  casingMajor: "--m-case-major",
  districtLine: "--m-district",
  subDistrictLine: "--m-street",
  label: "--m-label",
  labelSecond: "--m-label-2",
  labelWater: "--m-label-water",
  labelGreen: "--m-label-green",
  halo: "--m-halo",
  routeCasing: "--m-route-case",
};

const column = (index: 0 | 1): MapColours =>
  Object.fromEntries(
    Object.entries({ ...TOKENS, ...MAP_ONLY }).map(([name, pair]) => [name, pair[index]]),
  ) as MapColours;

const LIGHT = column(0);
const DARK = column(1);

export const coloursOf = (theme: Theme): MapColours => (theme === "light" ? LIGHT : DARK);

/** Type on the wall is larger: LOOK 4.2 asks 18-20 px for the smallest map label there. */
export const textScaleOf = (theme: Theme): number => (theme === "wall" ? 1.5 : 1);
