import {
  type BaseAreaReach,
  type BaseReachAnswer,
  type BaseReachRequest,
  CREW_KINDS,
  type CrewKind,
} from "../model/bases.ts";
import type { BuildingStock } from "../model/buildings.ts";
import type { Failure } from "../model/failure.ts";
import type { Station } from "../model/pack.ts";
import { ok, type Result } from "../result.ts";
import { engineColumns, firstTwo } from "./bases/engine-columns.ts";
import { buildingEnginePlaces, buildingMiddles, demandEnginePlaces } from "./bases/engine-places.ts";
import {
  drivenStreetAreas,
  type EngineStreets,
  engineGround,
  engineStreets,
  reachedStreetShare,
} from "./bases/engine-streets.ts";
import { type CrewStart, crewSearch, crewTimes } from "./bases/engine-times.ts";
import { areasAt, type ByArea, byArea, demandAreas, eachAreaOf } from "./bases/place-areas.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";

export type CrewStation = Station & { readonly kind: CrewKind };
/** Fire stations, full and small, in the pack's order. */
export const crewStations = ({ pack }: PreparedPack): CrewStation[] =>
  pack.index.stations.filter((station): station is CrewStation =>
    CREW_KINDS.some((kind) => kind === station.kind),
  );

/** Minutes from the call that count, rising: the stricter one and the rule's. */
export const ruleReachMinutes = (prepared: PreparedPack): number[] =>
  [figure(prepared, "strictRescueReachMinutes"), figure(prepared, "rescueReachMinutes")].sort(
    (a, b) => a - b,
  );

type Sums = { -readonly [Key in keyof BaseAreaReach]: BaseAreaReach[Key] } & {
  reachedPersons: number[];
  secondPersons: number[];
  reachedBuildings: number[];
  reachedStreetMetres: number[];
};

/**
 * Whom, which buildings and which streets fire crews reach within minutes from the call: turnout, the drive of an engine
 * under the closures, and the last metres on foot. Without a fire station nobody is reached. `stock`: null where the pack
 * has no buildings.
 */
export function baseReach(
  prepared: PreparedPack,
  stock: BuildingStock | null,
  request: BaseReachRequest,
): Result<BaseReachAnswer, Failure> {
  const { scenario } = request;
  const stations = crewStations(prepared);
  const minutes = request.minutes ?? ruleReachMinutes(prepared);
  const limits = minutes.map((each) => each * 600);
  const { drive, crews, columns } = engineColumns(prepared, scenario, stations);
  const persons = cellPersons(prepared, scenario);
  const { footDeciseconds } = demandEnginePlaces(prepared);
  const { first, second, by } = firstTwo(columns, persons.length, footDeciseconds);

  const none = () => minutes.map(() => 0);
  const areas: ByArea<Sums> = byArea(prepared, (id) => ({
    id,
    persons: 0,
    reachedPersons: none(),
    secondPersons: none(),
    unknownPersons: 0,
    buildings: 0,
    reachedBuildings: none(),
    streetMetres: 0,
    reachedStreetMetres: none(),
  }));
  const firstPersons = new Float64Array(stations.length);
  const longest = limits.at(-1) ?? 0;
  let [met, spent, longestWait] = [0, 0, Number.NaN];
  demandAreas(prepared).forEach((at, cell) => {
    const [count, time, later] = [persons[cell] as number, first[cell] as number, second[cell] as number];
    eachAreaOf(areas, at, (area) => {
      area.persons += count;
      if (Number.isNaN(time)) area.unknownPersons += count;
      limits.forEach((limit, k) => {
        if (time <= limit) area.reachedPersons[k]! += count;
        if (later <= limit) area.secondPersons[k]! += count;
      });
    });
    if (time <= longest) firstPersons[by[cell] as number]! += count;
    if (count === 0 || !(time < Infinity)) return;
    met += count;
    spent += count * time;
    longestWait = longestWait >= time ? longestWait : time;
  });

  const starting = crews.filter((crew): crew is CrewStart => crew !== null);
  const tree = crewSearch(prepared, drive, starting);
  if (stock)
    countBuildings(
      prepared,
      stock,
      areas,
      crewTimes(drive, tree, starting, buildingEnginePlaces(prepared, stock)),
      limits,
    );
  const streets = engineStreets(prepared, drive, starting, tree);
  countStreets(prepared, streets, areas, limits);
  const ground = request.outlines
    ? engineGround(prepared, streets, minutes)
    : { polygons: [], cellMetres: 0 };
  return ok({
    request,
    minutes,
    stations: stations.map(({ id, kind, mobilisationMinutes }, i) => ({
      id,
      kind,
      mobilisationMinutes,
      isCutOff: crews[i] === null,
      firstPersons: firstPersons[i] as number,
    })),
    ...areas,
    demandSeconds: Float32Array.from(first, (tenths) => tenths / 10),
    demandSecondSeconds: Float32Array.from(second, (tenths) => tenths / 10),
    meanSeconds: spent / met / 10,
    longestSeconds: longestWait / 10,
    ...ground,
  });
}

function countBuildings(
  prepared: PreparedPack,
  stock: BuildingStock,
  areas: ByArea<Sums>,
  times: Float64Array,
  limits: readonly number[],
): void {
  buildingMiddles(stock).forEach((middle, building) => {
    const time = times[building] as number;
    // the layer is the district's own: all of it counts there, also what stands over the drawn border
    eachAreaOf(areas, { ...areasAt(prepared, middle), inDistrict: true }, (area) => {
      area.buildings++;
      limits.forEach((limit, k) => {
        if (time <= limit) area.reachedBuildings[k]!++;
      });
    });
  });
}

function countStreets(
  prepared: PreparedPack,
  streets: EngineStreets,
  areas: ByArea<Sums>,
  limits: readonly number[],
): void {
  const { edgeLengthDecimetres } = prepared.pack.network;
  drivenStreetAreas(prepared).forEach((at, edge) => {
    if (!at) return;
    const metres = (edgeLengthDecimetres[edge] as number) / 10;
    const reached = limits.map((limit) => metres * reachedStreetShare(streets, edge, limit));
    eachAreaOf(areas, at, (area) => {
      area.streetMetres += metres;
      reached.forEach((some, k) => {
        area.reachedStreetMetres[k]! += some;
      });
    });
  });
}
