import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CatalogueEntry } from "../../../src/core/model/catalogue.ts";
import { DATA_PACKAGE_FILE, parseDataPackage } from "../../../src/sources/data-package.ts";

export interface PackFolder {
  readonly id: string;
  /** Folder that holds datapackage.json. */
  readonly folder: string;
}

/** Packs side by side: `<folder>/<id>/pack/datapackage.json`, in the order of their ids. */
export const packFolders = (folder: string): PackFolder[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ id: entry.name, folder: join(folder, entry.name, "pack") }))
    .filter((pack) => existsSync(join(pack.folder, DATA_PACKAGE_FILE)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

export interface ListedPacks {
  readonly entries: readonly CatalogueEntry[];
  /** One line for each folder whose datapackage.json cannot be understood. */
  readonly leftOut: readonly string[];
}

/** Entries of the catalogue. The first pack of an id is listed; later ones are left out. */
export function listPacks(packs: readonly PackFolder[]): ListedPacks {
  const entries: CatalogueEntry[] = [];
  const leftOut: string[] = [];
  for (const { id, folder } of packs) {
    const described = readFileSync(join(folder, DATA_PACKAGE_FILE));
    const parsed = parseDataPackage(described, id);
    if (!parsed.ok) {
      leftOut.push(`${id}: ${JSON.stringify(parsed.failure)}`);
      continue;
    }
    if (entries.some((entry) => entry.id === id)) {
      leftOut.push(`${id}: another pack has this id`);
      continue;
    }
    const { titleZh, titleEn, bbox, residents, asOf, resources } = parsed.value;
    entries.push({
      id,
      titleZh,
      titleEn,
      bbox,
      residents,
      asOf,
      bytes: described.length + resources.reduce((sum, resource) => sum + resource.bytes, 0),
    });
  }
  return { entries, leftOut };
}

export const catalogueText = (entries: readonly CatalogueEntry[]): string =>
  `${JSON.stringify(entries, null, 1)}\n`;
