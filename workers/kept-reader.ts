import type { Failure } from "../src/core/model/failure.ts";
import type { Result } from "../src/core/result.ts";

/** Reads when first asked and keeps what was read; a failed read is tried again. */
export function createKeptReader<Value>(
  read: () => Promise<Result<Value, Failure>>,
): () => Promise<Result<Value, Failure>> {
  let kept: Promise<Result<Value, Failure>> | null = null;
  return async () => {
    kept ??= read();
    const result = await kept;
    if (!result.ok) kept = null;
    return result;
  };
}
