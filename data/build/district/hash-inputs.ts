import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { DistrictOptions } from "./options.ts";

/** sha256 over the bytes of every input file and the options that decide what is made of them; not over where they lie. */
export async function hashInputs(options: DistrictOptions): Promise<string> {
  const hash = createHash("sha256");
  const { osm, out: _out, files, isJson: _isJson, ...deciding } = options;
  hash.update(JSON.stringify(deciding));
  const inputs: [string, string][] = [["osm", osm], ...(Object.entries(files) as [string, string][])];
  for (const [name, path] of inputs.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\0${name}\0`);
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
