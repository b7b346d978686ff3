import FlatQueue from "flatqueue";
import { CLOSED } from "../../graph/costs.ts";
import {
  createNetworkScratch,
  type SearchCosts,
  type SearchScratch,
  type Seed,
  search,
  UNREACHED,
} from "../../graph/search.ts";
import type { RubbleTask } from "./rubble-task.ts";

/**
 * The streets of one draw: which are blocked, how far every corner is from the nearest gate, and what would change if one
 * thing were different. Written over by every draw.
 *
 * A blocked street stops everybody who would pass through it; whoever stands on it may leave along it on the near side of
 * the rubble, and a gate on it is reached from the side that is free.
 */
export class RuinedTown {
  /** 1 per edge blocked in this draw. */
  readonly blocked: Uint8Array;
  readonly blockedEdges: number[] = [];
  /** Deciseconds per node to the nearest gate, as in a search; UNREACHED beyond the limit. */
  readonly nodeDeciseconds: Uint32Array;
  readonly parentArc: Int32Array;
  /** Index of the gate start that won, per node. */
  readonly nodeStart: Int32Array;
  /** Deciseconds per home in this draw; UNREACHED = not within the limit. */
  readonly homeDeciseconds: Uint32Array;

  readonly #task: RubbleTask;
  readonly #directed: Uint32Array;
  /** Costs as the search reads them, by arc, against the arcs. */
  readonly #reverse: Uint32Array;
  readonly #costs: SearchCosts;
  readonly #arcOf: Uint32Array;
  readonly #scratch: SearchScratch;
  /** Shares of the edge's length between which nobody gets past; 2 and -1 where it is free. */
  readonly #firstRubble: Float64Array;
  readonly #lastRubble: Float64Array;
  readonly #startsOnEdge: ReadonlyMap<number, readonly number[]>;
  readonly #startsAtNode: ReadonlyMap<number, readonly number[]>;
  readonly #homesOnEdge: Rows;
  readonly #homesAtNode: Rows;
  readonly #queue = new FlatQueue<number>();
  readonly #nodeStamp: Int32Array;
  readonly #homeStamp: Int32Array;
  #stamp = 0;
  readonly #changed: number[] = [];
  readonly #before: number[] = [];

  constructor(task: RubbleTask) {
    const { nodeCount, edgeCount, arcCount, arcEdge } = task.network;
    this.#task = task;
    this.#directed = task.directed.slice();
    this.#reverse = new Uint32Array(arcCount);
    this.#arcOf = new Uint32Array(edgeCount * 2);
    let greatest = 0;
    for (let arc = 0; arc < arcCount; arc++) {
      const directedEdge = arcEdge[arc] as number;
      const cost = task.directed[directedEdge ^ 1] as number;
      this.#arcOf[directedEdge] = arc;
      this.#reverse[arc] = cost;
      if (cost !== CLOSED && cost > greatest) greatest = cost;
    }
    this.#costs = { forward: this.#reverse, reverse: this.#reverse, greatestDeciseconds: greatest };
    this.#scratch = createNetworkScratch(task.network);
    this.nodeDeciseconds = this.#scratch.deciseconds;
    this.parentArc = this.#scratch.parentArc;
    this.nodeStart = this.#scratch.seed;
    this.blocked = new Uint8Array(edgeCount);
    this.#firstRubble = new Float64Array(edgeCount).fill(2);
    this.#lastRubble = new Float64Array(edgeCount).fill(-1);
    this.homeDeciseconds = new Uint32Array(task.homes.count);
    this.#startsOnEdge = groupedBy(task.gates.edge);
    this.#startsAtNode = groupedBy(task.gates.node);
    const { edge, count, exitOffsets, exitNode } = task.homes;
    this.#homesOnEdge = rowsOf(edgeCount, count, (home) => (edge[home]! < 0 ? [] : [edge[home]!]));
    this.#homesAtNode = rowsOf(nodeCount, count, (home) =>
      exitNode.subarray(exitOffsets[home], exitOffsets[home + 1]),
    );
    this.#nodeStamp = new Int32Array(nodeCount);
    this.#homeStamp = new Int32Array(count);
  }

  /** Clears the streets for the next draw. */
  clear(): void {
    for (const edge of this.blockedEdges) {
      this.blocked[edge] = 0;
      this.#firstRubble[edge] = 2;
      this.#lastRubble[edge] = -1;
      this.#setOpen(edge, true);
    }
    this.blockedEdges.length = 0;
  }

  /** Lays rubble over a part of a street. */
  block(edge: number, firstShare: number, lastShare: number): void {
    if (this.blocked[edge] === 0) {
      this.blocked[edge] = 1;
      this.blockedEdges.push(edge);
      this.#setOpen(edge, false);
    }
    if (firstShare < (this.#firstRubble[edge] as number)) this.#firstRubble[edge] = firstShare;
    if (lastShare > (this.#lastRubble[edge] as number)) this.#lastRubble[edge] = lastShare;
  }

  /** Times of all corners and homes with the rubble that lies now. */
  solve(): void {
    const { gates, network, homes, limitDeciseconds } = this.#task;
    const seeds: Seed[] = [];
    for (let start = 0; start < gates.node.length; start++)
      if (this.startIsFree(start))
        seeds.push({
          node: gates.node[start] as number,
          deciseconds: gates.deciseconds[start] as number,
          id: start,
        });
    search({
      network,
      // streets in the arrays close and open between draws: a new object each time, since searches keep copies of costs
      costs: { ...this.#costs },
      direction: "reverse",
      seeds,
      limitDeciseconds,
      scratch: this.#scratch,
    });
    for (let home = 0; home < homes.count; home++) this.homeDeciseconds[home] = this.#timeOf(home);
  }

  /** Whether the way between a gate and the node its start is at is free of rubble. */
  startIsFree(start: number): boolean {
    const { edge, fromShare, toShare } = this.#task.gates;
    return this.isFree(edge[start] as number, fromShare[start] as number, toShare[start] as number);
  }

  /**
   * Whether one can walk along an edge between two shares of it, the lower first. No part at all is always free. Between
   * the first and the last rubble of an edge nothing counts as free.
   */
  isFree(edge: number, fromShare: number, toShare: number): boolean {
    return (
      fromShare === toShare ||
      (this.#firstRubble[edge] as number) >= toShare ||
      (this.#lastRubble[edge] as number) <= fromShare
    );
  }

  /** Persons who are not reached now and would be with these blocked edges cleared and all others as they are. */
  personsRegained(edges: readonly number[]): number {
    const { network, homes } = this.#task;
    const first = edges.map((edge) => this.#firstRubble[edge] as number);
    const last = edges.map((edge) => this.#lastRubble[edge] as number);
    for (const edge of edges) {
      this.#firstRubble[edge] = 2;
      this.#lastRubble[edge] = -1;
      this.#setOpen(edge, true);
    }
    this.#begin();
    for (const edge of edges) {
      this.#improveFromGates(this.#startsOnEdge.get(edge));
      const from = network.edgeFrom[edge] as number;
      const to = network.edgeTo[edge] as number;
      this.#improveAlong(from, to, this.#directed[edge * 2] as number);
      this.#improveAlong(to, from, this.#directed[edge * 2 + 1] as number);
    }
    this.#spread();
    let persons = 0;
    const count = (home: number) => {
      if (this.homeDeciseconds[home] === UNREACHED && this.#timeOf(home) !== UNREACHED)
        persons += homes.persons[home] as number;
    };
    for (const edge of edges) this.#eachHomeOnce(this.#homesOnEdge, edge, count);
    for (const node of this.#changed) this.#eachHomeOnce(this.#homesAtNode, node, count);
    this.#restore();
    edges.forEach((edge, i) => {
      this.#firstRubble[edge] = first[i] as number;
      this.#lastRubble[edge] = last[i] as number;
      this.#setOpen(edge, false);
    });
    return persons;
  }

  /** Persons who are reached now and would not be if these edges, on which nobody lives, were gone too. */
  personsLost(edges: readonly number[]): number {
    const { arcOffsets, arcHead, arcEdge } = this.#task.network;
    const { parentArc } = this;
    const standing = edges.filter((edge) => this.blocked[edge] === 0);
    this.#begin();
    for (const edge of standing)
      for (const directedEdge of [edge * 2, edge * 2 + 1]) {
        const arc = this.#arcOf[directedEdge] as number;
        const head = arcHead[arc] as number;
        if (parentArc[head] === arc) this.#forget(head);
      }
    if (this.#changed.length === 0) return 0;
    // everybody whose way leads over a forgotten corner: the list grows while it is walked
    for (let i = 0; i < this.#changed.length; i++) {
      const node = this.#changed[i] as number;
      for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++)
        if (parentArc[arcHead[arc] as number] === arc) this.#forget(arcHead[arc] as number);
    }
    for (const edge of standing) this.#setOpen(edge, false);
    const behind = this.#changed.length;
    for (let i = 0; i < behind; i++) {
      const node = this.#changed[i] as number;
      this.#improveFromGates(this.#startsAtNode.get(node));
      for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++)
        this.#improveAlong(node, arcHead[arc] as number, this.#directed[arcEdge[arc] as number] as number);
    }
    this.#spread();
    let persons = 0;
    for (let i = 0; i < behind; i++)
      this.#eachHomeOnce(this.#homesAtNode, this.#changed[i] as number, (home) => {
        if (this.homeDeciseconds[home] !== UNREACHED && this.#timeOf(home) === UNREACHED)
          persons += this.#task.homes.persons[home] as number;
      });
    this.#restore();
    for (const edge of standing) this.#setOpen(edge, true);
    return persons;
  }

  /** Opens or closes an edge for whoever passes through; open is what it is without rubble. */
  #setOpen(edge: number, open: boolean): void {
    for (const directedEdge of [edge * 2, edge * 2 + 1]) {
      const cost = open ? (this.#task.directed[directedEdge] as number) : CLOSED;
      this.#directed[directedEdge] = cost;
      this.#reverse[this.#arcOf[directedEdge ^ 1] as number] = cost;
    }
  }

  #timeOf(home: number): number {
    const { homes, limitDeciseconds } = this.#task;
    const edge = homes.edge[home] as number;
    const share = homes.share[home] as number;
    let best = UNREACHED;
    // no helper closure: this is asked for every home in every draw
    const exitEnd = homes.exitOffsets[home + 1] as number;
    for (let exit = homes.exitOffsets[home] as number; exit < exitEnd; exit++) {
      const rest = this.nodeDeciseconds[homes.exitNode[exit] as number] as number;
      if (rest === UNREACHED) continue;
      const total = rest + (homes.exitDeciseconds[exit] as number);
      const out = homes.exitShare[exit] as number;
      if (total < best && this.isFree(edge, Math.min(share, out), Math.max(share, out))) best = total;
    }
    const end = homes.sameOffsets[home + 1] as number;
    for (let same = homes.sameOffsets[home] as number; same < end; same++) {
      const gate = homes.sameGateShare[same] as number;
      const total = homes.sameDeciseconds[same] as number;
      if (total < best && this.isFree(edge, Math.min(share, gate), Math.max(share, gate))) best = total;
    }
    return best <= limitDeciseconds ? best : UNREACHED;
  }

  // ---- solving again around one change: nodes are written in place, remembered, and put back ------------------------

  #begin(): void {
    this.#stamp++;
    this.#changed.length = 0;
    this.#before.length = 0;
    this.#queue.clear();
  }

  #remember(node: number): void {
    if (this.#nodeStamp[node] === this.#stamp) return;
    this.#nodeStamp[node] = this.#stamp;
    this.#changed.push(node);
    this.#before.push(this.nodeDeciseconds[node] as number);
  }

  #forget(node: number): void {
    this.#remember(node);
    this.nodeDeciseconds[node] = UNREACHED;
  }

  #improve(node: number, deciseconds: number): void {
    if (deciseconds > this.#task.limitDeciseconds) return;
    if (deciseconds >= (this.nodeDeciseconds[node] as number)) return;
    this.#remember(node);
    this.nodeDeciseconds[node] = deciseconds;
    this.#queue.push(node, deciseconds);
  }

  /** `node` may be nearer by walking on to `next`. */
  #improveAlong(node: number, next: number, cost: number): void {
    const rest = this.nodeDeciseconds[next] as number;
    if (cost !== CLOSED && rest !== UNREACHED) this.#improve(node, rest + cost);
  }

  #improveFromGates(starts: readonly number[] | undefined): void {
    const { node, deciseconds } = this.#task.gates;
    for (const start of starts ?? [])
      if (this.startIsFree(start)) this.#improve(node[start] as number, deciseconds[start] as number);
  }

  #spread(): void {
    const { arcOffsets, arcHead, arcEdge } = this.#task.network;
    for (let value = this.#queue.peekValue(); value !== undefined; value = this.#queue.peekValue()) {
      const node = this.#queue.pop() as number;
      if (value > (this.nodeDeciseconds[node] as number)) continue;
      for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
        const cost = this.#directed[(arcEdge[arc] as number) ^ 1] as number;
        if (cost !== CLOSED) this.#improve(arcHead[arc] as number, value + cost);
      }
    }
  }

  #restore(): void {
    this.#changed.forEach((node, i) => {
      this.nodeDeciseconds[node] = this.#before[i] as number;
    });
  }

  #eachHomeOnce(rows: Rows, key: number, visit: (home: number) => void): void {
    for (let i = rows.offsets[key] as number; i < (rows.offsets[key + 1] as number); i++) {
      const home = rows.homes[i] as number;
      if (this.#homeStamp[home] === this.#stamp) continue;
      this.#homeStamp[home] = this.#stamp;
      visit(home);
    }
  }
}

function groupedBy(keys: Uint32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  keys.forEach((key, i) => {
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  return groups;
}

/** Homes of key k are [offsets[k], offsets[k + 1]). */
interface Rows {
  readonly offsets: Uint32Array;
  readonly homes: Uint32Array;
}

function rowsOf(keyCount: number, homeCount: number, keysOf: (home: number) => Iterable<number>): Rows {
  const offsets = new Uint32Array(keyCount + 1);
  for (let home = 0; home < homeCount; home++) for (const key of keysOf(home)) offsets[key + 1]! += 1;
  for (let key = 0; key < keyCount; key++) offsets[key + 1]! += offsets[key] as number;
  const cursor = offsets.slice();
  const homes = new Uint32Array(offsets[keyCount] as number);
  for (let home = 0; home < homeCount; home++) for (const key of keysOf(home)) homes[cursor[key]!++] = home;
  return { offsets, homes };
}
