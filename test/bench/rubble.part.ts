import { preparePack } from "../../src/core/analysis/prepare.ts";
import { prepareRubble } from "../../src/core/analysis/rubble/prepare-rubble.ts";
import { SILENT } from "../../src/core/model/progress.ts";
import { DEFAULT_RUBBLE, type RubbleRequest } from "../../src/core/model/rubble.ts";
import { DEFAULT_SCENARIO } from "../../src/core/model/scenario.ts";
import { readBuildings } from "../../src/sources/buildings-reader.ts";
import { openPack } from "../../src/sources/pack-reader.ts";
import { rubbleRules } from "../../src/sources/rubble-rules.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { createFolderSource } from "../../workers/headless/folder-source.ts";
import { startNodeThread } from "../../workers/headless/node-thread.ts";
import { createPooledDraw } from "../../workers/rubble-pool.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";

const TARGET_MILLISECONDS = 10_000;

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function timed<Value>(work: () => Value | Promise<Value>): Promise<[number, Value]> {
  const started = performance.now();
  const value = await work();
  return [performance.now() - started, value];
}

/** The district under rubble: what is built once, and the draws on one thread and on two, turn by turn. */
export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const folder = context.packFolder("xicheng");
  if (!folder) return [{ task: "rubble", on: "xicheng", who: "no pack", milliseconds: Number.NaN }];
  const source = createFolderSource(folder);
  const opened = await openPack(source, "xicheng", () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { data, index } = opened.value;
  const prepared = preparePack(data, planningRules);
  const [readMilliseconds, stock] = await timed(() => readBuildings(source, index.description));
  if (!stock.ok) throw new Error(JSON.stringify(stock.failure));

  const draws = context.quick ? 24 : 500;
  const runs = context.quick ? 1 : 5;
  const request: RubbleRequest = { scenario: DEFAULT_SCENARIO, ...DEFAULT_RUBBLE, draws };
  const prepare = () => prepareRubble(prepared, stock.value, rubbleRules, request);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const [firstMilliseconds, setup] = await timed(prepare);
  if (!setup.ok) throw new Error(JSON.stringify(setup.failure));
  globalThis.gc?.();
  const after = process.memoryUsage();
  const heldMegabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  const [againMilliseconds] = await timed(prepare);

  const times = new Map<number, number[]>([
    [1, []],
    [2, []],
  ]);
  for (let run = 0; run < runs; run++)
    for (const [threads, own] of times) {
      context.say(`${draws} draws on ${threads}`);
      const draw = createPooledDraw(startNodeThread, threads);
      const [milliseconds, drawn] = await timed(() => draw(setup.value.task, draws, SILENT));
      if (!drawn.ok) throw new Error(JSON.stringify(drawn.failure));
      own.push(milliseconds);
    }
  const on = `xicheng: ${stock.value.count} buildings, ${data.network.edgeCount} edges, ${data.demand.length} cells`;
  const once = [
    ["buildings from file", readMilliseconds],
    ["sections and blockers, first question", firstMilliseconds],
    ["blockers, next question", againMilliseconds],
  ] as const;
  return [
    ...once.map(
      ([what, milliseconds]): BenchRow => ({
        task: `rubble: ${what}`,
        on,
        who: "ours",
        milliseconds,
        ...(milliseconds === firstMilliseconds ? { note: `${heldMegabytes.toFixed(0)} MB held` } : {}),
      }),
    ),
    ...[...times].map(
      ([threads, own]): BenchRow => ({
        task: `rubble: ${draws} draws`,
        on,
        who: `ours, ${threads} thread${threads > 1 ? "s" : ""}`,
        milliseconds: median(own),
        note: `streets and bridges solved again in every draw${threads > 1 ? ", threads started anew" : ""}`,
        ...(threads === 2 && !context.quick
          ? {
              target: {
                words: "<= 10 s on 2 cores",
                isMet: median(own) <= TARGET_MILLISECONDS,
              },
            }
          : {}),
      }),
    ),
  ];
}
