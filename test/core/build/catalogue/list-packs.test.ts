import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { catalogueText, listPacks, packFolders } from "../../../../data/build/catalogue/list-packs.ts";
import { parseCatalogue } from "../../../../src/sources/catalogue.ts";
import { createTinyPack } from "../../../fixtures/create-tiny-city.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "havenmap-catalogue-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function putPack(id: string, files: ReadonlyMap<string, Uint8Array>) {
  mkdirSync(join(folder, id, "pack"), { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, id, "pack", name), bytes);
}

it("lists every pack beside the others with the bytes of all its files, as the reader understands it", () => {
  const files = createTinyPack();
  putPack("two", files);
  putPack("one", files);
  mkdirSync(join(folder, "not-a-pack"));
  const { entries, leftOut } = listPacks(packFolders(folder));
  const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  expect(leftOut).toEqual([]);
  expect(entries.map((entry) => [entry.id, entry.bytes])).toEqual([
    ["one", bytes],
    ["two", bytes],
  ]);
  expect(parseCatalogue(new TextEncoder().encode(catalogueText(entries)))).toEqual({
    ok: true,
    value: { entries, notes: [] },
  });
});

it("leaves out a pack it cannot read and names it", () => {
  putPack("whole", createTinyPack());
  putPack("broken", new Map([["datapackage.json", new TextEncoder().encode("{")]]));
  const { entries, leftOut } = listPacks(packFolders(folder));
  expect(entries.map((entry) => entry.id)).toEqual(["whole"]);
  expect(leftOut).toEqual([expect.stringContaining("broken")]);
});
