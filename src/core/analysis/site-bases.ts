import type { BaseFigures, SiteBasesAnswer, SiteBasesRequest } from "../model/bases.ts";
import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import { err, ok, type Result } from "../result.ts";
import { crewStations, ruleReachMinutes } from "./base-reach.ts";
import { type BaseSites, baseSites, withoutIslands } from "./bases/base-sites.ts";
import { columnTimes } from "./bases/column-times.ts";
import { type EngineBase, engineColumns, firstTwo } from "./bases/engine-columns.ts";
import { demandEnginePlaces } from "./bases/engine-places.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { solveSiting } from "./siting/solve-siting.ts";
import { wholePersons } from "./whole-persons.ts";

/** Share of the progress that the drives take before the solver begins. */
const DRIVES_SHARE = 0.3;

/**
 * Where small fire stations should stand among candidates and junctions, beside the stations that stay. Full stations
 * always stay. Every time counts from the call.
 */
export async function siteBases(
  prepared: PreparedPack,
  request: SiteBasesRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteBasesAnswer, Failure>> {
  const { scenario, kind, limitSeconds } = request;
  const stations = crewStations(prepared);
  const small = stations.filter((station) => station.kind === "fire-small");
  const wanted = figure(prepared, "smallFireStationCount");
  const found = baseSites(prepared, "fire-engine", request, stations, small, wanted);
  if (!found.ok) return found;
  const { sites, newBases } = found.value;
  const began = run.now();
  const { columns } = engineColumns(
    prepared,
    scenario,
    startsOf(prepared, request, found.value, stations),
    (share) => {
      run.onProgress({ share: share * DRIVES_SHARE, found: null });
      return !run.isCancelled();
    },
  );
  if (run.isCancelled()) return err({ code: "CANCELLED" });
  const rule = ruleReachMinutes(prepared);
  const asked = request.minutes ?? (rule.at(-1) as number);
  const minutes = [...new Set([...rule, asked])].sort((a, b) => a - b);
  const persons = Float64Array.from(wholePersons(cellPersons(prepared, scenario)));
  const standing = withoutIslands(found.value.standing, columns, persons);
  const choice = await solveSiting(kind, {
    problem: {
      demandIds: prepared.pack.demand.map((cell) => cell.id),
      persons,
      siteIds: sites.map((site) => site.id),
      standing,
      capacities: sites.map(() => null),
      costs: null,
      times: columnTimes(columns, persons.length, kind === "cover-most" ? asked * 600 : Infinity),
      siteMetres: null,
    },
    newSites: newBases,
    budget: null,
    backupSites: 1,
    // what the drives took is gone
    limitSeconds: Math.max(0.01, limitSeconds - (run.now() - began) / 1000),
    solve,
    run: {
      ...run,
      onProgress: ({ share, found: best }) =>
        run.onProgress({ share: DRIVES_SHARE + (1 - DRIVES_SHARE) * share, found: best }),
    },
  });
  const chosen = sites.filter((site) => choice.chosenIds.includes(site.id));
  const isPlanned = sites.map((site, i) => standing[i] === "existing" || chosen.includes(site));
  const { footDeciseconds } = demandEnginePlaces(prepared);
  const figuresOf = (some: readonly Float64Array[]) => baseFigures(some, persons, footDeciseconds, minutes);
  return ok({
    request,
    minutes,
    persons: choice.persons,
    smallStations: small.length,
    stayingStations: small.length - request.movedIds.length,
    wantedStations: wanted,
    newStations: newBases,
    candidateSites: found.value.candidateSites,
    junctionSites: found.value.junctionSites,
    chosen,
    value: choice.value,
    proof: choice.proof,
    uncoverablePersons: choice.uncoverablePersons,
    today: figuresOf(engineColumns(prepared, scenario, stations).columns),
    planned: figuresOf(columns.filter((_, site) => isPlanned[site])),
  });
}

/** Existing stations set out as they do; a new one with the turnout asked about, or the rule's. */
function startsOf(
  prepared: PreparedPack,
  { mobilisationMinutes }: SiteBasesRequest,
  { sites }: BaseSites,
  stations: readonly (EngineBase & { readonly id: string })[],
): EngineBase[] {
  const turnout = mobilisationMinutes ?? figure(prepared, "fireTurnoutMinutes");
  const known = new Map(stations.map((station) => [station.id, station.mobilisationMinutes]));
  return sites.map(({ id, lngLat, from }) => ({
    lngLat,
    mobilisationMinutes: (from === "existing" ? known.get(id) : undefined) ?? turnout,
  }));
}

function baseFigures(
  columns: readonly Float64Array[],
  persons: Float64Array,
  nowhere: Float64Array,
  minutes: readonly number[],
): BaseFigures {
  const { first, second } = firstTwo(columns, persons.length, nowhere);
  const within = (times: Float64Array) =>
    minutes.map((each) =>
      persons.reduce((sum, count, cell) => sum + ((times[cell] as number) <= each * 600 ? count : 0), 0),
    );
  let [met, spent, longest] = [0, 0, Number.NaN];
  let cutOffPersons = 0;
  persons.forEach((count, cell) => {
    const time = first[cell] as number;
    if (count === 0) return;
    if (!(time < Infinity)) {
      cutOffPersons += count;
      return;
    }
    met += count;
    spent += count * time;
    longest = longest >= time ? longest : time;
  });
  return {
    stations: columns.length,
    reachedPersons: within(first),
    secondPersons: within(second),
    meanSeconds: spent / met / 10,
    longestSeconds: longest / 10,
    cutOffPersons,
  };
}
