import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import type { StreetLine } from "../city-model.ts";
import { streetLines } from "../model/street-lines.ts";
import type { DropList } from "./drop-list.ts";
import { indexOfId } from "./id-table.ts";
import { leaveIslands } from "./leave-islands.ts";
import type { Region } from "./region.ts";
import type { OsmScan } from "./scan-osm.ts";
import { numberStreets } from "./street-graph.ts";
import { cutPieces, keepsInside, type StreetWay } from "./street-pieces.ts";
import { placeRestrictions } from "./turn-restrictions.ts";

/** The street network of a scan within a region, and its lines to draw. */
export function buildStreets(
  scan: OsmScan,
  region: Region,
  drops: DropList,
  inputHash: string,
): { network: NetworkEdges; streetLines: StreetLine[] } {
  const { lng, lat, nodeIds } = scan;
  const ways: StreetWay[] = [];
  const keeps = keepsInside(region, lng, lat);
  for (const { id, rule, start, end } of scan.ways) {
    if (!rule) continue;
    const nodes = scan.refs.subarray(start, end);
    if (nodes.some((node) => node < 0)) drops.add("street with missing nodes: cut there", `way/${id}`);
    ways.push({ id, rule, nodes });
  }
  const wayIds = new Set(ways.map(({ id }) => id));
  // those of streets beyond the region are nobody's loss
  const restrictions = scan.restrictions.filter(({ from, to }) =>
    [...from, ...to].some((way) => wayIds.has(way)),
  );
  const onStreets = new Set<number>();
  const pinned = new Set<number>();
  const viaWays = new Set(restrictions.flatMap((restriction) => restriction.viaWays));
  for (const { viaNode } of restrictions) if (viaNode !== null) pinned.add(indexOfId(nodeIds, viaNode));
  for (const { id, nodes } of ways)
    if (viaWays.has(id)) {
      pinned.add(nodes[0] ?? -1);
      pinned.add(nodes.at(-1) ?? -1);
    }
  for (const { nodes } of ways) for (const node of nodes) onStreets.add(node);
  const barriers = new Map(
    [...scan.barriers].filter(([node]) => onStreets.has(node)).sort(([a], [b]) => a - b),
  );
  for (const [node, { isKnown }] of barriers)
    if (!isKnown)
      drops.add("barrier of an unknown kind: only people pass", `node/${nodeIds[node] as number}`);
  const pieces = leaveIslands(cutPieces(ways, lng.length, barriers, pinned, keeps), lng, lat, drops);
  const fixed = (graphNode: number) => {
    const node = pieces.nodeAt[graphNode] as number;
    return pinned.has(node) || pieces.splitNodes.has(node);
  };
  const { network, directedOfPiece } = numberStreets(pieces, fixed, lng, lat, inputHash);
  const nodeIndexOf = (id: number) => indexOfId(nodeIds, id);
  const { placed, lost } = placeRestrictions(restrictions, pieces, nodeIndexOf, directedOfPiece);
  for (const { id, isWhole } of lost)
    drops.add(
      isWhole
        ? "turn restriction whose ways do not meet here"
        : "turn restriction with pairs of ways that do not meet here",
      `relation/${id}`,
    );
  const whole = { ...network, ...placed };
  return { network: whole, streetLines: streetLines(whole) };
}
