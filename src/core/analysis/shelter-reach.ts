import { UNREACHED } from "../graph/search.ts";
import type { Shelter } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandColumns, demandLegs } from "./demand-columns.ts";
import { gatesKey } from "./nearest-gates.ts";
import { countingGates, demandTies, keep, type PreparedPack, shelterCounts } from "./prepare.ts";
import { keptPerEdits } from "./street-edits.ts";
import { placeTime, searchGates } from "./surface.ts";

/** Every pair of a demand cell and a shelter it reaches in time. */
export interface ShelterReach {
  /** Shelters of the tier and fitness asked for, in the pack's order, with or without a gate that counts. */
  readonly shelters: readonly Shelter[];
  /** Counting gates per shelter: indexes into pack.index.gates. */
  readonly gates: readonly (readonly number[])[];
  /** Arcs of demand cell i are [arcOffsets[i], arcOffsets[i + 1]), shelters rising. */
  readonly arcOffsets: Uint32Array;
  /** Index into `shelters`. */
  readonly arcShelter: Uint32Array;
  /** Walk with both legs, tenths of a second. */
  readonly arcDeciseconds: Uint32Array;
}

/** Persons of a cell in the period the scenario counts. */
export const cellPersons = (prepared: PreparedPack, scenario: Scenario): Float64Array =>
  Float64Array.from(prepared.pack.demand, (cell) =>
    scenario.period === "day" ? cell.personsDay : cell.personsNight,
  );

/** Cells that reach one shelter in time, in no order, and their walk with both legs. */
interface ReachedCells {
  readonly cells: Uint32Array;
  readonly deciseconds: Uint32Array;
}

/** Reaches kept beyond those of the shelters at hand: a site that is dragged leaves one at every step. */
const SITES_KEPT = 200;

/** By the places of a shelter's gates, whosever they are: a scheme moves few of them. */
const keptReach = keptPerEdits(
  ({ pace, metresPerSecond, reachMinutes }: Scenario) => `${pace} ${metresPerSecond} ${reachMinutes}`,
  () => ({ ofGates: new Map<string, ReachedCells>() }),
  { ignoresSites: true },
);

/**
 * One bounded search per shelter, towards all of its counting gates at once. No arc within the minutes is left out.
 * Kept: copy what leaves with an answer.
 */
export const shelterReach = keptPerEdits(
  (scenario) => `${gatesKey(scenario)} ${scenario.reachMinutes}`,
  computeReach,
);

function computeReach(prepared: PreparedPack, scenario: Scenario): ShelterReach {
  const { index, demand } = prepared.pack;
  const shelters = index.shelters.filter((shelter) => shelterCounts(shelter, scenario));
  const position = new Map(shelters.map((shelter, i) => [shelter.id, i]));
  const gates: number[][] = shelters.map(() => []);
  for (const gate of countingGates(prepared, scenario))
    gates[position.get(index.gates[gate]!.shelterId)!]!.push(gate);
  const { ofGates } = keptReach(prepared, scenario);
  const reached = gates.map((own) =>
    keep(
      ofGates,
      own.map((gate) => index.gates[gate]!.lngLat.join(" ")).join(),
      () => reachedCells(prepared, scenario, own),
      shelters.length + SITES_KEPT,
    ),
  );
  return { shelters, gates, ...rowsByCell(demand.length, reached) };
}

function reachedCells(prepared: PreparedPack, scenario: Scenario, gates: readonly number[]): ReachedCells {
  if (gates.length === 0) return { cells: new Uint32Array(0), deciseconds: new Uint32Array(0) };
  const surface = searchGates(prepared, scenario, gates, Math.round(scenario.reachMinutes * 600));
  const { arcOffsets, arcEdge, edgeFrom, edgeTo } = prepared.pack.network;
  const { offsets, cells, groupOfEdge } = demandColumns(prepared, scenario.pace);
  const { toStart, toEnd, access } = demandLegs(prepared, scenario);
  const { nodeDeciseconds, gatesOnEdge, limitDeciseconds } = surface;
  const { touchedNodes, touchedCount } = prepared.scratch;
  const { snaps } = demandTies(prepared, scenario.pace);
  const reached: number[] = [];
  const times: number[] = [];
  // streets with more ways off them than their two ends are looked at place by place
  const withMore = new Set([...gatesOnEdge.keys(), ...prepared.joins.keys()]);
  for (const edge of withMore) {
    const k = groupOfEdge[edge]!;
    for (let i = k === -1 ? 0 : offsets[k]!; k !== -1 && i < offsets[k + 1]!; i++) {
      const { deciseconds } = placeTime(prepared, scenario, surface, snaps[cells[i]!]!);
      if (deciseconds === Infinity) continue;
      reached.push(cells[i]!);
      times.push(deciseconds);
    }
  }
  for (let t = 0; t < touchedCount; t++) {
    const node = touchedNodes[t]!;
    for (let arc = arcOffsets[node]!; arc < arcOffsets[node + 1]!; arc++) {
      const edge = arcEdge[arc]! >>> 1;
      const k = groupOfEdge[edge];
      // pieces of streets with bridges are beyond the columns: places are tied to whole streets
      if (k === undefined || k === -1 || withMore.has(edge)) continue;
      const atStart = nodeDeciseconds[edgeFrom[edge]!]!;
      // each street once: from its beginning where that is reached, else from its end
      if ((arcEdge[arc]! & 1) === 1 && atStart !== UNREACHED) continue;
      const atEnd = nodeDeciseconds[edgeTo[edge]!]!;
      for (let i = offsets[k]!; i < offsets[k + 1]!; i++) {
        const cell = cells[i]!;
        const viaStart = atStart === UNREACHED ? Infinity : atStart + toStart[cell]!;
        const viaEnd = atEnd === UNREACHED ? Infinity : atEnd + toEnd[cell]!;
        const total = Math.min(viaStart, viaEnd) + access[cell]!;
        if (total > limitDeciseconds) continue;
        reached.push(cell);
        times.push(total);
      }
    }
  }
  return { cells: Uint32Array.from(reached), deciseconds: Uint32Array.from(times) };
}

/** Lists per shelter become rows per cell. */
function rowsByCell(cellCount: number, reached: readonly ReachedCells[]) {
  const arcOffsets = new Uint32Array(cellCount + 1);
  for (const { cells } of reached) for (const cell of cells) arcOffsets[cell + 1]!++;
  for (let cell = 0; cell < cellCount; cell++) arcOffsets[cell + 1]! += arcOffsets[cell]!;
  const cursor = arcOffsets.slice();
  const arcShelter = new Uint32Array(arcOffsets[cellCount]!);
  const arcDeciseconds = new Uint32Array(arcOffsets[cellCount]!);
  reached.forEach(({ cells, deciseconds }, shelter) => {
    for (let i = 0; i < cells.length; i++) {
      const arc = cursor[cells[i]!]!++;
      arcShelter[arc] = shelter;
      arcDeciseconds[arc] = deciseconds[i]!;
    }
  });
  return { arcOffsets, arcShelter, arcDeciseconds };
}
