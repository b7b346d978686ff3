import { allocateTimes } from "../../src/core/analysis/allocate-times.ts";
import { capacityPersons, squareMetresPerPerson } from "../../src/core/analysis/capacity.ts";
import { coverageOfTimes, timesWithin } from "../../src/core/analysis/coverage-of-times.ts";
import type { PreparedPack } from "../../src/core/analysis/prepare.ts";
import { siteCosts } from "../../src/core/analysis/siting/site-costs.ts";
import { siteStandings } from "../../src/core/analysis/siting/site-standings.ts";
import { solveSiting } from "../../src/core/analysis/siting/solve-siting.ts";
import { wholePersons } from "../../src/core/analysis/whole-persons.ts";
import type { Failure, FaultPlace } from "../../src/core/model/failure.ts";
import type { TravelTimes } from "../../src/core/model/matrix-answers.ts";
import type { RunContext } from "../../src/core/model/progress.ts";
import { DEFAULT_SCENARIO } from "../../src/core/model/scenario.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { MatrixOrder } from "../../src/sources/analysis-request.ts";
import { solveWithHighs } from "../further-analyses.ts";
import { readDemandTable, readSiteTable } from "./place-tables.ts";
import type { CsvRead } from "./read-csv.ts";
import { readMatrix } from "./read-matrix.ts";

/** Everything a matrix run knows, whoever it is from. */
export interface MatrixTables {
  readonly demandIds: readonly string[];
  readonly persons: Int32Array;
  readonly subDistricts: readonly (string | null)[];
  readonly siteIds: readonly string[];
  readonly capacities: readonly (number | null)[];
  readonly isExisting: readonly boolean[];
  readonly costs: Float64Array | null;
  readonly times: TravelTimes;
  readonly notes: readonly { readonly code: "DUPLICATE_PAIRS"; readonly count: number }[];
}

interface Files {
  readonly matrix: string;
  readonly demand: string | null;
  readonly sites: string | null;
}

const faultsOf = (file: string, { faults, faultCount }: CsvRead): readonly FaultPlace[] =>
  faultCount > faults.length
    ? [...faults, { file, found: `${faultCount - faults.length} further bad rows` }]
    : faults;

/** A bad row anywhere stops the run: a matrix with holes would look like people cut off. */
export async function readTables(
  files: Files,
  prepared: PreparedPack | null,
): Promise<Result<MatrixTables, readonly FaultPlace[]>> {
  const demand = files.demand === null ? packDemand(prepared!) : await readDemandTable(files.demand);
  const sites = files.sites === null ? packSites(prepared!) : await readSiteTable(files.sites);
  const faults = [...faultsOf(files.demand ?? "", demand), ...faultsOf(files.sites ?? "", sites)];
  if (faults.length > 0) return err(faults);
  const siteOf = new Map(sites.ids.map((id, site) => [id, site]));
  // A matrix to the gates of a pack is one to its shelters: the nearest gate counts.
  if (files.sites === null)
    for (const gate of prepared!.pack.index.gates) {
      const site = siteOf.get(gate.shelterId);
      if (site !== undefined && !siteOf.has(gate.id)) siteOf.set(gate.id, site);
    }
  const matrix = await readMatrix(files.matrix, demand.ids, siteOf);
  if (matrix.faultCount > 0) return err(faultsOf(files.matrix, matrix));
  return ok({
    demandIds: demand.ids,
    persons: wholePersons(demand.persons),
    subDistricts: demand.subDistricts,
    siteIds: sites.ids,
    capacities: sites.capacities,
    isExisting: sites.isExisting,
    costs: sites.costs,
    times: matrix.times,
    notes: matrix.duplicateCount > 0 ? [{ code: "DUPLICATE_PAIRS", count: matrix.duplicateCount }] : [],
  });
}

const READ: CsvRead = { faults: [], faultCount: 0, rowCount: 0 };

/** Night residents, as on screen without a choice. */
const packDemand = ({ pack }: PreparedPack) => ({
  ...READ,
  ids: pack.demand.map((cell) => cell.id),
  persons: pack.demand.map((cell) => cell.personsNight),
  subDistricts: pack.demand.map((cell) => cell.subDistrictCode),
});

/** Shelters, there already, then candidates; room by the emergency phase. */
function packSites(prepared: PreparedPack) {
  const { shelters, candidates } = prepared.pack.index;
  const { phase } = DEFAULT_SCENARIO;
  return {
    ...READ,
    ids: [...shelters, ...candidates].map(({ id }) => id),
    capacities: [
      ...shelters.map((shelter) => capacityPersons(prepared, shelter, phase)),
      ...candidates.map((each) =>
        Math.floor(each.grossSquareMetres / squareMetresPerPerson(prepared, phase)),
      ),
    ],
    isExisting: [...shelters.map(() => true), ...candidates.map(() => false)],
    costs: null,
  };
}

/**
 * Coverage and allocation count the sites that exist; where the table says of none that it exists, all of them. Siting
 * chooses among those that do not.
 */
export async function askMatrix(
  tables: MatrixTables,
  order: MatrixOrder,
  run: RunContext,
): Promise<Result<unknown, Failure>> {
  const limitDeciseconds = Math.round(order.request.reachMinutes * 600);
  if (order.analysis === "site") {
    const { request } = order;
    const standing = siteStandings(tables.siteIds, (site) => tables.isExisting[site]!, request);
    if (!standing.ok) return standing;
    const costs = siteCosts(tables.siteIds, request.costs, tables.costs);
    if (!costs.ok) return costs;
    const { kind, newSites, budget, backupSites, limitSeconds } = request;
    const choice = await solveSiting(kind, {
      problem: {
        ...tables,
        persons: Float64Array.from(tables.persons),
        standing: standing.value,
        costs: costs.value,
        times: timesWithin(tables.times, limitDeciseconds),
        siteMetres: null,
      },
      newSites,
      budget,
      backupSites,
      limitSeconds,
      solve: solveWithHighs,
      run,
    });
    return ok(choice);
  }
  const places = existingOnly(tables);
  return ok(
    order.analysis === "coverage"
      ? coverageOfTimes(places, tables.subDistricts, limitDeciseconds)
      : allocateTimes(
          { ...places, times: timesWithin(places.times, limitDeciseconds) },
          order.request.unservedDeciseconds,
        ),
  );
}

function existingOnly(tables: MatrixTables): MatrixTables {
  const { isExisting, siteIds, capacities, times } = tables;
  if (!isExisting.includes(true) || !isExisting.includes(false)) return tables;
  const kept = [...siteIds.keys()].filter((site) => isExisting[site]);
  const place = new Map(kept.map((site, i) => [site, i]));
  const arcOffsets = new Uint32Array(times.arcOffsets.length);
  const arcs: number[] = [];
  for (let demand = 0; demand + 1 < arcOffsets.length; demand++) {
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      if (isExisting[times.arcSite[arc]!]) arcs.push(arc);
    arcOffsets[demand + 1] = arcs.length;
  }
  return {
    ...tables,
    siteIds: kept.map((site) => siteIds[site]!),
    capacities: kept.map((site) => capacities[site]!),
    times: {
      arcOffsets,
      arcSite: Uint32Array.from(arcs, (arc) => place.get(times.arcSite[arc]!)!),
      arcDeciseconds: Uint32Array.from(arcs, (arc) => times.arcDeciseconds[arc]!),
    },
  };
}
