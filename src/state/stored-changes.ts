import { type DBSchema, deleteDB } from "idb";
import type { LayerChange } from "../core/model/import.ts";
import type { ChangeStorage } from "./change-storage.ts";
import { keptDatabase } from "./kept-database.ts";

const VERSION = 1;

interface Schema extends DBSchema {
  /** Rows of the imports, by pack and change: written once, however often the order changes. */
  changes: { key: [packId: string, changeId: string]; value: LayerChange };
  /** Ids of a pack's changes, first laid first. */
  orders: { key: string; value: readonly string[] };
}

/** All changes of a pack: an array sorts after every string. */
const ofPack = (packId: string) => IDBKeyRange.bound([packId], [packId, []]);

/** Imports kept in the browser's own database. Each write is one transaction: a crash leaves the list before. */
export function createStoredChanges(name = "havenmap"): ChangeStorage & { clear(): Promise<void> } {
  const database = keptDatabase<Schema>(name, VERSION, (made) => {
    made.createObjectStore("changes");
    made.createObjectStore("orders");
  });
  return {
    async read(packId) {
      const reading = (await database.open()).transaction(["changes", "orders"]);
      const ids = (await reading.objectStore("orders").get(packId)) ?? [];
      const found = await Promise.all(ids.map((id) => reading.objectStore("changes").get([packId, id])));
      return found.flatMap((change) => (change ? [change] : []));
    },
    async write(packId, changes) {
      const writing = (await database.open()).transaction(["changes", "orders"], "readwrite");
      const rows = writing.objectStore("changes");
      // Awaited last, so that a failed request is not an unhandled one as well.
      const work = async () => {
        const known = new Set((await rows.getAllKeys(ofPack(packId))).map(([, id]) => id));
        const wanted = new Set(changes.map(({ id }) => id));
        await Promise.all([
          ...changes.flatMap((change) =>
            known.has(change.id) ? [] : [rows.put(change, [packId, change.id])],
          ),
          ...[...known].flatMap((id) => (wanted.has(id) ? [] : [rows.delete([packId, id])])),
          writing.objectStore("orders").put([...wanted], packId),
        ]);
      };
      await Promise.all([work(), writing.done]);
    },
    async clear() {
      await database.close();
      await deleteDB(name);
    },
  };
}
