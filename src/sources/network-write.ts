import { deflateSync } from "fflate";
import type { StreetNetwork } from "../core/model/network.ts";
import { MAGIC, NETWORK_FORMAT_VERSION, type NetworkEdges } from "./network-binary.ts";
import {
  COSINE_SCALE,
  type Column,
  type Course,
  columnsOf,
  DEGREES_PER_STEP,
  evenPart,
  fold,
  HEADER_BYTES,
  KIND_FACTS,
  planeDecimetres,
} from "./network-columns.ts";

const HASH_CHARACTERS = 24;
/** 11 m … 1 cm. */
const STEPS = [1000, 100, 10, 1] as const;

const inSteps = (degrees: Float64Array) =>
  Int32Array.from(degrees, (value) => Math.round(value / DEGREES_PER_STEP));
const every = (values: Float64Array, first: 0 | 1) =>
  Float64Array.from({ length: values.length / 2 }, (_, i) => values[2 * i + first] as number);

/** Coordinates in the coarsest step that loses nothing of them. */
function courseOf(network: NetworkEdges): { readonly course: Course; readonly step: number } {
  const whole = {
    nodeLng: inSteps(network.nodeLng),
    nodeLat: inSteps(network.nodeLat),
    shapeLng: inSteps(every(network.shapeLngLat, 0)),
    shapeLat: inSteps(every(network.shapeLngLat, 1)),
  };
  const all = Object.values(whole);
  const step = STEPS.find((each) => all.every((values) => values.every((value) => value % each === 0))) ?? 1;
  const coarser = (values: Int32Array) => values.map((value) => value / step);
  return {
    step,
    course: {
      nodeLng: coarser(whole.nodeLng),
      nodeLat: coarser(whole.nodeLat),
      shapeLng: coarser(whole.shapeLng),
      shapeLat: coarser(whole.shapeLat),
    },
  };
}

/** Kinds of edges in the order of their first edge: of each edge its kind, of each kind its facts. */
function kindsOf(network: NetworkEdges) {
  const known = new Map<string, number>();
  const facts: number[][] = [];
  const edgeKind = Array.from({ length: network.edgeCount }, (_, edge) => {
    const own = KIND_FACTS.map((fact) => network[fact][edge] as number);
    const key = own.join();
    const kind = known.get(key) ?? facts.push(own) - 1;
    known.set(key, kind);
    return kind;
  });
  return {
    edgeKind,
    kindFacts: KIND_FACTS.flatMap((_, fact) => facts.map((own) => fold(own[fact] as number))),
  };
}

const steps = (values: ArrayLike<number>, first: number) =>
  Array.from(values, (value, i) => fold(value - (i > 0 ? (values[i - 1] as number) : first)));

function valuesOf(
  network: NetworkEdges,
  course: Course,
  step: number,
  cosine: number,
): Record<Column, readonly number[]> {
  const { edgeFrom, edgeTo, edgeShapeOffsets, edgeLengthDecimetres } = network;
  const shapeLng: number[] = [];
  const shapeLat: number[] = [];
  const edgeLength: number[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const ends = [edgeFrom[edge] as number, edgeTo[edge] as number] as const;
    const [from, to] = ends;
    const points = [edgeShapeOffsets[edge] as number, edgeShapeOffsets[edge + 1] as number] as const;
    const [first, end] = points;
    for (let point = first; point < end; point++)
      for (const [nodes, shape, into] of [
        [course.nodeLng, course.shapeLng, shapeLng],
        [course.nodeLat, course.shapeLat, shapeLat],
      ] as const) {
        const before = (point > first ? shape[point - 1] : nodes[from]) as number;
        into.push(fold((shape[point] as number) - evenPart(before, nodes[to] as number, end - point)));
      }
    const plane = planeDecimetres(course, ends, points, step, cosine);
    edgeLength.push(fold((edgeLengthDecimetres[edge] as number) - plane));
  }
  const { restrictionOffsets } = network;
  return {
    nodeLng: steps(course.nodeLng, course.nodeLng[0] ?? 0),
    nodeLat: steps(course.nodeLat, course.nodeLat[0] ?? 0),
    edgeFrom: steps(edgeFrom, 0),
    edgeTo: Array.from(edgeTo, (to, edge) => fold(to - (edgeFrom[edge] as number))),
    edgeShapePoints: Array.from(
      edgeFrom,
      (_, edge) => Number(edgeShapeOffsets[edge + 1]) - Number(edgeShapeOffsets[edge]),
    ),
    shapeLng,
    shapeLat,
    edgeLength,
    edgeName: Array.from(network.edgeName),
    ...kindsOf(network),
    restrictionRuns: Array.from(
      network.restrictionKind,
      (_, i) => Number(restrictionOffsets[i + 1]) - Number(restrictionOffsets[i]),
    ),
    restrictionEdges: Array.from(network.restrictionEdges),
    restrictionKind: Array.from(network.restrictionKind),
    restrictionAppliesTo: Array.from(network.restrictionAppliesTo),
  };
}

function planesOf(values: readonly number[]): { readonly planes: number; readonly bytes: Uint8Array } {
  const most = values.reduce((sofar, value) => Math.max(sofar, value), 0);
  const planes = Math.ceil(Math.log2(most + 1) / 8);
  const bytes = new Uint8Array(values.length * planes);
  for (let plane = 0; plane < planes; plane++)
    for (const [i, value] of values.entries()) bytes[plane * values.length + i] = value >>> (8 * plane);
  return { planes, bytes };
}

/** Network → bytes of `network.bin`, always the same for the same network. The layout stands in `network-columns.ts`. */
export function encodeNetwork(network: NetworkEdges): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const { course, step } = courseOf(network);
  const middle = network.nodeLat.reduce((sum, lat) => sum + lat, 0) / Math.max(1, network.nodeCount);
  const cosine = Math.round(Math.cos((middle * Math.PI) / 180) * COSINE_SCALE);
  const values = valuesOf(network, course, step, cosine);
  const counts = {
    nodes: network.nodeCount,
    edges: network.edgeCount,
    shapePoints: network.shapeLngLat.length / 2,
    restrictions: network.restrictionKind.length,
    restrictionEdges: network.restrictionEdges.length,
    kinds: values.kindFacts.length / KIND_FACTS.length,
  };
  const names = encoder.encode(
    JSON.stringify(network.names.map(({ zh, en }: StreetNetwork["names"][number]) => [zh, en])),
  );
  const columns = (Object.keys(columnsOf(counts)) as Column[]).map((column) => {
    const { planes, bytes } = planesOf(values[column]);
    return { planes, deflated: deflateSync(bytes, { level: 9 }) };
  });
  const deflatedNames = deflateSync(names, { level: 9 });
  const tableBytes = columns.length * 8;
  const end =
    HEADER_BYTES +
    tableBytes +
    columns.reduce((sum, { deflated }) => sum + deflated.length, deflatedNames.length);
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(MAGIC), 0);
  const { nodes, edges, shapePoints, restrictions, restrictionEdges, kinds } = counts;
  for (const [at, value] of [
    [8, NETWORK_FORMAT_VERSION],
    [12, nodes],
    [16, edges],
    [20, shapePoints],
    [24, names.length],
    [28, end],
    [56, restrictions],
    [60, restrictionEdges],
    [64, step],
    [68, cosine],
    [72, kinds],
    [76, tableBytes],
  ] as const)
    view.setUint32(at, value, true);
  view.setInt32(80, course.nodeLng[0] ?? 0, true);
  view.setInt32(84, course.nodeLat[0] ?? 0, true);
  bytes.set(encoder.encode(network.inputHash.padEnd(HASH_CHARACTERS, "0").slice(0, HASH_CHARACTERS)), 32);
  let at = HEADER_BYTES + tableBytes;
  for (const [i, { planes, deflated }] of columns.entries()) {
    view.setUint32(HEADER_BYTES + i * 8, planes, true);
    view.setUint32(HEADER_BYTES + i * 8 + 4, deflated.length, true);
    bytes.set(deflated, at);
    at += deflated.length;
  }
  bytes.set(deflatedNames, at);
  return bytes;
}
