import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** One of the page's own databases: opened when it is first used, and again after the browser closed it. */
export interface KeptDatabase<Schema extends DBSchema> {
  readonly open: () => Promise<IDBPDatabase<Schema>>;
  readonly close: () => Promise<void>;
}

export function keptDatabase<Schema extends DBSchema>(
  name: string,
  version: number,
  make: (made: IDBPDatabase<Schema>) => void,
): KeptDatabase<Schema> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  return {
    open() {
      opening ??= openDB<Schema>(name, version, {
        upgrade: make,
        // The browser may close it at any time, and another tab may bring a newer version.
        terminated: () => {
          opening = null;
        },
        blocking: (_from, _to, event) => {
          opening = null;
          (event.target as IDBDatabase).close();
        },
      }).catch((reason: unknown) => {
        opening = null;
        throw reason;
      });
      return opening;
    },
    async close() {
      (await opening)?.close();
      opening = null;
    },
  };
}
