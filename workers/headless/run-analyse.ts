import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PreparedPack, preparePack } from "../../src/core/analysis/prepare.ts";
import type { Failure, FaultPlace, Note } from "../../src/core/model/failure.ts";
import type { OnProgress, Progress, RunContext } from "../../src/core/model/progress.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { readAnalysisOrder, readMatrixOrder } from "../../src/sources/analysis-request.ts";
import { readBuildings } from "../../src/sources/buildings-reader.ts";
import { openPack } from "../../src/sources/pack-reader.ts";
import { readRiskGround } from "../../src/sources/risk-reader.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { readSiteGround } from "../../src/sources/site-ground-reader.ts";
import { type AnalysisTools, runAnalysis } from "../analyses.ts";
import { createKeptReader } from "../kept-reader.ts";
import { createPooledDraw } from "../rubble-pool.ts";
import { createFolderSource } from "./folder-source.ts";
import { askMatrix, readTables } from "./matrix-tables.ts";
import { startNodeThread } from "./node-thread.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { orderName, readOrders } from "./read-orders.ts";
import { resultText } from "./result-text.ts";
import { writeWhole } from "./write-whole.ts";

/** The edges of the program, so that tests can hold them. */
export interface Streams {
  readStdin(): Promise<string>;
  stdout(part: string): void;
  stderr(part: string): void;
}

const EXIT = { answered: 0, failed: 1, badRequest: 2, packUnreadable: 3 } as const;

async function runMatrix(options: Options, matrix: string, streams: Streams): Promise<number> {
  const text = await readRequestText(options.request, streams);
  const orders = text.ok ? readOrders(text.value, options.request, readMatrixOrder) : text;
  if (!orders.ok) return sayFaults(orders.failure, streams);
  const prepared = options.pack === null ? null : await openFolder(options.pack, streams);
  if (prepared && !prepared.ok) return sayUnreadable(prepared.failure, streams);
  const tables = await readTables({ ...options, matrix }, prepared?.value ?? null);
  if (!tables.ok) return sayFaults(tables.failure, streams);
  streams.stderr(`read ${tables.value.times.arcSite.length} pairs\n`);
  return answerAll(options, orders.value, streams, {
    head: prepared ? packHead(prepared.value) : null,
    notes: tables.value.notes,
    answer: (order, onProgress) => askMatrix(tables.value, order, runWith(onProgress)),
  });
}

/** What one request came to, before it is text. */
type Outcome = Result<unknown, Failure>;

/** Carries out the orders; answers an exit code and never throws for what is in a file. */
export async function runAnalyse(argv: readonly string[], streams: Streams): Promise<number> {
  const options = readOptions(argv);
  if (!options.ok) {
    streams.stderr(`${options.failure}\n\n${HELP}`);
    return EXIT.badRequest;
  }
  if (options.value === "help") {
    streams.stdout(HELP);
    return EXIT.answered;
  }
  return options.value.matrix === null
    ? runPack(options.value, options.value.pack as string, streams)
    : runMatrix(options.value, options.value.matrix, streams);
}

async function runPack(options: Options, folder: string, streams: Streams): Promise<number> {
  const text = await readRequestText(options.request, streams);
  const orders = text.ok ? readOrders(text.value, options.request, readAnalysisOrder) : text;
  if (!orders.ok) return sayFaults(orders.failure, streams);
  const prepared = await openFolder(folder, streams);
  if (!prepared.ok) return sayUnreadable(prepared.failure, streams);
  const { description } = prepared.value.pack.index;
  const source = createFolderSource(folder);
  const tools: AnalysisTools = {
    buildings: createKeptReader(() => readBuildings(source, description)),
    risks: createKeptReader(() => readRiskGround(source, description)),
    siteGround: createKeptReader(() => readSiteGround(source, description)),
    draw: createPooledDraw(startNodeThread, options.workers),
  };
  return answerAll(options, orders.value, streams, {
    head: packHead(prepared.value),
    notes: prepared.value.pack.index.notes,
    answer: (order, onProgress) =>
      runAnalysis(prepared.value, order.analysis, order.request, tools, runWith(onProgress)),
  });
}

async function readRequestText(
  file: string,
  streams: Streams,
): Promise<Result<string, readonly FaultPlace[]>> {
  if (file === "-") return ok(await streams.readStdin());
  try {
    return ok(await readFile(file, "utf8"));
  } catch {
    return err([{ file, found: "not readable", expected: "a file" }]);
  }
}

async function openFolder(folder: string, streams: Streams): Promise<Result<PreparedPack, Failure>> {
  const started = performance.now();
  const opened = await openPack(createFolderSource(folder), await packName(folder), () => {});
  if (!opened.ok) return opened;
  const prepared = preparePack(opened.value.data, planningRules);
  const { description, notes } = opened.value.index;
  streams.stderr(`opened ${description.id} in ${seconds(started)} s, ${notes.length} notes\n`);
  return ok(prepared);
}

/** The pack's own name; a folder is often just called `pack`. What is wrong with the file, the pack reader says. */
async function packName(folder: string): Promise<string> {
  try {
    const { name } = JSON.parse(await readFile(join(folder, "datapackage.json"), "utf8"));
    return typeof name === "string" ? name : folder;
  } catch {
    return folder;
  }
}

const packHead = (prepared: PreparedPack) => {
  const { description } = prepared.pack.index;
  return {
    id: description.id,
    inputHash: prepared.pack.network.inputHash,
    asOf: description.asOf,
  };
};

const seconds = (started: number) => ((performance.now() - started) / 1000).toFixed(3);

/** Every fault on a line of its own as JSON: a batch engine reads it as well as a person does. */
function sayFaults(faults: readonly FaultPlace[], streams: Streams): number {
  for (const fault of faults) streams.stderr(`${JSON.stringify({ code: "BAD_REQUEST", place: fault })}\n`);
  return EXIT.badRequest;
}

function sayUnreadable(failure: Failure, streams: Streams): number {
  streams.stderr(`${JSON.stringify(failure)}\n`);
  return EXIT.packUnreadable;
}

interface Work<Order> {
  /** What the answers are about; null: no pack, only tables. */
  readonly head: ReturnType<typeof packHead> | null;
  readonly notes: readonly (Note | object)[];
  answer(order: Order, onProgress: OnProgress): Promise<Outcome>;
}

/** A run without a screen is ended from outside, by ending the program. */
const runWith = (onProgress: OnProgress): RunContext => ({
  onProgress,
  isCancelled: () => false,
  now: () => performance.now(),
});

/** `site 40 % best 120, at most 133`: what the bound bounds, the kind of question says. */
const progressText = ({ share, found }: Progress): string => {
  const percent = `${Math.round(share * 100)} %`;
  return found === null ? percent : `${percent} best ${found.value} bound ${found.bound ?? "unknown"}`;
};

/** Runs the orders one after the other: a failure is written like an answer and does not stop the rest. */
async function answerAll<
  Order extends { readonly id: string | null; readonly analysis: string; readonly request: unknown },
>(
  options: Pick<Options, "out">,
  orders: readonly Order[],
  streams: Streams,
  work: Work<Order>,
): Promise<number> {
  let failures = 0;
  for (const [i, order] of orders.entries()) {
    const name = orderName(order, i);
    const started = performance.now();
    const outcome = await answered(work, order, (progress) =>
      streams.stderr(`${name} ${progressText(progress)}\n`),
    );
    if (!outcome.ok) failures++;
    const { id, edition } = planningRules;
    const text = resultText({
      pack: work.head,
      rules: { id, edition },
      analysis: order.analysis,
      request: order.request,
      ...(outcome.ok ? { answer: withoutRepeats(outcome.value) } : { failure: outcome.failure }),
      notes: work.notes,
    });
    if (options.out === "-") streams.stdout(text);
    else await writeWhole(join(options.out, `${name}.json`), text);
    // The time is said here and not in the file: equal questions give equal bytes.
    streams.stderr(`${name} ${outcome.ok ? "answered" : outcome.failure.code} in ${seconds(started)} s\n`);
  }
  return failures > 0 ? EXIT.failed : EXIT.answered;
}

async function answered<Order>(work: Work<Order>, order: Order, onProgress: OnProgress): Promise<Outcome> {
  try {
    return await work.answer(order, onProgress);
  } catch (reason) {
    // A mistake of ours in one request must not cost the other thousand.
    return err({ code: "UNEXPECTED", detail: reason instanceof Error ? reason.message : String(reason) });
  }
}

/** The request stands beside the answer; the clock would make equal answers differ. */
function withoutRepeats(answer: unknown): unknown {
  const { request, computeMilliseconds, ...rest } = answer as Record<string, unknown>;
  return rest;
}
