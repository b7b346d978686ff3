import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { err, ok } from "../../src/core/result.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";

/** A pack in a folder of this machine. */
export function createFolderSource(folder: string): ByteSource {
  return {
    async read(path) {
      try {
        return ok(new Uint8Array(await readFile(join(folder, path))));
      } catch {
        return err({ code: "PACK_UNREACHABLE", packId: folder, file: path });
      }
    },
  };
}
