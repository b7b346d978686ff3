import type { CommitmentValue, LedgerRequest } from "../model/answers.ts";
import type { StationKind } from "../model/pack.ts";
import { dispatchRows } from "./board.ts";
import { stateOf, weakestMethod } from "./ledger-facts.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { rescueReachShare } from "./rescue.ts";
import { districtSquareMetres, seismicFigures } from "./seismic-spacing.ts";

/** R1, R3, R4, R5: dispatch, small fire stations, strength, seismic spacing. */
export function rescueValues(prepared: PreparedPack, { scenario }: LedgerRequest): CommitmentValue[] {
  const { stations, seismicStations, description } = prepared.pack.index;
  const method = weakestMethod(prepared, ["stations"]);

  const dispatch = dispatchRows(prepared, 0);
  const inTime = dispatch.filter((row) => row.state !== "breaks").length;
  const inTimeShare = dispatch.length === 0 ? null : inTime / dispatch.length;

  const smallStations = stations.filter((station) => station.kind === "fire-small").length;
  const reachShare = rescueReachShare(prepared, scenario.closures);

  /** Persons at stations of these kinds; null when any of them, or all of them, is not known. */
  const strength = (kinds: readonly StationKind[]) => {
    const some = stations.filter((station) => kinds.includes(station.kind));
    return some.length === 0 || some.some((station) => station.persons === null)
      ? null
      : some.reduce((sum, station) => sum + (station.persons ?? 0), 0);
  };
  const firefighters = strength(["fire", "fire-small"]);
  const volunteers = strength(["volunteer"]);
  const residents = description.residents;
  const ratio = (persons: number | null, share: number) =>
    persons === null || residents === 0 ? null : persons / (share * residents);
  const firefighterRatio = ratio(firefighters, figure(prepared, "firefightersShare"));
  const volunteerRatio = ratio(volunteers, figure(prepared, "volunteersShare"));
  const strengthRatio =
    firefighterRatio === null || volunteerRatio === null ? null : Math.min(firefighterRatio, volunteerRatio);

  const seismic = seismicFigures(
    prepared,
    seismicStations.map((station) => station.lngLat),
  );
  return [
    {
      id: "R1",
      state: stateOf(inTimeShare ?? Number.NaN),
      value: inTimeShare,
      readings: [
        {
          key: "slowestMobilisationMinutes",
          value: dispatch.length === 0 ? null : Math.max(...dispatch.map((row) => row.mobilisationMinutes)),
        },
      ],
      inputs: [
        { key: "stations", value: dispatch.length },
        { key: "stationsInTime", value: inTime },
      ],
      method,
    },
    {
      id: "R3",
      state: stateOf(smallStations / figure(prepared, "smallFireStationCount")),
      value: smallStations,
      readings: [{ key: "rescueReachShare", value: Number.isNaN(reachShare) ? null : reachShare }],
      inputs: [
        { key: "fireStations", value: stations.filter((station) => station.kind === "fire").length },
        { key: "rescueReachMinutes", value: figure(prepared, "rescueReachMinutes") },
      ],
      method,
    },
    {
      id: "R4",
      state: stateOf(strengthRatio ?? Number.NaN),
      value: strengthRatio,
      readings: [
        { key: "firefighterRatio", value: firefighterRatio },
        { key: "volunteerRatio", value: volunteerRatio },
      ],
      inputs: [
        { key: "firefighters", value: firefighters },
        { key: "volunteers", value: volunteers },
        { key: "residents", value: residents === 0 ? null : residents },
      ],
      method,
    },
    {
      id: "R5",
      state: stateOf(
        seismic.squareGridMetres === null
          ? Number.NaN
          : figure(prepared, "seismicSpacingMetres") / seismic.squareGridMetres,
      ),
      value: seismic.squareGridMetres,
      readings: [
        { key: "triangularSpacingMetres", value: seismic.triangularGridMetres },
        { key: "meanNearestNeighbourMetres", value: seismic.meanNearestMetres },
        { key: "largestEmptyCircleMetres", value: seismic.emptyCircle?.radiusMetres ?? null },
      ],
      inputs: [
        { key: "seismicStations", value: seismicStations.length },
        { key: "districtSquareMetres", value: districtSquareMetres(prepared) },
      ],
      method: weakestMethod(prepared, ["seismic-stations", "district"]),
    },
  ];
}
