import { type DBSchema, deleteDB } from "idb";
import type { LogEntry } from "../../core/model/operation.ts";
import { keptDatabase } from "../kept-database.ts";
import type { Appended, KeptOperation, OperationStorage } from "./operation-storage.ts";

const VERSION = 1;

interface Schema extends DBSchema {
  operations: { key: string; value: KeptOperation };
  /** Lines as they were written together, by the sequence of the first: one row for many is ten times as quick. */
  lines: { key: [operationId: string, from: number]; value: readonly LogEntry[] };
  /** By pack: the operation that was open last. */
  current: { key: string; value: string | null };
  settings: { key: "author"; value: string };
}

/** Rows of an operation from a sequence on: an array sorts after every number. */
const rowsFrom = (operationId: string, from: number) =>
  IDBKeyRange.bound([operationId, from], [operationId, []]);

/**
 * Logs in the browser's own database. A write compares how many lines there are and adds to them in one transaction, and
 * the browser runs those of all windows one after the other: no line is ever written over.
 */
export function createStoredOperations(
  name = "havenmap-operations",
): OperationStorage & { clear(): Promise<void> } {
  const database = keptDatabase<Schema>(name, VERSION, (made) => {
    for (const store of ["operations", "lines", "current", "settings"] as const)
      made.createObjectStore(store);
  });
  // Old browsers have none: then the others are seen when something is written.
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;

  return {
    async append(head, from, lines): Promise<Appended> {
      const last = lines.at(-1);
      if (!last) return { status: "kept" };
      // strict: the promise is given to a commander, and the machine may lose its power the moment after
      const writing = (await database.open()).transaction(["operations", "lines"], "readwrite", {
        durability: "strict",
      });
      const work = async (): Promise<Appended> => {
        const [operations, rows] = [writing.objectStore("operations"), writing.objectStore("lines")];
        const known = await operations.get(head.id);
        const count = known?.count ?? 0;
        if (count > from)
          return { status: "overtaken", theirs: (await rows.getAll(rowsFrom(head.id, from))).flat() };
        if (!known && from > 0) return { status: "gone" };
        if (count < from) throw new Error(`${count} lines kept where there were ${from}`);
        const isOver =
          lines.findLast(({ act }) => act.kind === "operation-closed" || act.kind === "operation-opened")?.act
            .kind ?? (known?.isOver ? "operation-closed" : "operation-opened");
        await Promise.all([
          rows.add(lines, [head.id, from]),
          operations.put(
            {
              head,
              count: from + lines.length,
              lastHash: last.hash,
              lastRecordedAt: last.recordedAt,
              isOver: isOver === "operation-closed",
            },
            head.id,
          ),
        ]);
        return { status: "kept" };
      };
      const orNothing = (reason: unknown): never => {
        // What cannot be stored at all fails before it becomes a request: the requests before it would stand.
        try {
          writing.abort();
        } catch {
          // It has ended by itself: the failed request was one of the database's own.
        }
        throw reason;
      };
      const [appended] = await Promise.all([work().catch(orNothing), writing.done]);
      if (appended.status === "kept") channel?.postMessage(head.id);
      return appended;
    },
    async read(operationId, from) {
      const reading = (await database.open()).transaction(["operations", "lines"]);
      const [known, rows] = await Promise.all([
        reading.objectStore("operations").get(operationId),
        reading.objectStore("lines").getAll(rowsFrom(operationId, from)),
      ]);
      return known ? { head: known.head, lines: rows.flat() } : null;
    },
    async list(packId) {
      const all = await (await database.open()).getAll("operations");
      return all
        .filter(({ head }) => head.packId === packId)
        .sort((one, other) => other.lastRecordedAt - one.lastRecordedAt);
    },
    async delete(operationId) {
      const writing = (await database.open()).transaction(["operations", "lines"], "readwrite");
      await Promise.all([
        writing.objectStore("operations").delete(operationId),
        writing.objectStore("lines").delete(rowsFrom(operationId, 0)),
        writing.done,
      ]);
      channel?.postMessage(operationId);
    },
    async readCurrent(packId) {
      return (await (await database.open()).get("current", packId)) ?? null;
    },
    async writeCurrent(packId, operationId) {
      await (await database.open()).put("current", operationId, packId);
    },
    async readAuthor() {
      return (await (await database.open()).get("settings", "author")) ?? "";
    },
    async writeAuthor(author) {
      await (await database.open()).put("settings", author, "author");
    },
    onOthersWrote(listener) {
      const told = ({ data }: MessageEvent) => listener(String(data));
      channel?.addEventListener("message", told);
      return () => channel?.removeEventListener("message", told);
    },
    async clear() {
      channel?.close();
      await database.close();
      await deleteDB(name);
    },
  };
}
