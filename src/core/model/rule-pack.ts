/** How sure a figure is. SEED: quoted from the plan. RET: read in a public source. CALC: computed from stated inputs. MEM: general knowledge, not re-read. ASSUMED: ours, stated and editable. */
export const EVIDENCE = ["SEED", "RET", "CALC", "MEM-H", "MEM-M", "MEM-L", "ASSUMED"] as const;
export type Evidence = (typeof EVIDENCE)[number];

export interface RuleFigure {
  readonly value: number;
  readonly unit: string;
  /** Standard and clause, e.g. "GB 50413-2007 §8.2.10". */
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
}

/** Every figure an analysis may use. A figure that is not here is not used. */
export const FIGURE_KEYS = [
  "walkSlowMetresPerSecond",
  "walkBriskMetresPerSecond",
  "walkWheelchairMetresPerSecond",
  "walkChildMetresPerSecond",
  "walkOlderMetresPerSecond",
  "walkPramMetresPerSecond",
  "serviceRadiusMetres",
  "reachMinutes",
  "emergencySquareMetresPerPerson",
  "temporarySquareMetresPerPerson",
  "shortSquareMetresPerPerson",
  "mediumSquareMetresPerPerson",
  "longSquareMetresPerPerson",
  "snapLimitMetres",
  // #region staff
  "dispatchMinutes",
  "firstSuppliesMinutes",
  "basicReliefMinutes",
  "tightMinutes",
  "rescueReachMinutes",
  "strictRescueReachMinutes",
  "fireTurnoutMinutes",
  "stockShareOfResidents",
  "districtDepotCount",
  "districtDepotPersons",
  "seismicSpacingMetres",
  "smallFireStationCount",
  "firefightersShare",
  "volunteersShare",
  "standardSheltersPerYear",
  "standardSheltersTotal",
  "standardShelterSquareMetres",
  // #endregion staff
  "waterLitresPerPersonDay",
  "foodRationsPerPersonDay",
  "personsPerTent",
  "quiltsPerPerson",
  "personsPerFirstAidKit",
  "personsPerToilet",
  // #region staff
  "unloadMinutes",
  // #endregion staff
  "truckMinimumWidthMetres",
  "vehicleClearHeightMetres",
  "vehicleWeightTonnes",
  "wheelchairSteepestPercent",
  "waterLitreKilograms",
  "foodRationKilograms",
  "tentKilograms",
  "quiltKilograms",
  "firstAidKitKilograms",
  "toiletKilograms",
  "gatePersonsPerMetreSecond",
  "floodShallowMetres",
  "floodDeepMetres",
  "floodWheelchairLimitMetres",
  "floodFrailLimitMetres",
  "floodFootLimitMetres",
  "floodCarLimitMetres",
  "floodTruckLimitMetres",
  "floodWalkSpeedShare",
  "floodShallowDriveKmh",
  "floodDeepDriveKmh",
  "bridgeDriveKmh",
] as const;
export type FigureKey = (typeof FIGURE_KEYS)[number];

export interface RulePack {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<FigureKey, RuleFigure>>;
}
