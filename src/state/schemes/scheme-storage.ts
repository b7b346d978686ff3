import type { Scheme } from "../../core/model/scheme.ts";

export interface StoredScheme {
  readonly scheme: Scheme;
  /** Counts the writes of this scheme by whichever window, 1 and up. */
  readonly revision: number;
}

export interface StoredBook {
  /** In the order of the list. */
  readonly schemes: readonly StoredScheme[];
  /** The one that was open last; null = the district as it is. */
  readonly currentId: string | null;
}

/** What one window wants to be kept. `revision`: the one its own version was made from; 0 = none. */
export interface SchemeWrite {
  readonly puts: readonly StoredScheme[];
  readonly deletes: readonly { readonly id: string; readonly revision: number }[];
  /** Schemes of other windows come after these. */
  readonly order: readonly string[];
  readonly currentId: string | null;
}

/** Schemes of `puts` and `deletes` that another window wrote in between: they stay as they are there. */
export type Overtaken = readonly StoredScheme[];

/** Where schemes outlive the page, per pack. Every promise may reject: storage can be blocked or full. */
export interface SchemeStorage {
  read(packId: string): Promise<StoredBook>;
  /** All of it or nothing, and nothing that another window wrote since `revision`. */
  write(packId: string, wanted: SchemeWrite): Promise<Overtaken>;
  /** Called when another window wrote schemes of a pack. */
  onOthersWrote(listener: (packId: string) => void): () => void;
}
