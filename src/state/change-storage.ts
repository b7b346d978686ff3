import type { LayerChange } from "../core/model/import.ts";

/** Where accepted imports outlive the page, per pack. Every promise may reject: storage can be blocked or full. */
export interface ChangeStorage {
  /** In the order they were laid. */
  read(packId: string): Promise<readonly LayerChange[]>;
  /** The whole list of the pack takes the place of the one before, or none of it does. */
  write(packId: string, changes: readonly LayerChange[]): Promise<void>;
}

/** Where nothing can be imported there is nothing to keep: the public edition. */
export const NO_CHANGES_STORED: ChangeStorage = { read: async () => [], write: async () => {} };
