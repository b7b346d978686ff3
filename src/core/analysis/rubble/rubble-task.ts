import type { StreetNetwork } from "../../model/network.ts";
import type { Blockers } from "./blockers.ts";

/**
 * One rubble question made ready to be drawn: plain numbers, so that it can be handed to other threads whole. All times are
 * whole deciseconds with every leg in them, as the coverage counts them.
 */
export interface RubbleTask {
  readonly network: Pick<
    StreetNetwork,
    "nodeCount" | "edgeCount" | "arcCount" | "arcOffsets" | "arcHead" | "arcEdge" | "edgeFrom" | "edgeTo"
  >;
  /** By directed edge, with the closures of the scenario: [edge * 2] from edgeFrom to edgeTo, [edge * 2 + 1] back. */
  readonly directed: Uint32Array;
  readonly limitDeciseconds: number;
  readonly seed: number;
  readonly gates: GateStarts;
  readonly homes: Homes;
  /** Per building: its name to the random numbers, and its chance of collapse, 0-1. */
  readonly luckKey: Uint32Array;
  readonly chance: Float64Array;
  /** Buildings that can block a street, rising; the others are not drawn. */
  readonly blocking: Uint32Array;
  readonly walkBlockers: Blockers;
  readonly driveBlockers: Blockers;
  /** -1 = a bridge laid for the scenario: nothing falls on it. */
  readonly streetOfEdge: Int32Array;
  readonly streetCount: number;
  /** -1 = no bridge. */
  readonly bridgeOfEdge: Int32Array;
  readonly bridgeCount: number;
}

/** Where the search towards the gates starts: each gate from the nodes of the street it is tied to. */
export interface GateStarts {
  readonly node: Uint32Array;
  /** From that node through the gate. */
  readonly deciseconds: Uint32Array;
  /** Street the gate is on, and the part of it (shares of its length, 0-1) that has to be free of rubble. */
  readonly edge: Uint32Array;
  readonly fromShare: Float64Array;
  readonly toShare: Float64Array;
}

export interface Homes {
  readonly count: number;
  /** Whole persons. */
  readonly persons: Int32Array;
  /** Street the home is tied to; -1 = none near enough. */
  readonly edge: Int32Array;
  readonly share: Float64Array;
  /**
   * Ways off that street: exits of home h are [exitOffsets[h], exitOffsets[h + 1]). Usually its two ends; more where a
   * bridge is laid, fewer on a one-way.
   */
  readonly exitOffsets: Uint32Array;
  readonly exitNode: Uint32Array;
  readonly exitShare: Float64Array;
  /** From the door to that node. */
  readonly exitDeciseconds: Uint32Array;
  /** Gates on the home's own street: those of home h are [sameOffsets[h], sameOffsets[h + 1]). */
  readonly sameOffsets: Uint32Array;
  readonly sameGateShare: Float64Array;
  readonly sameDeciseconds: Uint32Array;
  /** Areas a home counts in: two per home, its sub-district and its community; -1 = none. */
  readonly areas: Int32Array;
  readonly areaCount: number;
}

/** What some of the draws came to: whole numbers only, so that parts add up to the same whatever their number and order. */
export interface RubblePart {
  /** Numbers of the draws in it, rising. */
  readonly drawNumbers: Uint32Array;
  /** Persons reached in the district, per draw. */
  readonly reachedPersons: Int32Array;
  /** Per home: draws in which it reaches a gate in time, and its deciseconds over those. */
  readonly homeDraws: Uint32Array;
  readonly homeDeciseconds: Float64Array;
  /** Per area: persons reached, summed over the draws, and their squares. */
  readonly areaPersons: Float64Array;
  readonly areaSquares: BigUint64Array;
  readonly edgeDraws: Uint32Array;
  readonly edgeVehicleDraws: Uint32Array;
  readonly streetDraws: Uint32Array;
  readonly streetVehicleDraws: Uint32Array;
  readonly streetRegained: Float64Array;
  readonly streetRegainedSquares: BigUint64Array;
  readonly streetStopped: Float64Array;
  readonly bridgeLost: Float64Array;
  readonly bridgeLostSquares: BigUint64Array;
  readonly collapsedBuildings: number;
}

export function emptyPart(task: RubbleTask, drawNumbers: Uint32Array): RubblePart {
  const { edgeCount } = task.network;
  return {
    drawNumbers,
    reachedPersons: new Int32Array(drawNumbers.length),
    homeDraws: new Uint32Array(task.homes.count),
    homeDeciseconds: new Float64Array(task.homes.count),
    areaPersons: new Float64Array(task.homes.areaCount),
    areaSquares: new BigUint64Array(task.homes.areaCount),
    edgeDraws: new Uint32Array(edgeCount),
    edgeVehicleDraws: new Uint32Array(edgeCount),
    streetDraws: new Uint32Array(task.streetCount),
    streetVehicleDraws: new Uint32Array(task.streetCount),
    streetRegained: new Float64Array(task.streetCount),
    streetRegainedSquares: new BigUint64Array(task.streetCount),
    streetStopped: new Float64Array(task.streetCount),
    bridgeLost: new Float64Array(task.bridgeCount),
    bridgeLostSquares: new BigUint64Array(task.bridgeCount),
    collapsedBuildings: 0,
  };
}

const SUMMED = [
  "homeDraws",
  "homeDeciseconds",
  "areaPersons",
  "edgeDraws",
  "edgeVehicleDraws",
  "streetDraws",
  "streetVehicleDraws",
  "streetRegained",
  "streetStopped",
  "bridgeLost",
] as const;
const SUMMED_SQUARES = ["areaSquares", "streetRegainedSquares", "bridgeLostSquares"] as const;

/** The draws of all parts together. No draw may be in two of them; their order does not matter. */
export function mergeParts(task: RubbleTask, parts: readonly RubblePart[]): RubblePart {
  const count = parts.reduce((sum, { drawNumbers }) => sum + drawNumbers.length, 0);
  const whole = emptyPart(task, new Uint32Array(count));
  let done = 0;
  for (const { drawNumbers, reachedPersons } of [...parts].sort(byFirstDraw)) {
    whole.drawNumbers.set(drawNumbers, done);
    whole.reachedPersons.set(reachedPersons, done);
    done += drawNumbers.length;
  }
  putInOrder(whole);
  for (const part of parts) {
    for (const key of SUMMED) {
      const [into, from] = [whole[key], part[key]];
      for (let i = 0; i < into.length; i++) into[i]! += from[i] as number;
    }
    for (const key of SUMMED_SQUARES) {
      const [into, from] = [whole[key], part[key]];
      for (let i = 0; i < into.length; i++) into[i]! += from[i] as bigint;
    }
  }
  const collapsedBuildings = parts.reduce((sum, part) => sum + part.collapsedBuildings, 0);
  return { ...whole, collapsedBuildings };
}

const byFirstDraw = (a: RubblePart, b: RubblePart) => (a.drawNumbers[0] ?? -1) - (b.drawNumbers[0] ?? -1);

/** Threads that take turns bring draws that interlock; slices of one thread are in order already. */
function putInOrder({ drawNumbers, reachedPersons }: RubblePart): void {
  if (drawNumbers.every((draw, i) => i === 0 || draw > (drawNumbers[i - 1] as number))) return;
  const order = Uint32Array.from(drawNumbers.keys()).sort(
    (a, b) => (drawNumbers[a] as number) - (drawNumbers[b] as number),
  );
  const reached = order.map((i) => reachedPersons[i] as number);
  drawNumbers.sort();
  reachedPersons.set(reached);
}
