import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE_FILE } from "../../src/sources/catalogue.ts";
import { catalogueText, listPacks, packFolders } from "./catalogue/list-packs.ts";

const HELP = `npm run catalogue -- DIR

Writes DIR/${CATALOGUE_FILE}: the list of the packs in DIR/<id>/pack. Put DIR on any static host as the folder
"packs" beside the page, and the page offers them to choose from.
`;

/** Exit codes: 0 written, 1 nothing to list or a pack that cannot be read, 2 wrong use. */
function main(args: readonly string[]): number {
  const [folder, ...more] = args;
  if (args.includes("--help") || folder === undefined || more.length > 0) {
    process.stderr.write(HELP);
    return args.includes("--help") ? 0 : 2;
  }
  if (!existsSync(folder)) {
    process.stderr.write(`${folder}: no such folder\n`);
    return 1;
  }
  const { entries, leftOut } = listPacks(packFolders(folder));
  for (const line of leftOut) process.stderr.write(`left out: ${line}\n`);
  if (entries.length === 0) {
    process.stderr.write(`${folder}: no pack in <id>/pack\n`);
    return 1;
  }
  const target = join(folder, CATALOGUE_FILE);
  writeFileSync(`${target}.part`, catalogueText(entries));
  renameSync(`${target}.part`, target);
  process.stdout.write(`${target}: ${entries.map((entry) => entry.id).join(", ")}\n`);
  return leftOut.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
