import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureCollection, Position } from "geojson";
import type { LngLat } from "../../src/core/model/geometry.ts";
import type { CrsReference } from "../../src/sources/crs/crs-reference.ts";
import { guessCrs } from "../../src/sources/crs/guess-crs.ts";
import { createCrsTown } from "../fixtures/create-crs-town.ts";
import {
  BLIND_KINDS,
  createCrsTrial,
  outcomeOf,
  type TrialGround,
  type TrialOptions,
} from "../fixtures/create-crs-trials.ts";
import { xichengCrsGround } from "../fixtures/xicheng-crs-ground.ts";

/*
 * npm run trials:crs [sets per kind]: seeded sets of every kind in every system, taken by the guard without a word about
 * their system. Right, asked and wrong per kind; leaves with 1 when one was wrong.
 */

type Systems = TrialOptions["systems"];
const BOTH = ["xy", "yx"] as const;
const DEGREES: Systems = (["EPSG:4326", "GCJ-02", "BD-09"] as const).flatMap((crs) =>
  BOTH.map((axes) => ({ crs, axes })),
);
const METRES: Systems = (
  [
    "EPSG:4548",
    "EPSG:4527",
    "EPSG:4498",
    "EPSG:32650",
    "EPSG:3857",
    "BD-09MC",
    // Beijing 54 and Xi'an 80, the former some 100 m beside CGCS2000
    "EPSG:2436",
    "EPSG:2384",
  ] as const
).flatMap((crs) => BOTH.map((axes) => ({ crs, axes })));

const perKind = Number(process.argv[2] ?? 400);
const total = { right: 0, asked: 0, wrong: 0 };

function run(title: string, reference: CrsReference, ground: TrialGround, systems: Systems) {
  console.log(`\n${title}\n${"".padEnd(22)}  right  asked  wrong  ms each`);
  for (const kind of [...Object.keys(ground.pools), ...BLIND_KINDS]) {
    const counts = { right: 0, asked: 0, wrong: 0 };
    let milliseconds = 0;
    for (let i = 0; i < perKind; i++) {
      const trial = createCrsTrial({ kind, seed: i * 7919 + kind.length * 104_729, ground, systems });
      const started = performance.now();
      const verdict = guessCrs(trial.points, null, reference);
      milliseconds += performance.now() - started;
      const outcome = outcomeOf(trial, verdict);
      counts[outcome]++;
      total[outcome]++;
      if (outcome !== "wrong") continue;
      const scores = verdict.ranked.map(
        ({ crs, score, insideShare }) => `${crs} ${score.toFixed(1)} inside ${insideShare.toFixed(2)}`,
      );
      console.log(`WRONG seed ${i}, truly ${trial.crs} ${trial.axes}: ${scores.join("; ")}`);
    }
    const cells = [counts.right, counts.asked, counts.wrong].map((count) => String(count).padStart(5));
    console.log(
      `${kind.padEnd(22)}  ${cells.join("  ")}  ${(milliseconds / perKind).toFixed(1).padStart(7)}`,
    );
  }
}

/** Middles of the features of a reference file; none where the folder is not at hand. */
function referencePlaces(file: string): LngLat[] {
  const path = join(import.meta.dirname, "../../../shared/reference-data", file);
  if (!existsSync(path)) return [];
  const { features } = JSON.parse(readFileSync(path, "utf8")) as FeatureCollection;
  return features.map(({ geometry }) => {
    const flat = JSON.stringify("coordinates" in geometry ? geometry.coordinates : []);
    const positions = [...flat.matchAll(/\[(-?[\d.]+),(-?[\d.]+)/g)].map(
      ([, lng, lat]): Position => [Number(lng), Number(lat)],
    );
    const mean = (k: 0 | 1) =>
      positions.reduce((sum, position) => sum + (position[k] as number), 0) / positions.length;
    return [mean(0), mean(1)];
  });
}

const started = performance.now();
const { reference, ground } = xichengCrsGround();
console.log(`embedded district read in ${Math.round(performance.now() - started)} ms`);
run("Embedded district, degrees", reference, ground, DEGREES);
run("Embedded district, metres", reference, ground, METRES);

const real = Object.entries({
  "real shelters": "shelters/xicheng-98-shelter-points-2020.geojson",
  "real ponding points": "waterlogging/beijing-27-ponding-points-2016-07.geojson",
  "real compounds": "residential/xicheng-residential-compounds-mapv.geojson",
}).flatMap(([name, file]) => {
  const places = referencePlaces(file);
  return places.length > 0 ? [[name, places] as const] : [];
});
if (real.length > 0) {
  const pools = Object.fromEntries(real);
  run("Real sets on the embedded district, degrees", reference, { ...ground, pools }, DEGREES);
  run("Real sets on the embedded district, metres", reference, { ...ground, pools }, METRES);
}

for (const [seed, centre] of (
  [
    [121.47, 31.23],
    [113.3, 23.1],
    [87.6, 43.8],
  ] as const
).entries()) {
  const town = createCrsTown(centre, 11 + seed);
  run(`Made-up town at ${centre.join(", ")}, degrees`, town.reference, town.ground, DEGREES);
}

const many = Array.from({ length: 5000 }, (_, i): readonly [number, number] => {
  const pool = ground.pools.buildings as readonly LngLat[];
  return pool[(i * 7) % pool.length] as LngLat;
});
const before = performance.now();
guessCrs(many, null, reference);
console.log(`\n5,000 points, every reading: ${Math.round(performance.now() - before)} ms`);
console.log(`All together: ${total.right} right, ${total.asked} asked, ${total.wrong} wrong`);
if (total.wrong > 0) process.exitCode = 1;
