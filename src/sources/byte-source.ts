import type { Failure } from "../core/model/failure.ts";
import type { Result } from "../core/result.ts";

/** What a source made of a question for a part of a file. */
export type RangeAnswer =
  | {
      readonly kind: "part";
      /** Exactly the bytes asked for. */
      readonly bytes: Uint8Array;
      /** Length of the whole file; null = the source does not say. */
      readonly totalBytes: number | null;
      /** Changes when the file does; null = the source does not say. */
      readonly version: string | null;
    }
  /** The source knows no parts and has sent the file. */
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  /** What came cannot be trusted to be that part: read the file as a whole. */
  | { readonly kind: "refused" };

/** Where the bytes of one pack come from: the web, a folder, a dropped archive, a test. */
export interface ByteSource {
  /** `path` is relative to the pack's datapackage.json. */
  read(path: string, signal?: AbortSignal): Promise<Result<Uint8Array, Failure>>;
  /** Bytes [start, end) of a file, end > start. Absent: this source reads files as a whole only. */
  readRange?(
    path: string,
    start: number,
    end: number,
    signal?: AbortSignal,
  ): Promise<Result<RangeAnswer, Failure>>;
}
