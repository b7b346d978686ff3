import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG, STREET_CLASSES, type StreetNetwork } from "../model/network.ts";
import type { BridgeLoad } from "../model/scenario.ts";
import type { EdgeIndex } from "./edge-index.ts";
import { type EdgeSnap, edgeCourse, pointOnEdge } from "./snap.ts";

/** A bridge and the points of the streets its two ends are joined to. */
export interface JoinedBridge {
  readonly from: LngLat;
  readonly to: LngLat;
  readonly fromJoin: EdgeSnap;
  readonly toJoin: EdgeSnap;
  readonly carries: BridgeLoad;
  readonly widthMetres: number;
}

/** A node of its own somewhere along a street, where a bridge begins. */
export interface EdgeJoin {
  /** Share of the street's length from edgeFrom, 0-1. */
  readonly share: number;
  readonly node: number;
}

/**
 * The streets with bridges laid. Every street there was keeps its number, ends and cost, so ties, samples and rasters
 * stay true; appended are a node at each join, the bridges, and beside each joined street its pieces between the joins.
 */
export interface BridgedStreets {
  readonly network: StreetNetwork;
  /** Knows the courses of the new edges, but ties nobody to them: nobody steps from a doorway onto a bridge. */
  readonly index: EdgeIndex;
  /** By joined street, shares rising. */
  readonly joins: ReadonlyMap<number, readonly EdgeJoin[]>;
  /** Edges below it are whole streets and bridges; from it on, pieces of streets that are counted already. */
  readonly wholeEdgeCount: number;
  /** The street of each piece: pieceParents[edge - wholeEdgeCount]. */
  readonly pieceParents: readonly number[];
}

interface NewEdge {
  readonly from: number;
  readonly to: number;
  readonly course: readonly LngLat[];
  readonly lengthDecimetres: number;
  /** Street it is a piece of; null: a bridge. */
  readonly parent: number | null;
  readonly bridge: JoinedBridge | null;
}

const { footForward, footBackward, vehicleForward, vehicleBackward, wheelchair, bridge } = EDGE_FLAG;
const FLAGS: Readonly<Record<BridgeLoad, number>> = {
  foot: bridge | footForward | footBackward,
  wheels: bridge | footForward | footBackward | wheelchair,
  vehicles: bridge | footForward | footBackward | wheelchair | vehicleForward | vehicleBackward,
};

export function layBridges(
  network: StreetNetwork,
  index: EdgeIndex,
  bridges: readonly JoinedBridge[],
  /** Speed of vehicles over a bridge, km/h. */
  driveKmh: number,
): BridgedStreets {
  const joins = new Map<number, EdgeJoin[]>();
  const places: LngLat[] = [];
  const nodeAt = ({ edge, alongShare }: EdgeSnap): number => {
    const own = joins.get(edge) ?? [];
    joins.set(edge, own);
    const known = own.find(({ share }) => share === alongShare);
    if (known) return known.node;
    const node = network.nodeCount + places.length;
    places.push(pointOnEdge(index, edge, alongShare));
    own.push({ share: alongShare, node });
    return node;
  };
  const edges = bridges.map((each): NewEdge => {
    const from = nodeAt(each.fromJoin);
    const to = nodeAt(each.toJoin);
    const course = [places[from - network.nodeCount]!, each.from, each.to, places[to - network.nodeCount]!];
    return {
      from,
      to,
      course,
      lengthDecimetres: Math.max(1, Math.round(drawnMetres(index, course) * 10)),
      parent: null,
      bridge: each,
    };
  });
  for (const [parent, own] of joins) {
    own.sort((a, b) => a.share - b.share);
    const stops = [
      { share: 0, node: network.edgeFrom[parent]! },
      ...own,
      { share: 1, node: network.edgeTo[parent]! },
    ];
    for (let k = 0; k + 1 < stops.length; k++) {
      const [start, end] = [stops[k]!, stops[k + 1]!];
      const length = (end.share - start.share) * network.edgeLengthDecimetres[parent]!;
      edges.push({
        from: start.node,
        to: end.node,
        course: edgeCourse(index, parent, start.share, end.share),
        lengthDecimetres: Math.max(1, Math.round(length)),
        parent,
        bridge: null,
      });
    }
  }
  return {
    network: extendNetwork(network, places, edges, driveKmh),
    index: extendIndex(index, edges, network.edgeCount),
    joins,
    wholeEdgeCount: network.edgeCount + bridges.length,
    pieceParents: edges.flatMap(({ parent }) => (parent === null ? [] : [parent])),
  };
}

function drawnMetres(index: EdgeIndex, course: readonly LngLat[]): number {
  let metres = 0;
  for (let i = 1; i < course.length; i++)
    metres += Math.hypot(
      eastMetres(index.plane, course[i]![0]) - eastMetres(index.plane, course[i - 1]![0]),
      northMetres(index.plane, course[i]![1]) - northMetres(index.plane, course[i - 1]![1]),
    );
  return metres;
}

interface Column {
  readonly length: number;
  set(values: ArrayLike<number>, at?: number): void;
}

/** A copy with more at the end. */
function extended<Values extends Column>(values: Values, more: readonly number[]): Values {
  const longer = new (values.constructor as new (length: number) => Values)(values.length + more.length);
  longer.set(values as unknown as ArrayLike<number>);
  longer.set(more, values.length);
  return longer;
}

function extendNetwork(
  network: StreetNetwork,
  places: readonly LngLat[],
  edges: readonly NewEdge[],
  driveKmh: number,
): StreetNetwork {
  const column = <Values extends Column & ArrayLike<number>>(
    values: Values,
    ofBridge: (laid: JoinedBridge) => number,
  ): Values =>
    extended(
      values,
      edges.map((edge) => (edge.bridge ? ofBridge(edge.bridge) : values[edge.parent ?? 0]!)),
    );
  const unknown = () => 0;
  const shapes: number[] = [];
  const shapeEnds = edges.map(({ course }) => {
    for (const point of course.slice(1, -1)) shapes.push(point[0], point[1]);
    return (network.shapeLngLat.length + shapes.length) / 2;
  });
  return {
    ...network,
    nodeCount: network.nodeCount + places.length,
    edgeCount: network.edgeCount + edges.length,
    arcCount: network.arcCount + edges.length * 2,
    nodeLng: extended(
      network.nodeLng,
      places.map((place) => place[0]),
    ),
    nodeLat: extended(
      network.nodeLat,
      places.map((place) => place[1]),
    ),
    ...extendRows(network, places.length, edges),
    edgeFrom: extended(
      network.edgeFrom,
      edges.map((edge) => edge.from),
    ),
    edgeTo: extended(
      network.edgeTo,
      edges.map((edge) => edge.to),
    ),
    edgeLengthDecimetres: extended(
      network.edgeLengthDecimetres,
      edges.map((edge) => edge.lengthDecimetres),
    ),
    edgeClass: column(network.edgeClass, ({ carries }) =>
      STREET_CLASSES.indexOf(carries === "vehicles" ? "service" : "footway"),
    ),
    edgeFlags: column(network.edgeFlags, ({ carries }) => FLAGS[carries]),
    edgeWidthDecimetres: column(network.edgeWidthDecimetres, (laid) =>
      Math.max(1, Math.round(laid.widthMetres * 10)),
    ),
    edgeSpeedKmh: column(network.edgeSpeedKmh, ({ carries }) => (carries === "vehicles" ? driveKmh : 0)),
    edgeName: column(network.edgeName, unknown),
    edgeLevel: column(network.edgeLevel, unknown),
    edgeInclinePercent: column(network.edgeInclinePercent, unknown),
    edgeMaxHeightCentimetres: column(network.edgeMaxHeightCentimetres, unknown),
    edgeMaxWidthCentimetres: column(network.edgeMaxWidthCentimetres, unknown),
    edgeMaxWeightHundredKilograms: column(network.edgeMaxWeightHundredKilograms, unknown),
    edgeShapeOffsets: extended(network.edgeShapeOffsets, shapeEnds),
    shapeLngLat: extended(network.shapeLngLat, shapes),
    ...extendRestrictions(network, edges),
  };
}

/** Rows with the new arcs at the end of their node's row. */
function extendRows(network: StreetNetwork, newNodes: number, edges: readonly NewEdge[]) {
  const more = new Map<number, { readonly head: number; readonly directedEdge: number }[]>();
  const add = (tail: number, head: number, directedEdge: number) => {
    const own = more.get(tail);
    if (own) own.push({ head, directedEdge });
    else more.set(tail, [{ head, directedEdge }]);
  };
  edges.forEach(({ from, to }, i) => {
    add(from, to, (network.edgeCount + i) * 2);
    add(to, from, (network.edgeCount + i) * 2 + 1);
  });
  const nodeCount = network.nodeCount + newNodes;
  const arcOffsets = new Uint32Array(nodeCount + 1);
  const arcHead = new Uint32Array(network.arcCount + edges.length * 2);
  const arcEdge = new Uint32Array(arcHead.length);
  let arc = 0;
  for (let node = 0; node < nodeCount; node++) {
    if (node < network.nodeCount)
      for (let old = network.arcOffsets[node]!; old < network.arcOffsets[node + 1]!; old++) {
        arcHead[arc] = network.arcHead[old]!;
        arcEdge[arc++] = network.arcEdge[old]!;
      }
    for (const { head, directedEdge } of more.get(node) ?? []) {
      arcHead[arc] = head;
      arcEdge[arc++] = directedEdge;
    }
    arcOffsets[node + 1] = arc;
  }
  return { arcOffsets, arcHead, arcEdge };
}

/** What binds a street binds its end pieces: who comes from the bridge may turn no freer than who drove all of it. */
function extendRestrictions(network: StreetNetwork, edges: readonly NewEdge[]) {
  const { restrictionOffsets, restrictionEdges, restrictionKind, restrictionAppliesTo } = network;
  // the piece at each end of a joined street: [at edgeFrom, at edgeTo]
  const endPieces = new Map<number, [number, number]>();
  edges.forEach(({ parent }, i) => {
    if (parent === null) return;
    const piece = network.edgeCount + i;
    const known = endPieces.get(parent);
    endPieces.set(parent, [known?.[0] ?? piece, piece]);
  });
  const offsets: number[] = [];
  const runs: number[] = [];
  const kinds: number[] = [];
  const appliesTo: number[] = [];
  for (let r = 0; r < restrictionKind.length; r++) {
    const run = [...restrictionEdges.subarray(restrictionOffsets[r]!, restrictionOffsets[r + 1]!)];
    const [first, last] = [run[0]!, run[run.length - 1]!];
    const pieceOf = (directedEdge: number, atEnd: boolean): number | null => {
      const pieces = endPieces.get(directedEdge >>> 1);
      // leaving a street at its head, entering it at its tail
      return pieces ? pieces[((directedEdge & 1) === 0) === atEnd ? 1 : 0] * 2 + (directedEdge & 1) : null;
    };
    const firsts = [first, pieceOf(first, true)];
    // "only this way" stays the one way it names: a second one would open a turn
    const lasts = [last, restrictionKind[r] === 0 ? pieceOf(last, false) : null];
    for (const head of firsts)
      for (const tail of lasts) {
        if (head === null || tail === null || (head === first && tail === last)) continue;
        runs.push(head, ...run.slice(1, -1), tail);
        offsets.push(restrictionEdges.length + runs.length);
        kinds.push(restrictionKind[r]!);
        appliesTo.push(restrictionAppliesTo[r]!);
      }
  }
  return {
    restrictionOffsets: extended(restrictionOffsets, offsets),
    restrictionEdges: extended(restrictionEdges, runs),
    restrictionKind: extended(restrictionKind, kinds),
    restrictionAppliesTo: extended(restrictionAppliesTo, appliesTo),
  };
}

function extendIndex(index: EdgeIndex, edges: readonly NewEdge[], edgeCount: number): EdgeIndex {
  const offsets: number[] = [];
  const pieceEdge: number[] = [];
  const metres: number[] = [];
  const startShare: number[] = [];
  edges.forEach(({ course }, i) => {
    const whole = drawnMetres(index, course);
    let drawn = 0;
    for (let k = 0; k + 1 < course.length; k++) {
      const ends = [course[k]!, course[k + 1]!];
      pieceEdge.push(edgeCount + i);
      for (const end of ends) metres.push(eastMetres(index.plane, end[0]), northMetres(index.plane, end[1]));
      startShare.push(whole > 0 ? drawn / whole : 0);
      drawn += drawnMetres(index, ends);
    }
    offsets.push(index.pieceEdge.length + pieceEdge.length);
  });
  return {
    ...index,
    pieceOffsets: extended(index.pieceOffsets, offsets),
    pieceEdge: extended(index.pieceEdge, pieceEdge),
    pieceMetres: extended(index.pieceMetres, metres),
    pieceStartShare: extended(index.pieceStartShare, startShare),
  };
}
