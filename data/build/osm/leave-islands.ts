import { haversineMetres } from "../model/plane.ts";
import type { DropList } from "./drop-list.ts";
import type { Piece, Pieces } from "./street-pieces.ts";

/**
 * A bit of path that nothing leads to holds whoever is tied to it: nobody gets anywhere from there. What is longer is
 * kept, it may be a real island; so is the largest part, however small.
 */
const SMALLEST_ISLAND_METRES = 200;

/** Leaves out parts of the network that are joined to nothing and have less than SMALLEST_ISLAND_METRES of streets. */
export function leaveIslands(cut: Pieces, lng: Int32Array, lat: Int32Array, drops: DropList): Pieces {
  const { pieces, nodeAt } = cut;
  const parent = Uint32Array.from(nodeAt, (_, node) => node);
  const rootOf = (start: number): number => {
    let node = start;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node] as number] as number;
      node = parent[node] as number;
    }
    return node;
  };
  for (const { from, to } of pieces) parent[rootOf(from)] = rootOf(to);
  const place = (node: number): [number, number] => [
    (lng[node] as number) / 1e7,
    (lat[node] as number) / 1e7,
  ];
  const metresOf = new Float64Array(nodeAt.length);
  const sample = new Map<number, Piece>();
  for (const piece of pieces) {
    const root = rootOf(piece.from);
    for (let i = 1; i < piece.points.length; i++)
      metresOf[root] =
        (metresOf[root] as number) +
        haversineMetres(place(piece.points[i - 1] as number), place(piece.points[i] as number));
    if (piece.wayId !== 0 && !sample.has(root)) sample.set(root, piece);
  }
  let largest = 0;
  for (const metres of metresOf) largest = Math.max(largest, metres);
  const isLeft = (root: number) =>
    (metresOf[root] as number) < SMALLEST_ISLAND_METRES && (metresOf[root] as number) < largest;
  for (const [root, { wayId }] of sample)
    if (isLeft(root))
      drops.add(`streets joined to no other, under ${SMALLEST_ISLAND_METRES} m together`, `way/${wayId}`);
  return { ...cut, pieces: pieces.filter(({ from }) => !isLeft(rootOf(from))) };
}
