import type { LogEntry } from "../../core/model/operation.ts";
import { canonicalJson } from "../schemes/canonical-json.ts";
import { sha256 } from "../schemes/sha-256.ts";

const ENCODER = new TextEncoder();

/** Before the first line of a log. */
export const NO_HASH = "0".repeat(64);

/** Chains a line to the one before: whoever changes, drops or moves a line changes every hash after it. */
export function hashEntry(entry: Omit<LogEntry, "hash">, previousHash: string): string {
  const { sequence, recordedAt, minute, source, by, act } = entry;
  const text = canonicalJson({ previousHash, sequence, recordedAt, minute, source, by, act });
  return sha256(ENCODER.encode(text));
}
