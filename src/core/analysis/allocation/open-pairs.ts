import type { Flow } from "./flow.ts";
import type { TightPairs } from "./tight-pairs.ts";

/**
 * Of the tight pairs those on which optimal flows can differ: 1 per such pair. Two optimal flows differ by persons
 * going around in circles of tight pairs, where a shelter whose places are free also leads, by its empty places, to
 * any other such. A pair that is the only one left of its cell or its shelter is on no circle; taking such pairs away
 * until there is none leaves few, as a rule none.
 */
export function openPairs(flow: Flow, { cells, offsets, nodes }: TightPairs): Uint8Array {
  const { prices, network } = flow;
  const nowhere = network.shelterCount;
  // Points: the cells, then shelters and nowhere, last the empty places.
  const first = cells.length;
  const empty = first + nowhere + 1;
  const hasFreePlaces = (node: number) => node !== nowhere && prices[node] === prices[nowhere];
  const begin = new Uint32Array(empty + 2);
  const one = new Uint32Array(nodes.length + nowhere);
  const other = new Uint32Array(nodes.length + nowhere);
  const isSeen = new Uint8Array(nowhere + 1);
  let edgeCount = nodes.length;
  for (let i = 0; i < cells.length; i++)
    for (let pair = offsets[i]!; pair < offsets[i + 1]!; pair++) {
      one[pair] = i;
      other[pair] = first + nodes[pair]!;
      isSeen[nodes[pair]!] = 1;
    }
  for (let node = 0; node < nowhere; node++) {
    if (isSeen[node] === 0 || !hasFreePlaces(node)) continue;
    one[edgeCount] = first + node;
    other[edgeCount++] = empty;
  }
  for (let edge = 0; edge < edgeCount; edge++) {
    begin[one[edge]! + 1]!++;
    begin[other[edge]! + 1]!++;
  }
  for (let point = 0; point <= empty; point++) begin[point + 1]! += begin[point]!;
  const degree = Uint32Array.from({ length: empty + 1 }, (_, point) => begin[point + 1]! - begin[point]!);
  const cursor = begin.slice();
  const edgeAt = new Uint32Array(2 * edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    edgeAt[cursor[one[edge]!]!++] = edge;
    edgeAt[cursor[other[edge]!]!++] = edge;
  }
  const isOpen = new Uint8Array(edgeCount).fill(1);
  const ends: number[] = [];
  for (let point = 0; point <= empty; point++) if (degree[point] === 1) ends.push(point);
  for (let point = ends.pop(); point !== undefined; point = ends.pop()) {
    for (let at = begin[point]!; at < begin[point + 1]!; at++) {
      const edge = edgeAt[at]!;
      if (isOpen[edge] === 0) continue;
      isOpen[edge] = 0;
      const across = one[edge] === point ? other[edge]! : one[edge]!;
      degree[point]!--;
      if (--degree[across]! === 1) ends.push(across);
    }
  }
  return isOpen.subarray(0, nodes.length);
}
