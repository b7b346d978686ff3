import type { CompiledGround } from "./grounds.ts";
import { crossing, distance, type Point, pointKey } from "./plane.ts";
import type { Way, WayBook } from "./ways.ts";

/** A loose part is tied to the net over at most this distance, else dropped. */
const TIE_METRES = 75;
/** Shorter loose parts are not worth a tie. */
const WORTH_METRES = 45;

interface Parts {
  readonly partOfWay: Int32Array;
  readonly main: number;
  readonly lengthMetres: ReadonlyMap<number, number>;
}

/** Connected parts of what can be walked; -1 for ways that cannot. */
function partsOf(book: WayBook, dropped: ReadonlySet<number>): Parts {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(key, root);
    return root;
  };
  const rootOfWay: (string | null)[] = book.ways.map(() => null);
  const lengths: number[] = [];
  book.ways.forEach((way, id) => {
    if (!way.foot || dropped.has(id)) return;
    const vertices = book.vertices(id);
    const first = pointKey(vertices[0] as Point);
    let length = 0;
    vertices.forEach((p, i) => {
      const key = pointKey(p);
      if (!parent.has(key)) parent.set(key, key);
      parent.set(find(key), find(first));
      if (i > 0) length += distance(vertices[i - 1] as Point, p);
    });
    lengths[id] = length;
    rootOfWay[id] = first;
  });
  const numbers = new Map<string, number>();
  const partOfWay = new Int32Array(book.ways.length).fill(-1);
  const lengthMetres = new Map<number, number>();
  rootOfWay.forEach((first, id) => {
    if (first === null) return;
    const root = find(first);
    const part = numbers.get(root) ?? numbers.size;
    numbers.set(root, part);
    partOfWay[id] = part;
    lengthMetres.set(part, (lengthMetres.get(part) ?? 0) + (lengths[id] ?? 0));
  });
  let main = 0;
  for (const [part, length] of lengthMetres) if (length > (lengthMetres.get(main) ?? 0)) main = part;
  return { partOfWay, main, lengthMetres };
}

/** True when the straight tie would run into water or over a trunk road. */
function barred(book: WayBook, ground: CompiledGround, a: Point, b: Point): boolean {
  if (ground.obstacles.blocksLine(a, b, ["water"])) return true;
  return book.near([a, b], 1).some((piece) => {
    const way = book.ways[piece.data.way] as Way;
    return way.streetClass === "trunk" && crossing(a, b, piece.a, piece.b) !== null;
  });
}

/**
 * Makes one walkable net: every loose part is tied to the main part by its shortest possible link, again and again;
 * what cannot be tied is named in the answer and left out of the network.
 */
export function connectWalkways(book: WayBook, ground: CompiledGround): Set<number> {
  const dropped = new Set<number>();
  for (let round = 0; round < 6; round++) {
    const { partOfWay, main, lengthMetres } = partsOf(book, dropped);
    const loose = new Map<number, number[]>();
    partOfWay.forEach((part, id) => {
      if (part >= 0 && part !== main) loose.set(part, [...(loose.get(part) ?? []), id]);
    });
    if (loose.size === 0) break;
    for (const [part, ids] of loose) {
      let best: { from: Point; to: Point; metres: number; way: number } | null = null;
      if ((lengthMetres.get(part) ?? 0) >= WORTH_METRES)
        for (const id of ids)
          for (const p of book.vertices(id)) {
            const hit = book.nearest(p, Math.min(TIE_METRES, best?.metres ?? TIE_METRES), (way) => {
              const other = book.ways[way] as Way;
              return partOfWay[way] === main && !dropped.has(way) && !other.bridge && !other.tunnel;
            });
            if (hit && (best === null || hit.metres < best.metres) && !barred(book, ground, p, hit.point))
              best = { from: p, to: hit.point, metres: hit.metres, way: id };
          }
      if (best === null) {
        if (round === 5 || loose.size < 400)
          for (const id of ids) if ((book.ways[id] as Way).modelled) dropped.add(id);
        continue;
      }
      const joined = book.attach(
        best.to,
        2,
        (way) => partOfWay[way] === main && !(book.ways[way] as Way).bridge,
      );
      if (!joined) continue;
      const like = book.ways[best.way] as Way;
      if (pointKey(joined) !== pointKey(best.from))
        book.add({
          ...like,
          points: [best.from, joined],
          gated: false,
          bridge: false,
          tunnel: false,
          modelled: true,
        });
    }
  }
  const { partOfWay, main } = partsOf(book, dropped);
  partOfWay.forEach((part, id) => {
    if (part >= 0 && part !== main) dropped.add(id);
  });
  return dropped;
}
