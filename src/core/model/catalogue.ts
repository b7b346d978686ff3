import type { Note } from "./failure.ts";
import type { Bbox } from "./geometry.ts";

/** What a person needs to choose among packs without opening any. */
export interface CatalogueEntry {
  /** Folder of the pack: `packs/<id>/pack/`. */
  readonly id: string;
  readonly titleZh: string;
  /** Empty where the district has no English name. */
  readonly titleEn: string;
  readonly bbox: Bbox;
  readonly residents: number;
  readonly asOf: string;
  /** All files of the pack together. */
  readonly bytes: number;
}

export interface Catalogue {
  /** In the order of the file. */
  readonly entries: readonly CatalogueEntry[];
  /** Entries left out because they could not be understood. */
  readonly notes: readonly Note[];
}
