import type { LogEntry, OperationHead } from "../../core/model/operation.ts";

/** An operation on this device, as its list says it. */
export interface KeptOperation {
  readonly head: OperationHead;
  /** Lines of its log. */
  readonly count: number;
  readonly lastHash: string;
  /** Device clock when its last line was written, milliseconds since 1970. */
  readonly lastRecordedAt: number;
  readonly isOver: boolean;
}

export type Appended =
  | { readonly status: "kept" }
  /** Another window was first with these lines: nothing was written. */
  | { readonly status: "overtaken"; readonly theirs: readonly LogEntry[] }
  /** Lines of it were kept, and now there are none: deleted, or the browser was emptied. Nothing was written. */
  | { readonly status: "gone" };

/** Where logs outlive the page. Every promise may reject: storage can be blocked or full. */
export interface OperationStorage {
  /** Lines to follow the first `from` of the log; resolves once they are on the disk. */
  append(head: OperationHead, from: number, lines: readonly LogEntry[]): Promise<Appended>;
  /** Lines from this sequence on; null: no such operation. */
  read(
    operationId: string,
    from: number,
  ): Promise<{ readonly head: OperationHead; readonly lines: readonly LogEntry[] } | null>;
  list(packId: string): Promise<readonly KeptOperation[]>;
  delete(operationId: string): Promise<void>;
  /** The operation that was open last with a pack; null: none. */
  readCurrent(packId: string): Promise<string | null>;
  writeCurrent(packId: string, operationId: string | null): Promise<void>;
  readAuthor(): Promise<string>;
  writeAuthor(author: string): Promise<void>;
  /** Another window wrote lines of an operation, or deleted it. */
  onOthersWrote(listener: (operationId: string) => void): () => void;
}
