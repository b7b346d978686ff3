import { allocate } from "../allocate.ts";

export interface CrewTask {
  /** 1 least - 3 worst, per incident. */
  readonly severities: readonly number[];
  /** Crews wanted, per incident; whole. */
  readonly wanted: readonly number[];
  /** Crews at hand, per station; whole. */
  readonly free: readonly number[];
  /** Deciseconds from the call by [incident][station]; Infinity = that station's crews do not go there. */
  readonly deciseconds: readonly (readonly number[])[];
}

export interface SentCrews {
  readonly incident: number;
  readonly station: number;
  readonly crews: number;
}

const WORST_SEVERITY = 3;
/** Longer than all crews together are on their way, each weighted; with it the costs stay far below 2^31. */
const LONGEST_DECISECONDS = 100_000_000;

/**
 * Crews to incidents, exactly: as many as are wanted and at hand; of all ways of sending so many the one that leaves the
 * least severity wanting, and of those the one with the least arrival time weighted by severity. A minimum-cost flow in
 * which a crew at an incident of severity s after t costs what severity 3 would cost at once, less s × (longest − t).
 */
export function assignCrews({ severities, wanted, free, deciseconds }: CrewTask): SentCrews[] {
  const arcOffsets = new Uint32Array(wanted.length + 1);
  const stations: number[] = [];
  const costs: number[] = [];
  deciseconds.forEach((row, incident) => {
    const severity = severities[incident] ?? 1;
    row.forEach((time, station) => {
      if (!(time < LONGEST_DECISECONDS)) return;
      stations.push(station);
      costs.push(WORST_SEVERITY * LONGEST_DECISECONDS - severity * (LONGEST_DECISECONDS - Math.round(time)));
    });
    arcOffsets[incident + 1] = stations.length;
  });
  const { arcPersons } = allocate({
    persons: Int32Array.from(wanted),
    capacityPersons: Float64Array.from(free),
    arcOffsets,
    arcShelter: Uint32Array.from(stations),
    arcDeciseconds: Uint32Array.from(costs),
  });
  const sent: SentCrews[] = [];
  for (let incident = 0; incident < wanted.length; incident++)
    for (let arc = arcOffsets[incident] as number; arc < (arcOffsets[incident + 1] as number); arc++) {
      const crews = arcPersons[arc] as number;
      if (crews > 0) sent.push({ incident, station: stations[arc] as number, crews });
    }
  return sent;
}
