import { RESTRICTED, RESTRICTION_KINDS, type StreetNetwork } from "../../../src/core/model/network.ts";
import type { OsmRelation } from "./osm-block.ts";
import type { Piece, Pieces } from "./street-pieces.ts";

export interface Restriction {
  readonly id: number;
  readonly kind: (typeof RESTRICTION_KINDS)[number];
  /** Bits of RESTRICTED. */
  readonly appliesTo: number;
  readonly from: readonly number[];
  /** OSM ids: one node, or ways in order. */
  readonly viaNode: number | null;
  readonly viaWays: readonly number[];
  readonly to: readonly number[];
}

const EXEMPT: Readonly<Record<string, number>> = {
  hgv: RESTRICTED.truck,
  goods: RESTRICTED.truck,
  motorcar: RESTRICTED.vehicle,
  motor_vehicle: RESTRICTED.vehicle | RESTRICTED.truck | RESTRICTED.fireEngine,
  emergency: RESTRICTED.fireEngine,
};

/** No junction has more; a hostile relation would keep the reader busy for hours. */
const MOST_PAIRS = 256;
const MOST_VIA_WAYS = 16;

/** A relation as a restriction, or why it is none. */
export function readRestriction({ id, tags, members }: OsmRelation): Restriction | string {
  const everybody = RESTRICTED.vehicle | RESTRICTED.truck | RESTRICTED.fireEngine;
  const forms = [
    ["restriction", everybody],
    ["restriction:motor_vehicle", everybody],
    ["restriction:motorcar", RESTRICTED.vehicle],
    ["restriction:hgv", RESTRICTED.truck],
    ["restriction:foot", RESTRICTED.foot],
  ] as const;
  const form = forms.find(([key]) => tags[key] !== undefined);
  if (!form) {
    const conditional = Object.keys(tags).some((key) => key.endsWith(":conditional"));
    return conditional ? "turn restriction at certain hours only" : "turn restriction for others";
  }
  const value = tags[form[0]] as string;
  const kind = RESTRICTION_KINDS.find((word) => value.startsWith(`${word}_`));
  if (!kind) return "turn restriction not understood";
  let appliesTo: number = form[1];
  for (const who of (tags.except ?? "").split(/[;,]/)) appliesTo &= ~(EXEMPT[who.trim()] ?? 0);
  if (appliesTo === 0) return "turn restriction for others";
  const ids = (role: string, type: "node" | "way") =>
    members.filter((member) => member.role === role && member.kind === type).map((member) => member.id);
  const [from, to, nodes, viaWays] = [
    ids("from", "way"),
    ids("to", "way"),
    ids("via", "node"),
    ids("via", "way"),
  ];
  if (from.length === 0 || to.length === 0 || nodes.length + viaWays.length === 0 || nodes.length > 1)
    return "turn restriction without from, via or to";
  if (from.length * to.length > MOST_PAIRS || viaWays.length > MOST_VIA_WAYS)
    return "turn restriction of too many ways";
  return { id, kind, appliesTo, from, to, viaNode: viaWays.length > 0 ? null : (nodes[0] ?? null), viaWays };
}

export type NetworkRestrictions = Pick<
  StreetNetwork,
  "restrictionOffsets" | "restrictionEdges" | "restrictionKind" | "restrictionAppliesTo"
>;

/**
 * Restrictions as runs of directed edges. `lost`: ids of those whose ways do not meet as they say, once for each pair of
 * from and to; `isWhole`: none of its pairs do. At a barrier the run leads through its hand's breadths.
 */
export function placeRestrictions(
  restrictions: readonly Restriction[],
  { pieces, nodeAt }: Pieces,
  nodeIndexOf: (osmId: number) => number,
  directedOfPiece: Uint32Array,
): { placed: NetworkRestrictions; lost: { id: number; isWhole: boolean }[] } {
  const wanted = new Set(restrictions.flatMap(({ from, to, viaWays }) => [...from, ...to, ...viaWays]));
  const piecesOf = new Map<number, number[]>();
  pieces.forEach(({ wayId }, i) => {
    if (!wanted.has(wayId)) return;
    const list = piecesOf.get(wayId);
    if (list) list.push(i);
    else piecesOf.set(wayId, [i]);
  });
  /** Directed breadths through barriers by the graph node they leave. */
  const breadths = new Map<number, number[]>();
  pieces.forEach(({ wayId, from, to }, i) => {
    if (wayId !== 0) return;
    for (const [node, d] of [
      [from, i * 2],
      [to, i * 2 + 1],
    ] as const)
      breadths.set(node, [...(breadths.get(node) ?? []), d]);
  });
  const directed = (wayId: number) =>
    (piecesOf.get(wayId) ?? []).flatMap((piece) => [piece * 2, piece * 2 + 1]);
  const pieceAt = (d: number) => pieces[d >> 1] as Piece;
  const tail = (d: number) => (d % 2 === 0 ? pieceAt(d).from : pieceAt(d).to);
  const edgeOf = (d: number) => (directedOfPiece[d >> 1] as number) ^ (d % 2);

  /** Graph nodes on the spot of `node`, each with the breadths that lead to it: at most two, by the hub. */
  const besides = (node: number): { node: number; run: number[] }[] => {
    const reached = [{ node, run: [] as number[] }];
    for (const here of reached)
      for (const d of breadths.get(here.node) ?? []) {
        const next = tail(d ^ 1);
        if (!reached.some((known) => known.node === next))
          reached.push({ node: next, run: [...here.run, d] });
      }
    return reached;
  };

  /** All runs through the via ways from `node` that end where a piece of `to` begins. */
  const through = (start: number, viaWays: readonly number[], to: number): number[][] =>
    besides(start).flatMap(({ node, run }) => onwards(node, viaWays, to).map((more) => [...run, ...more]));
  const onwards = (node: number, viaWays: readonly number[], to: number): number[][] => {
    const [way, ...rest] = viaWays;
    if (way === undefined)
      return directed(to)
        .filter((d) => tail(d) === node)
        .map((d) => [d]);
    const runs: number[][] = [];
    for (const first of directed(way).filter((d) => tail(d) === node)) {
      const run = [first];
      const seen = new Set([node]);
      for (;;) {
        const end = tail((run.at(-1) as number) ^ 1);
        for (const onward of through(end, rest, to)) runs.push([...run, ...onward]);
        if (seen.has(end)) break;
        seen.add(end);
        const next = directed(way).find((d) => tail(d) === end && d >> 1 !== (run.at(-1) as number) >> 1);
        if (next === undefined) break;
        run.push(next);
      }
    }
    return runs;
  };

  const offsets = [0];
  const edges: number[] = [];
  const kinds: number[] = [];
  const appliesTo: number[] = [];
  const lost: { id: number; isWhole: boolean }[] = [];
  for (const restriction of restrictions) {
    const { viaNode, viaWays, kind } = restriction;
    const via = viaNode === null ? null : nodeIndexOf(viaNode);
    let found = 0;
    let failed = 0;
    for (const from of restriction.from)
      for (const to of restriction.to) {
        failed++;
        const runs = directed(from)
          .filter((d) => via === null || nodeAt[tail(d ^ 1)] === via)
          .flatMap((d) =>
            through(tail(d ^ 1), viaWays, to)
              // turning on the spot is meant only where from and to are one way
              .filter((run) => from === to || (run[0] as number) >> 1 !== d >> 1)
              .map((run) => [d, ...run]),
          );
        // a way that runs on through the via node leaves open which half is meant
        const run =
          runs.length === 1
            ? runs[0]
            : from === to
              ? runs.find((r) => r[0] === ((r.at(-1) as number) ^ 1))
              : undefined;
        if (!run) continue;
        const asEdges = run.map(edgeOf).filter((edge, i, all) => edge !== all[i - 1]);
        if (asEdges.length < 2) continue;
        found++;
        failed--;
        edges.push(...asEdges);
        offsets.push(edges.length);
        kinds.push(RESTRICTION_KINDS.indexOf(kind));
        appliesTo.push(restriction.appliesTo);
      }
    for (let i = 0; i < failed; i++) lost.push({ id: restriction.id, isWhole: found === 0 });
  }
  return {
    placed: {
      restrictionOffsets: Uint32Array.from(offsets),
      restrictionEdges: Uint32Array.from(edges),
      restrictionKind: Uint8Array.from(kinds),
      restrictionAppliesTo: Uint8Array.from(appliesTo),
    },
    lost,
  };
}
