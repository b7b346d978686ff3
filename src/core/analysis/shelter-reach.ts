import { UNREACHED } from "../graph/search.ts";
import type { Shelter } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { countingGates, demandTies, type PreparedPack, shelterCounts } from "./prepare.ts";
import { gateSurface, placeTime } from "./surface.ts";

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

/** One bounded search per shelter, towards all of its counting gates at once. No arc within the minutes is left out. */
export function shelterReach(prepared: PreparedPack, scenario: Scenario): ShelterReach {
  const { network, index, demand } = prepared.pack;
  const { snaps } = demandTies(prepared, scenario.pace);
  const shelters = index.shelters.filter((shelter) => shelterCounts(shelter, scenario));
  const position = new Map(shelters.map((shelter, i) => [shelter.id, i]));
  const gates: number[][] = shelters.map(() => []);
  for (const gate of countingGates(prepared, scenario))
    gates[position.get(index.gates[gate]!.shelterId)!]!.push(gate);

  const from = Int32Array.from(snaps, (snap) => (snap ? network.edgeFrom[snap.edge]! : -1));
  const to = Int32Array.from(snaps, (snap) => (snap ? network.edgeTo[snap.edge]! : -1));
  const reached: { shelter: number; cell: number; deciseconds: number }[] = [];
  const arcOffsets = new Uint32Array(demand.length + 1);
  gates.forEach((own, shelter) => {
    if (own.length === 0) return;
    const surface = gateSurface(prepared, scenario, { gates: own, limitSeconds: scenario.reachMinutes * 60 });
    const { nodeDeciseconds, gatesOnEdge } = surface;
    for (let cell = 0; cell < snaps.length; cell++) {
      const snap = snaps[cell];
      if (!snap) continue;
      if (
        nodeDeciseconds[from[cell]!] === UNREACHED &&
        nodeDeciseconds[to[cell]!] === UNREACHED &&
        !gatesOnEdge.has(snap.edge)
      )
        continue;
      const { deciseconds } = placeTime(prepared, scenario, surface, snap);
      if (deciseconds === Infinity) continue;
      reached.push({ shelter, cell, deciseconds });
      arcOffsets[cell + 1]!++;
    }
  });
  for (let cell = 0; cell < demand.length; cell++) arcOffsets[cell + 1]! += arcOffsets[cell]!;
  const cursor = arcOffsets.slice();
  const arcShelter = new Uint32Array(reached.length);
  const arcDeciseconds = new Uint32Array(reached.length);
  for (const { shelter, cell, deciseconds } of reached) {
    const arc = cursor[cell]!++;
    arcShelter[arc] = shelter;
    arcDeciseconds[arc] = deciseconds;
  }
  return { shelters, gates, arcOffsets, arcShelter, arcDeciseconds };
}
