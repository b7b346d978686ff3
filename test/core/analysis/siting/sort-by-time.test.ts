import fc from "fast-check";
import { expect, it } from "vitest";
import { TimeSorter } from "../../../../src/core/analysis/siting/sort-by-time.ts";

it("walks come by time, those as long by column, however many and in whatever order they are", () => {
  const time = fc.oneof(fc.nat(3), fc.nat(2_000), fc.nat(2 ** 31 - 1));
  const columnCount = 400;
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: columnCount }),
      fc.boolean(),
      fc.nat(399),
      (times, isRising, fewer) => {
        const sorter = new TimeSorter(columnCount);
        const walks = times.map((deciseconds, k) => ({
          deciseconds,
          column: isRising ? k : columnCount - 1 - k,
        }));
        // twice, so that nothing of the first stays behind
        for (const some of [walks.slice(0, fewer), walks]) {
          some.forEach(({ deciseconds, column }, k) => {
            sorter.walks.deciseconds[k] = deciseconds;
            sorter.walks.column[k] = column;
          });
          sorter.sort(some.length);
          const sorted = some.toSorted((a, b) => a.deciseconds - b.deciseconds || a.column - b.column);
          expect([...sorter.walks.deciseconds.subarray(0, some.length)]).toEqual(
            sorted.map(({ deciseconds }) => deciseconds),
          );
          expect([...sorter.walks.column.subarray(0, some.length)]).toEqual(
            sorted.map(({ column }) => column),
          );
        }
      },
    ),
    { numRuns: 200, seed: 3 },
  );
});
