import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DATA_PACKAGE_FILE } from "../../../src/sources/data-package.ts";

/** Whether a folder may be replaced: it is not there, is empty, or holds a pack. */
export const mayReplace = (folder: string): boolean =>
  !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, DATA_PACKAGE_FILE));

/**
 * Writes a folder as a whole: into a folder beside it, which then takes its place. Whoever reads meanwhile finds the old
 * pack or the new one, and after a failure the old one still stands.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  const target = resolve(folder);
  const beside = (ending: string) => join(dirname(target), `.${basename(target)}.${process.pid}.${ending}`);
  const [part, old] = [beside("part"), beside("old")];
  mkdirSync(part, { recursive: true });
  try {
    for (const [name, bytes] of files) writeFileSync(join(part, name), bytes);
    if (existsSync(target)) renameSync(target, old);
    renameSync(part, target);
  } catch (reason) {
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    throw reason;
  } finally {
    rmSync(part, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
