import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import sirv from "sirv";
import { type FeedExercise, replayExercise } from "./feed-exercise.ts";
import { startFeedServer } from "./feed-server.ts";

const HELP = `npm run feed [-- --speed 60] [--port 4720] [--exercise FILE]

Replays an exercise as a feed would send it, for training, on this machine only:
  /feed/events    Server-Sent Events     /feed/messages    everything so far, by polling
and serves the built app (npm run build) with both on its list: open /command, 来讯, and turn one on.

  --speed N        times as fast as it happened, 1 to 3600; default 1
  --port N         default 4720
  --exercise FILE  default data/feed/exercise-xicheng.json
`;

const { values } = parseArgs({
  options: {
    speed: { type: "string", default: "1" },
    port: { type: "string", default: "4720" },
    exercise: { type: "string", default: "data/feed/exercise-xicheng.json" },
    help: { type: "boolean", short: "h" },
  },
});
const speed = Number(values.speed);
if (values.help || !(speed >= 1 && speed <= 3600)) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const exercise = JSON.parse(await readFile(values.exercise, "utf8")) as FeedExercise;
  const replay = replayExercise(exercise, Date.now(), speed);
  const app = existsSync("dist/index.html") ? sirv("dist", { single: true, etag: true, dev: true }) : null;
  const server = await startFeedServer(replay, {
    port: Number(values.port),
    ...(app && {
      serveApp: (request, response) => app(request, response, () => void response.writeHead(404).end()),
    }),
  });
  process.stdout.write(
    `${exercise.titleZh} · ${exercise.messages.length} × ${speed}\n` +
      `T0 ${new Date(replay.t0).toISOString()}\n` +
      `${server.url}/feed/events\n${server.url}/feed/messages\n` +
      (app ? `${server.url}/command\n` : "no built app in dist: npm run build\n"),
  );
}
