import { bench, describe } from "vitest";
import { board } from "../../src/core/analysis/board.ts";
import { coverage } from "../../src/core/analysis/coverage.ts";
import { ledger } from "../../src/core/analysis/ledger.ts";
import { preparePack } from "../../src/core/analysis/prepare.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { at } from "../fixtures/create-network.ts";
import { createScenario } from "../fixtures/create-pack.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createDepot, createStation } from "../fixtures/create-relief-street.ts";
import { createWalkTown } from "../fixtures/create-walk-town.ts";

/** A made-up town of Xicheng's size: 7 x 7 km, 7,700 nodes, 5,000 cells, 150 shelters, 40 depots, 60 stations. */
function createDistrict() {
  const { pack } = createWalkTown({ seed: 1, columns: 88, rows: 88, shelters: 150, homes: 5000 });
  const random = createRandom(9);
  const place = () => at(random() * 6900, random() * 6900);
  return preparePack(
    {
      ...pack,
      demand: pack.demand.map((cell) => ({ ...cell, personsNight: 20 + Math.floor(random() * 400) })),
      index: {
        ...pack.index,
        shelters: pack.index.shelters.map((shelter) => ({
          ...shelter,
          effectiveSquareMetres: 500 + Math.floor(random() * 9000),
        })),
        depots: Array.from({ length: 40 }, (_, i) =>
          createDepot({ id: `d${i}`, lngLat: place(), level: i < 3 ? "district" : "street" }),
        ),
        stations: Array.from({ length: 60 }, (_, i) => createStation({ id: `s${i}`, lngLat: place() })),
        seismicStations: Array.from({ length: 13 }, (_, i) => ({ id: `q${i}`, lngLat: place() })),
      },
    },
    planningRules,
  );
}

describe("a district's answers", () => {
  const prepared = createDistrict();
  const response = { elapsedMinutes: 60, inNeedShare: 0.03, lostDepotIds: [] };
  const closures = [{ kind: "street", id: "c", lngLat: at(3200, 3200) } as const];
  const once = { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 };
  for (const reachMinutes of [10, 30])
    bench(
      `coverage, ${reachMinutes} min`,
      () => {
        coverage(prepared, { scenario: createScenario({ reachMinutes }) });
      },
      once,
    );
  bench(
    "board",
    () => {
      board(prepared, { scenario: createScenario(), response });
    },
    once,
  );
  bench(
    "board, one street closed",
    () => {
      board(prepared, { scenario: createScenario({ closures }), response });
    },
    once,
  );
  bench(
    "ledger",
    () => {
      ledger(prepared, { scenario: createScenario(), response });
    },
    once,
  );
});
