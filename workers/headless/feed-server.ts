import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Replay } from "./feed-exercise.ts";

export interface FeedServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const BEAT_MILLISECONDS = 15_000;
const TRAINING_ADDRESSES = [
  {
    id: "training-events",
    nameZh: "演练来讯（推送）",
    nameEn: "Exercise feed, pushed",
    url: "feed/events",
    transport: "events",
  },
  {
    id: "training-messages",
    nameZh: "演练来讯（定时去问）",
    nameEn: "Exercise feed, asked for",
    url: "feed/messages",
    transport: "polling",
    intervalSeconds: 5,
  },
];

/** Whoever asks from another page of this machine may read; nothing of it is secret, and it answers this machine only. */
const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Last-Event-ID",
  "Access-Control-Expose-Headers": "ETag",
  "Cache-Control": "no-store",
};

/**
 * Replays an exercise: `/feed/events` pushes (and goes on after Last-Event-ID), `/feed/messages` has all so far. With a
 * built app beside it the same address serves that too, with both feeds on its list.
 * @param port 0: any that is free
 */
export async function startFeedServer(
  replay: Replay,
  options: {
    readonly port: number;
    readonly serveApp?: (request: IncomingMessage, response: ServerResponse) => void;
  },
): Promise<FeedServer> {
  const open = new Set<() => void>();

  function pushEvents(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { ...OPEN, "Content-Type": "text/event-stream" });
    const last = Number(request.headers["last-event-id"]);
    let next = Number.isSafeInteger(last) && last > 0 ? last : 0;
    response.write("retry: 1000\n\n");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const push = () => {
      const sent = replay.sentBy(Date.now());
      while (next < sent) {
        response.write(`id: ${next + 1}\ndata: ${JSON.stringify(replay.message(next))}\n\n`);
        next++;
      }
      const wait = Math.min(Math.max(replay.sentAt(next) - Date.now(), 5), BEAT_MILLISECONDS);
      timer = setTimeout(() => {
        if (wait === BEAT_MILLISECONDS) response.write(": \n\n");
        push();
      }, wait);
    };
    const over = () => {
      clearTimeout(timer);
      open.delete(over);
      response.end();
    };
    open.add(over);
    request.on("close", over);
    push();
  }

  function listMessages(request: IncomingMessage, response: ServerResponse): void {
    const count = replay.sentBy(Date.now());
    const etag = `"${replay.t0}-${count}"`;
    if (request.headers["if-none-match"] === etag) {
      response.writeHead(304, { ...OPEN, ETag: etag }).end();
      return;
    }
    response.writeHead(200, { ...OPEN, ETag: etag, "Content-Type": "application/json" });
    response.end(JSON.stringify({ messages: Array.from({ length: count }, (_, i) => replay.message(i)) }));
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    if (request.method === "OPTIONS") response.writeHead(204, OPEN).end();
    else if (path === "/feed/events") pushEvents(request, response);
    else if (path === "/feed/messages") listMessages(request, response);
    else if (path === "/feeds.json")
      response
        .writeHead(200, { ...OPEN, "Content-Type": "application/json" })
        .end(JSON.stringify({ version: 1, allowedOrigins: [], addresses: TRAINING_ADDRESSES }));
    else if (options.serveApp) options.serveApp(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const over of [...open]) over();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
