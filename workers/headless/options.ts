import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../src/core/result.ts";

export const HELP = `npm run analyse -- --pack DIR --request FILE.json --out DIR

  --pack DIR       folder with datapackage.json
  --request FILE   one request, an array, or one per line; - reads standard input
  --out DIR        one result file per request; - writes one line of JSON per request to standard output
  --matrix FILE    CSV origin,destination,seconds in place of a network: coverage, allocate, site
  --demand FILE    CSV id,persons[,subDistrict] for the matrix; default: the pack's demand
  --sites FILE     CSV id[,capacityPersons][,existing][,cost] for the matrix; default: the pack's shelters and candidates
  --workers N      threads that draw in rubble, 1 to 64; default 1. The answer is the same
  --help           this text

Exit codes: 0 all answered · 1 a request failed, its file says why · 2 bad usage, request or table, nothing was run
· 3 the pack cannot be read. Progress goes to standard error. data/examples/README.md has one example per analysis.
`;

export interface Options {
  readonly pack: string | null;
  readonly request: string;
  readonly out: string;
  readonly matrix: string | null;
  readonly demand: string | null;
  readonly sites: string | null;
  readonly workers: number;
}

export function readOptions(argv: readonly string[]): Result<Options | "help", string> {
  let values: Record<string, string | boolean | undefined>;
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        pack: { type: "string" },
        request: { type: "string" },
        out: { type: "string" },
        matrix: { type: "string" },
        demand: { type: "string" },
        sites: { type: "string" },
        workers: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (reason) {
    return err(reason instanceof Error ? reason.message : String(reason));
  }
  if (values.help) return ok("help");
  const given = (name: string) => (typeof values[name] === "string" ? values[name] : null);
  const [pack, request, out, matrix, demand, sites] = [
    given("pack"),
    given("request"),
    given("out"),
    given("matrix"),
    given("demand"),
    given("sites"),
  ];
  if (request === null) return err("--request is missing");
  if (out === null) return err("--out is missing");
  if (matrix === null && (demand !== null || sites !== null))
    return err("--demand and --sites go with --matrix only");
  if (matrix === null && pack === null) return err("--pack is missing");
  if (matrix !== null && pack === null && (demand === null || sites === null))
    return err("--matrix needs --demand and --sites, or --pack to take them from");
  const workers = Number(given("workers") ?? 1);
  if (!Number.isInteger(workers) || workers < 1 || workers > 64)
    return err("--workers is a whole number from 1 to 64");
  return ok({ pack, request, out, matrix, demand, sites, workers });
}
