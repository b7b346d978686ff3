import { distance, type Point, toPlane } from "./plane.ts";
import type { CommunityRow, SourceTables } from "./source-tables.ts";

/** Endings that say nothing about the place a name is taken from. */
const ENDINGS =
  /(社区|小区|住宅区|[东西南北前后中]+里|[东西南北中]+巷|[一二三四五六七八九十]+区|第[一二三四五六七八九十]+|[东西南北]+)$/;
const STREET_ENDINGS = /(大街|胡同|东街|西街|南街|北街|路|街|桥|东大街|西大街|南大街|北大街)$/;
/** A hint farther from the sub-district's own ground than this belongs to another place of the same name. */
const FAR_HINT_METRES = 1500;

function stem(name: string): string {
  let text = name;
  for (let cut = text.replace(ENDINGS, ""); cut !== text && cut.length >= 2; cut = text.replace(ENDINGS, ""))
    text = cut;
  return text;
}

interface KnownName {
  readonly key: string;
  readonly points: readonly Point[];
}

function knownNames(tables: SourceTables): KnownName[] {
  const streets = tables.streets
    .filter(({ nameZh }) => nameZh.length >= 2)
    .map(({ nameZh, vertices }) => ({
      key: nameZh.replace(STREET_ENDINGS, ""),
      points: vertices.map(toPlane),
    }));
  const places = tables.grounds.map(({ nameZh, lngLat }) => ({
    key: nameZh.replace(/(公园|学校|小学|中学|医院|站|[（(].*)$/, ""),
    points: [toPlane(lngLat)],
  }));
  return [...places, ...streets].filter(({ key }) => key.length >= 2);
}

/**
 * Which name goes to which ground: a community named after a street or place of the tables goes near it, the others fill
 * what is left from north to south. The official lines are not public, so name and ground are modelled together.
 */
export function namesForGrounds(
  rows: readonly CommunityRow[],
  middles: readonly Point[],
  tables: SourceTables,
): CommunityRow[] {
  const known = knownNames(tables);
  const wishes: { row: number; ground: number; metres: number }[] = [];
  rows.forEach((row, r) => {
    const root = stem(row.nameZh);
    const hints = known
      .filter(({ key }) => key === root || row.nameZh.startsWith(key))
      .flatMap(({ points }) => points);
    if (hints.length === 0) return;
    middles.forEach((middle, g) => {
      const metres = Math.min(...hints.map((hint) => distance(hint, middle)));
      if (metres < FAR_HINT_METRES) wishes.push({ row: r, ground: g, metres });
    });
  });
  wishes.sort((a, b) => a.metres - b.metres || a.row - b.row || a.ground - b.ground);
  const given: (CommunityRow | undefined)[] = middles.map(() => undefined);
  const placed = new Set<number>();
  for (const { row, ground } of wishes) {
    if (placed.has(row) || given[ground]) continue;
    given[ground] = rows[row] as CommunityRow;
    placed.add(row);
  }
  const left = rows.filter((_, r) => !placed.has(r));
  const free = middles
    .map((middle, g) => ({ g, north: middle[1] }))
    .filter(({ g }) => !given[g])
    .sort((a, b) => b.north - a.north);
  free.forEach(({ g }, i) => {
    given[g] = left[i] as CommunityRow;
  });
  return given as CommunityRow[];
}
