import type { Failure } from "../core/model/failure.ts";
import type { ImportGround, ImportsApi, TableSummary } from "../core/model/import-session.ts";
import type { Result } from "../core/result.ts";

/** What the screens need of the worker that imports and exports. */
export interface ImportPort extends Omit<ImportsApi, "read"> {
  /**
   * Aborting kills the worker: a parser cannot hear a signal. Other tables read there are gone with it; what is laid over
   * the pack is not.
   */
  read(
    ground: ImportGround,
    file: File,
    options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
  ): Promise<Result<readonly TableSummary[], Failure>>;
  /** Where the files of a pack lie. */
  baseUrlOf(packId: string): string;
}
