import type { TravelTimes } from "../../src/core/model/matrix-answers.ts";
import { type CsvRead, csvNumber, readCsv } from "./read-csv.ts";

/** A week, in seconds: more is a mistake of unit, and its tenths still fit 32 bits. */
const MOST_SECONDS = 604_800;

export interface MatrixRead extends CsvRead {
  readonly times: TravelTimes;
  /** Pairs given more than once: the smallest seconds count. */
  readonly duplicateCount: number;
}

/** Tables that grow by doubling: a matrix of ten million rows must not be a list of objects. */
class GrowingTable {
  demand = new Uint32Array(1024);
  site = new Uint32Array(1024);
  deciseconds = new Uint32Array(1024);
  length = 0;

  push(demand: number, site: number, deciseconds: number) {
    if (this.length === this.demand.length) {
      for (const name of ["demand", "site", "deciseconds"] as const) {
        const wider = new Uint32Array(this.length * 2);
        wider.set(this[name]);
        this[name] = wider;
      }
    }
    this.demand[this.length] = demand;
    this.site[this.length] = site;
    this.deciseconds[this.length++] = deciseconds;
  }
}

/**
 * Seconds from origins to destinations. `siteOf` may lead several destinations (gates) to one site: the nearest counts.
 * A pair that is not in the file is not reached. Unknown ids, negative, infinite or missing seconds are faults.
 */
export async function readMatrix(
  file: string,
  demandIds: readonly string[],
  siteOf: ReadonlyMap<string, number>,
): Promise<MatrixRead> {
  const demandOf = new Map(demandIds.map((id, demand) => [id, demand]));
  const table = new GrowingTable();
  const read = await readCsv(
    file,
    {
      origin: {
        names: ["origin", "originid", "from", "fromid", "demand", "demandid", "起点"],
        isRequired: true,
      },
      destination: {
        names: ["destination", "destinationid", "to", "toid", "site", "siteid", "终点"],
        isRequired: true,
      },
      seconds: {
        names: ["seconds", "traveltimeseconds", "durationseconds", "traveltime", "duration", "秒"],
        isRequired: true,
      },
    },
    ({ origin, destination, seconds }) => {
      const demand = demandOf.get(origin);
      if (demand === undefined) return { field: "origin", found: origin, expected: "an id of the demand" };
      const site = siteOf.get(destination);
      if (site === undefined)
        return { field: "destination", found: destination, expected: "an id of a site" };
      const value = csvNumber(seconds);
      if (value === null || !(value >= 0 && value <= MOST_SECONDS))
        return { field: "seconds", found: seconds, expected: `0 … ${MOST_SECONDS}` };
      table.push(demand, site, Math.round(value * 10));
      return null;
    },
  );
  return { ...read, ...rowsOf(table, demandIds.length) };
}

/** Counted into rows per demand, each sorted by site, the smallest of equal pairs kept. */
function rowsOf(
  table: GrowingTable,
  demandCount: number,
): { readonly times: TravelTimes; readonly duplicateCount: number } {
  const start = new Uint32Array(demandCount + 1);
  for (let i = 0; i < table.length; i++) start[table.demand[i]! + 1]!++;
  for (let demand = 0; demand < demandCount; demand++) start[demand + 1]! += start[demand]!;
  const cursor = start.slice();
  const order = new Uint32Array(table.length);
  for (let i = 0; i < table.length; i++) order[cursor[table.demand[i]!]!++] = i;
  const arcOffsets = new Uint32Array(demandCount + 1);
  const arcSite = new Uint32Array(table.length);
  const arcDeciseconds = new Uint32Array(table.length);
  let at = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    const row = order.subarray(start[demand], start[demand + 1]);
    row.sort((a, b) => table.site[a]! - table.site[b]! || table.deciseconds[a]! - table.deciseconds[b]!);
    for (const i of row) {
      if (at > arcOffsets[demand]! && arcSite[at - 1] === table.site[i]) continue;
      arcSite[at] = table.site[i]!;
      arcDeciseconds[at++] = table.deciseconds[i]!;
    }
    arcOffsets[demand + 1] = at;
  }
  return {
    times: { arcOffsets, arcSite: arcSite.slice(0, at), arcDeciseconds: arcDeciseconds.slice(0, at) },
    duplicateCount: table.length - at,
  };
}
