import type { CrsReference } from "../../src/sources/crs/crs-reference.ts";
import { guessCrs } from "../../src/sources/crs/guess-crs.ts";
import {
  BLIND_KINDS,
  createCrsTrial,
  outcomeOf,
  type TrialGround,
  type TrialOptions,
} from "../fixtures/create-crs-trials.ts";
import { xichengCrsGround } from "../fixtures/xicheng-crs-ground.ts";

const PER_KIND = Number(process.argv[2] ?? 400);
const DEGREES: TrialOptions["systems"] = (["EPSG:4326", "GCJ-02", "BD-09"] as const).flatMap((crs) => [
  { crs, axes: "xy" as const },
  { crs, axes: "xy" as const },
  { crs, axes: "yx" as const },
]);

function run(title: string, reference: CrsReference, ground: TrialGround, systems: TrialOptions["systems"]) {
  console.log(`\n${title}`);
  for (const kind of [...Object.keys(ground.pools), ...BLIND_KINDS]) {
    const counts = { right: 0, asked: 0, wrong: 0 };
    const whys: Record<string, number> = {};
    const started = performance.now();
    for (let i = 0; i < PER_KIND; i++) {
      const trial = createCrsTrial({ kind, seed: i * 7919 + kind.length * 104729, ground, systems });
      const verdict = guessCrs(trial.points, null, reference);
      const outcome = outcomeOf(trial, verdict);
      counts[outcome]++;
      if (verdict.kind === "ask") whys[verdict.why] = (whys[verdict.why] ?? 0) + 1;
      if (outcome === "wrong")
        console.log(
          "  WRONG",
          kind,
          i,
          trial.crs,
          trial.axes,
          trial.points.length,
          trial.noiseMetres,
          verdict.kind === "decided" && verdict.crs,
          verdict.ranked.map((h) => `${h.crs} ${h.score.toFixed(1)} ${h.insideShare.toFixed(2)}`).join("; "),
        );
    }
    const ms = (performance.now() - started) / PER_KIND;
    console.log(
      `${kind.padEnd(18)} right ${counts.right}  asked ${counts.asked}  wrong ${counts.wrong}  ${ms.toFixed(1)} ms  ${JSON.stringify(whys)}`,
    );
  }
}

const t0 = performance.now();
const { reference, ground } = xichengCrsGround();
console.log(`reference ${(performance.now() - t0).toFixed(0)} ms`, reference.columns, reference.rows);
run("degrees", reference, ground, DEGREES);
run("metres", reference, ground, [
  { crs: "EPSG:4548", axes: "xy" },
  { crs: "EPSG:4548", axes: "yx" },
  { crs: "EPSG:4527", axes: "yx" },
  { crs: "EPSG:4498", axes: "xy" },
  { crs: "EPSG:32650", axes: "xy" },
  { crs: "EPSG:3857", axes: "xy" },
  { crs: "BD-09MC", axes: "xy" },
  { crs: "EPSG:2436", axes: "xy" },
  { crs: "EPSG:2384", axes: "yx" },
]);
