import { createStoredOperations } from "../../src/state/operation/stored-operations.ts";
import { TEST_HEAD } from "../fixtures/random-acts.ts";
import { firstBrokenLine, writeLogForever } from "../fixtures/write-log.ts";

const NAME = "kill-log";
const post = (path: string, value: unknown) =>
  fetch(path, { method: "POST", body: JSON.stringify(value), keepalive: true });

/** Says what is kept from before, then writes until the browser is killed. */
const lines = (await createStoredOperations(NAME).read(TEST_HEAD.id, 0))?.lines ?? [];
const lastCount = Number(new URLSearchParams(location.search).get("last"));
await post("/found", {
  count: lines.length,
  hash: lines.at(-1)?.hash ?? "",
  hashAtLast: lines[lastCount - 1]?.hash ?? "",
  brokenAt: firstBrokenLine(lines),
});
await writeLogForever(NAME, (kept) => void post("/kept", kept));
