import type { BuildingStock } from "../src/core/model/buildings.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { PackDescription } from "../src/core/model/pack.ts";
import type { Result } from "../src/core/result.ts";
import { readBuildings } from "../src/sources/buildings-reader.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";

/** Reads the buildings of one pack when they are first asked for and keeps them; a failed read is tried again. */
export function createBuildingReader(
  source: ByteSource,
  description: PackDescription,
): () => Promise<Result<BuildingStock, Failure>> {
  let kept: Promise<Result<BuildingStock, Failure>> | null = null;
  return async () => {
    kept ??= readBuildings(source, description);
    const read = await kept;
    if (!read.ok) kept = null;
    return read;
  };
}
