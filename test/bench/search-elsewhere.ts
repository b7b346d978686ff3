import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ArcCosts } from "../../src/core/graph/costs.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";
import { LineServer } from "./line-server.ts";

/** The cases of a network, the same for everybody. */
export interface SearchCases {
  readonly network: StreetNetwork;
  readonly costs: ArcCosts;
  /** Nodes from which most of the network is reached. */
  readonly sources: Uint32Array;
  /** Pairs of a node and the deciseconds before it. */
  readonly gates: Uint32Array;
}

/** The cases as bucket-search.cpp and scipy-search.py read them. */
export function writeCases(file: string, { network, costs, sources, gates }: SearchCases): void {
  const counts = Uint32Array.of(network.nodeCount, network.arcCount, sources.length, gates.length / 2);
  const parts = [counts, network.arcOffsets, network.arcHead, costs.forward, costs.reverse, sources, gates];
  writeFileSync(
    file,
    Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
  );
}

const beside = (file: string) => resolve(import.meta.dirname, file);

/** The search in C++; null where there is no g++. */
export function startCpp(folder: string, casesFile: string): LineServer | null {
  const program = join(folder, "bucket-search");
  const compiled = spawnSync("g++", ["-O2", "-o", program, beside("bucket-search.cpp")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return compiled.status === 0 ? new LineServer(program, [casesFile]) : null;
}

/** scipy's Dijkstra; null where python3 has no scipy. */
export function startScipy(casesFile: string): LineServer | null {
  const found = spawnSync("python3", ["-c", "import scipy.sparse.csgraph"], { stdio: "ignore" });
  return found.status === 0 ? new LineServer("python3", [beside("scipy-search.py"), casesFile]) : null;
}
