import type { AnswerOf, RequestOf } from "../../src/core/model/answers.ts";
import type { Failure } from "../../src/core/model/failure.ts";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { type Closure, DEFAULT_RESPONSE, DEFAULT_SCENARIO } from "../../src/core/model/scenario.ts";
import type { Result } from "../../src/core/result.ts";
import { createRandom } from "../fixtures/create-random.ts";

/** Milliseconds from question to answer of both questions a closed area raises. */
export interface ClosureTimes {
  readonly coverage: number[];
  readonly board: number[];
  readonly both: number[];
}

type Run = <Kind extends "coverage" | "board">(
  kind: Kind,
  request: RequestOf<Kind>,
) => Promise<Result<AnswerOf<Kind>, Failure>>;

const METRES_PER_DEGREE = 111_000;

/** A seeded area of eight corners and 100 to 500 m across its half, somewhere among the places. */
function closureAmong(places: readonly LngLat[], random: () => number): Closure {
  const [lng, lat] = places[Math.floor(random() * places.length)] as LngLat;
  const metres = 100 + random() * 400;
  const ring = Array.from({ length: 8 }, (_, k): LngLat => {
    const turn = (k * Math.PI) / 4;
    const far = metres * (0.7 + 0.3 * random());
    const perDegreeLng = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
    return [lng + (far * Math.cos(turn)) / perDegreeLng, lat + (far * Math.sin(turn)) / METRES_PER_DEGREE];
  });
  return { kind: "area", id: `area-${lng}`, ring };
}

/**
 * Asks what each of so many new closed areas does: coverage with its exact allocation, then the board with truck
 * arrivals and rescue reach. The first questions, which make what no closure changes, are not counted.
 */
export async function askClosures(run: Run, places: readonly LngLat[], count: number): Promise<ClosureTimes> {
  const random = createRandom(2026);
  const times: ClosureTimes = { coverage: [], board: [], both: [] };
  for (let k = -3; k < count; k++) {
    const closures = k === -3 ? [] : [closureAmong(places, random)];
    const scenario = { ...DEFAULT_SCENARIO, closures };
    const started = performance.now();
    const coverage = await run("coverage", { scenario });
    const covered = performance.now();
    const board = await run("board", { scenario, response: DEFAULT_RESPONSE });
    const ended = performance.now();
    if (!coverage.ok || !board.ok) throw new Error("a closed area could not be worked out");
    if (k < 0) continue;
    times.coverage.push(covered - started);
    times.board.push(ended - covered);
    times.both.push(ended - started);
  }
  return times;
}
