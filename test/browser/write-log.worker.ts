import { writeLogForever } from "../fixtures/write-log.ts";

addEventListener("message", ({ data }: MessageEvent<string>) => {
  void writeLogForever(data, (kept) => postMessage(kept));
});
