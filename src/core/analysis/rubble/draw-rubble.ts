import { UNREACHED } from "../../graph/search.ts";
import type { Blockers } from "./blockers.ts";
import { buildingLuck, drawSalt, LUCK_RANGE } from "./draw-luck.ts";
import { emptyPart, type RubblePart, type RubbleTask } from "./rubble-task.ts";
import { RuinedTown } from "./ruined-town.ts";

/** Carries out draws of one task; made once per thread. */
export interface RubbleDrawer {
  /** Draws [firstDraw, firstDraw + count): the same whoever does them, in whatever slices. */
  draw(firstDraw: number, count: number): RubblePart;
  /** Per home, deciseconds with every house standing; UNREACHED = not within the limit. */
  readonly openDeciseconds: Uint32Array;
  /** Persons per bridge who are cut off without it, every house standing. */
  readonly bridgeLostOpen: Float64Array;
}

export function createRubbleDrawer(task: RubbleTask): RubbleDrawer {
  const town = new RuinedTown(task);
  town.solve();
  const open = createUsualWays(task, town);
  const bridges = edgesByGroup(task.bridgeOfEdge, task.bridgeCount);
  const bridgeLostOpen = Float64Array.from(bridges, (edges) => town.personsLost(edges));

  const ruins: Ruins = { isDown: new Uint8Array(task.luckKey.length), fallen: [] };
  const blockedByStreet = new Map<number, number[]>();

  /** Adds the draw in place `at` of the part; answers with the buildings that fell. */
  const drawOnce = (at: number, part: RubblePart): number => {
    const draw = part.drawNumbers[at] as number;
    const salt = drawSalt(task.seed, draw);
    for (const building of ruins.fallen) ruins.isDown[building] = 0;
    ruins.fallen.length = 0;
    for (const building of task.blocking) {
      const luck = buildingLuck(salt, task.luckKey[building] as number);
      if (luck >= (task.chance[building] as number) * LUCK_RANGE) continue;
      ruins.isDown[building] = 1;
      ruins.fallen.push(building);
    }
    countVehicleBlocks(task, ruins, part);
    town.clear();
    eachBlock(task.walkBlockers, ruins, (edge, first, last) => town.block(edge, first, last));
    town.solve();
    for (const edges of blockedByStreet.values()) edges.length = 0;
    for (const edge of town.blockedEdges) {
      part.edgeDraws[edge]! += 1;
      const street = task.streetOfEdge[edge] as number;
      const edges = blockedByStreet.get(street);
      if (edges) edges.push(edge);
      else blockedByStreet.set(street, [edge]);
    }
    countReached(at, part);
    open.countStopped(part.streetStopped);
    for (const [street, edges] of blockedByStreet) {
      if (edges.length === 0) continue;
      part.streetDraws[street]! += 1;
      const persons = town.personsRegained(edges);
      if (persons > 0) add(persons, street, part.streetRegained, part.streetRegainedSquares);
    }
    bridges.forEach((edges, bridge) => {
      const persons = town.personsLost(edges);
      if (persons > 0) add(persons, bridge, part.bridgeLost, part.bridgeLostSquares);
    });
    return ruins.fallen.length;
  };

  const areaPersons = new Int32Array(task.homes.areaCount);
  const countReached = (at: number, part: RubblePart) => {
    const { persons, areas, count } = task.homes;
    areaPersons.fill(0);
    let reached = 0;
    for (let home = 0; home < count; home++) {
      const deciseconds = town.homeDeciseconds[home] as number;
      if (deciseconds === UNREACHED) continue;
      part.homeDraws[home]! += 1;
      part.homeDeciseconds[home]! += deciseconds;
      reached += persons[home] as number;
      for (let k = home * 2; k < home * 2 + 2; k++)
        if ((areas[k] as number) >= 0) areaPersons[areas[k] as number]! += persons[home] as number;
    }
    part.reachedPersons[at] = reached;
    areaPersons.forEach((inArea, area) => {
      add(inArea, area, part.areaPersons, part.areaSquares);
    });
  };

  return {
    openDeciseconds: open.deciseconds,
    bridgeLostOpen,
    draw(firstDraw, count) {
      const part = emptyPart(
        task,
        Uint32Array.from({ length: count }, (_, i) => firstDraw + i),
      );
      let collapsedBuildings = 0;
      for (let at = 0; at < count; at++) collapsedBuildings += drawOnce(at, part);
      return { ...part, collapsedBuildings };
    },
  };
}

function add(persons: number, at: number, sums: Float64Array, squares: BigUint64Array): void {
  sums[at]! += persons;
  squares[at]! += BigInt(persons) * BigInt(persons);
}

/** Buildings that fell in a draw: as a mask and as a list. */
interface Ruins {
  readonly isDown: Uint8Array;
  readonly fallen: number[];
}

/** Every block the fallen buildings make; an edge comes up once for each. */
function eachBlock(
  blockers: Blockers,
  { isDown, fallen }: Ruins,
  visit: (edge: number, firstShare: number, lastShare: number) => void,
): void {
  for (const building of fallen) {
    const soleEnd = blockers.soleOffsets[building + 1] as number;
    for (let i = blockers.soleOffsets[building] as number; i < soleEnd; i++)
      visit(blockers.soleEdge[i] as number, blockers.soleFirst[i] as number, blockers.soleLast[i] as number);
    const pairEnd = blockers.pairOffsets[building + 1] as number;
    for (let i = blockers.pairOffsets[building] as number; i < pairEnd; i++)
      if (isDown[blockers.pairOther[i] as number] === 1)
        visit(
          blockers.pairEdge[i] as number,
          blockers.pairFirst[i] as number,
          blockers.pairLast[i] as number,
        );
  }
}

function countVehicleBlocks(task: RubbleTask, ruins: Ruins, part: RubblePart): void {
  const edges = new Set<number>();
  eachBlock(task.driveBlockers, ruins, (edge) => edges.add(edge));
  const streets = new Set<number>();
  for (const edge of edges) {
    part.edgeVehicleDraws[edge]! += 1;
    streets.add(task.streetOfEdge[edge] as number);
  }
  for (const street of streets) part.streetVehicleDraws[street]! += 1;
}

function edgesByGroup(groupOfEdge: Int32Array, count: number): number[][] {
  const groups: number[][] = Array.from({ length: count }, () => []);
  groupOfEdge.forEach((group, edge) => {
    if (group >= 0) (groups[group] as number[]).push(edge);
  });
  return groups;
}

/** The ways people take with every house standing, kept to find where each is first blocked. */
function createUsualWays(task: RubbleTask, town: RuinedTown) {
  const { homes, network, gates } = task;
  const deciseconds = town.homeDeciseconds.slice();
  const parentArc = town.parentArc.slice();
  const nodeStart = town.nodeStart.slice();
  const nodeDeciseconds = town.nodeDeciseconds.slice();
  const farthestFirst = Uint32Array.from(nodeDeciseconds.keys())
    .filter((node) => nodeDeciseconds[node] !== UNREACHED)
    .sort((a, b) => nodeDeciseconds[b]! - nodeDeciseconds[a]! || a - b);
  /** Share of its own street the home walks to: that of an exit, or of the gate it enters there. */
  const leavesAt = new Float64Array(homes.count);
  /** Corner it comes to; -1 = it enters a gate on its own street. */
  const leavesBy = new Int32Array(homes.count).fill(-1);
  for (let home = 0; home < homes.count; home++) {
    if (deciseconds[home] === UNREACHED) continue;
    let exit = homes.exitOffsets[home] as number;
    const end = homes.exitOffsets[home + 1] as number;
    const isTaken = () => {
      const rest = nodeDeciseconds[homes.exitNode[exit] as number] as number;
      return rest !== UNREACHED && rest + (homes.exitDeciseconds[exit] as number) === deciseconds[home];
    };
    while (exit < end && !isTaken()) exit++;
    if (exit < end) {
      leavesAt[home] = homes.exitShare[exit] as number;
      leavesBy[home] = homes.exitNode[exit] as number;
      continue;
    }
    let same = homes.sameOffsets[home] as number;
    while (homes.sameDeciseconds[same] !== deciseconds[home]) same++;
    leavesAt[home] = homes.sameGateShare[same] as number;
  }
  const waiting = new Float64Array(network.nodeCount);
  return {
    deciseconds,
    /** Adds every person who is cut off in this draw to the street where the usual way is first blocked. */
    countStopped(streetStopped: Float64Array): void {
      const stop = (edge: number, persons: number) => {
        streetStopped[task.streetOfEdge[edge] as number]! += persons;
      };
      for (let home = 0; home < homes.count; home++) {
        if (deciseconds[home] === UNREACHED || town.homeDeciseconds[home] !== UNREACHED) continue;
        const edge = homes.edge[home] as number;
        const share = homes.share[home] as number;
        const out = leavesAt[home] as number;
        const isFree = town.isFree(edge, Math.min(share, out), Math.max(share, out));
        if (!isFree) stop(edge, homes.persons[home] as number);
        else waiting[leavesBy[home] as number]! += homes.persons[home] as number;
      }
      for (const node of farthestFirst) {
        const persons = waiting[node] as number;
        if (persons === 0) continue;
        waiting[node] = 0;
        const arc = parentArc[node] as number;
        if (arc < 0) {
          stop(gates.edge[nodeStart[node] as number] as number, persons);
          continue;
        }
        const directedEdge = network.arcEdge[arc] as number;
        const edge = directedEdge >>> 1;
        // the arc heads to this node and leaves the next one on the way
        const next = (directedEdge & 1 ? network.edgeTo : network.edgeFrom)[edge] as number;
        if (town.blocked[edge] === 1) stop(edge, persons);
        else waiting[next]! += persons;
      }
    },
  };
}
