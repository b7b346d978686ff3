import type { Failure } from "../core/model/failure.ts";
import type { Result } from "../core/result.ts";

/** Where the bytes of one pack come from: the web, a folder, a dropped archive, a test. */
export interface ByteSource {
  /** `path` is relative to the pack's datapackage.json. */
  read(path: string, signal?: AbortSignal): Promise<Result<Uint8Array, Failure>>;
}
