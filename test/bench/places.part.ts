import { searchPlaces } from "../../src/core/analysis/search-places.ts";
import type { Place } from "../../src/core/model/pack.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createManyPlaces } from "../fixtures/places/create-many-places.ts";
import { readXichengPlaces, xichengQueriesText } from "../fixtures/places/read-xicheng-places.ts";
import { readQueries } from "../fixtures/places/score-queries.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";

const SHOWN = 7;
const MOST_MILLISECONDS = 30;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Each query several times; its time is the median of them. */
function measureQueries(
  on: string,
  places: readonly Place[],
  typed: readonly string[],
  runs: number,
): BenchRow[] {
  const indexMilliseconds = milliseconds(() => searchPlaces(places, "xzm", SHOWN));
  // The first slip makes a further index: it is paid once, and told.
  const slipMilliseconds = milliseconds(() => searchPlaces(places, "qzqzqzq", SHOWN));
  const times = typed.map((query) =>
    median(Array.from({ length: runs }, () => milliseconds(() => searchPlaces(places, query, SHOWN)))),
  );
  const worst = Math.max(...times);
  const row = { task: "place search, each query", on };
  return [
    { ...row, who: "ours, median query", milliseconds: median(times) },
    {
      ...row,
      who: "ours, slowest query",
      milliseconds: worst,
      note: `«${typed[times.indexOf(worst)]}»; index ${indexMilliseconds.toFixed(0)} ms, slips ${slipMilliseconds.toFixed(0)} ms, once`,
      target: { words: `at most ${MOST_MILLISECONDS} ms each`, isMet: worst <= MOST_MILLISECONDS },
    },
  ];
}

/** The committed list on the embedded district, the same and names of its own on a synthetic city. */
export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const { places } = await readXichengPlaces();
  const typed = readQueries(xichengQueriesText()).map((query) => query.typed);
  const runs = context.quick ? 1 : 5;
  context.say(`${typed.length} queries on ${places.length} places`);
  const rows = measureQueries(`xicheng: ${places.length} places`, places, typed, runs);
  const count = context.quick ? 5_000 : 50_000;
  const many = createManyPlaces(places, count, createRandom(7));
  const own = many
    .slice(0, 60)
    .flatMap(({ nameZh, nameEn, pinyin, initials }) => [nameZh, nameEn, pinyin, initials]);
  context.say(`${typed.length + own.length} queries on ${count} synthetic places`);
  rows.push(...measureQueries(`synthetic: ${count} places`, many, [...typed, ...own], runs));
  const porto = context.packFolder("porto");
  if (porto) {
    const pack = await readXichengPlaces(porto);
    const names = pack.places.filter((_, i) => i % 400 === 0).map(({ nameZh }) => nameZh);
    const latin = [
      "Sao Bento",
      "praca libardade",
      "r",
      "rua",
      "rua da boavista e avenida da boavista",
      ...names,
    ];
    rows.push(...measureQueries(`porto: ${pack.places.length} places`, pack.places, latin, runs));
  }
  return rows;
}
