import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildXichengPack } from "../../../data/build/pack-xicheng.ts";

const FOLDER = join(process.cwd(), "data/xicheng");
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

// Twenty seconds of work: the only proof that the committed pack is what the tables give, to the last byte.
it("makes the committed pack from the tables, the same bytes", { timeout: 240_000 }, () => {
  const built = [...buildXichengPack(join(FOLDER, "sources"))].map(([name, bytes]) => [name, digest(bytes)]);
  const committed = readdirSync(join(FOLDER, "pack")).map((name) => [
    name,
    digest(readFileSync(join(FOLDER, "pack", name))),
  ]);
  expect(new Map(committed as [string, string][])).toEqual(new Map(built as [string, string][]));
});
