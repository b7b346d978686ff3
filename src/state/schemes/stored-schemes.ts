import { type DBSchema, deleteDB } from "idb";
import { keptDatabase } from "../kept-database.ts";
import type { SchemeStorage, StoredScheme } from "./scheme-storage.ts";

const VERSION = 1;

interface Schema extends DBSchema {
  schemes: { key: [packId: string, schemeId: string]; value: StoredScheme };
  /** By pack: the order of the list, and what was open last. */
  lists: { key: string; value: { readonly order: readonly string[]; readonly currentId: string | null } };
}

/** All schemes of a pack: an array sorts after every string. */
const ofPack = (packId: string) => IDBKeyRange.bound([packId], [packId, []]);

/**
 * Schemes in the browser's own database. A write reads the revisions and writes in one transaction, and the browser runs
 * those of all windows one after the other: what another window wrote meanwhile is seen, never overwritten.
 */
export function createStoredSchemes(name = "havenmap-schemes"): SchemeStorage & { clear(): Promise<void> } {
  const database = keptDatabase<Schema>(name, VERSION, (made) => {
    made.createObjectStore("schemes");
    made.createObjectStore("lists");
  });
  // Old browsers have none: then the others are seen when something is saved.
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;

  return {
    async read(packId) {
      const reading = (await database.open()).transaction(["schemes", "lists"]);
      const [rows, list] = await Promise.all([
        reading.objectStore("schemes").getAll(ofPack(packId)),
        reading.objectStore("lists").get(packId),
      ]);
      const place = new Map(list?.order.map((id, at) => [id, at]));
      const placeOf = ({ scheme }: StoredScheme) => place.get(scheme.id) ?? place.size;
      return {
        schemes: rows.sort((one, other) => placeOf(one) - placeOf(other)),
        currentId: list?.currentId ?? null,
      };
    },
    async write(packId, { puts, deletes, order, currentId }) {
      const writing = (await database.open()).transaction(["schemes", "lists"], "readwrite");
      const rows = writing.objectStore("schemes");
      const overtaken: StoredScheme[] = [];
      /** Null where nobody else wrote it since. */
      const overtakenBy = async (id: string, revision: number) => {
        const there = await rows.get([packId, id]);
        return there && there.revision !== revision ? there : null;
      };
      // Awaited last, so that a failed request is not an unhandled one as well.
      const work = async () => {
        for (const { scheme, revision } of puts) {
          const theirs = await overtakenBy(scheme.id, revision);
          if (theirs) overtaken.push(theirs);
          else await rows.put({ scheme, revision: revision + 1 }, [packId, scheme.id]);
        }
        for (const { id, revision } of deletes) {
          const theirs = await overtakenBy(id, revision);
          if (theirs) overtaken.push(theirs);
          else await rows.delete([packId, id]);
        }
        await writing.objectStore("lists").put({ order, currentId }, packId);
      };
      const orNothing = (reason: unknown) => {
        // What cannot be stored at all fails before it becomes a request: the requests before it would stand.
        try {
          writing.abort();
        } catch {
          // It has ended by itself: the failed request was one of the database's own.
        }
        throw reason;
      };
      await Promise.all([work().catch(orNothing), writing.done]);
      channel?.postMessage(packId);
      return overtaken;
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
