import { expect, test } from "vitest";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { chinaShift } from "../../src/sources/crs/china-shift.ts";
import { createCrsTown } from "../fixtures/create-crs-town.ts";
import { answer, createFeedWorld } from "../fixtures/create-feed-world.ts";

const town = createCrsTown([116.37, 39.91], 5);
/** Of every kind of place the town has, by chance in its order. */
const places = Object.values(town.ground.pools).flat().slice(0, 400);
const shift = chinaShift("GCJ-02");
const shifted = places.map(([lng, lat]): LngLat => {
  const [x, y] = shift.fromWgs84(lng, lat);
  return [x, y];
});

/** A server that has so many more vehicles each time it is asked. */
function serving(sent: readonly LngLat[], step: number) {
  let count = 0;
  return () => {
    count = Math.min(sent.length, count + step);
    const messages = sent.slice(0, count).map((lngLat, sequence) => ({
      version: 1,
      source: "trucks",
      sequence,
      time: new Date(1_799_999_000_000 + sequence * 1000).toISOString(),
      kind: "vehicle",
      payload: { vehicleId: `v${sequence}`, lngLat },
    }));
    return answer(JSON.stringify(messages));
  };
}
const ADDRESS = {
  id: "a",
  nameZh: "",
  nameEn: "",
  url: "feed",
  transport: "polling",
  intervalSeconds: 10,
} as const;

async function listen(sent: readonly LngLat[]) {
  const world = createFeedWorld(serving(sent, 50), { reference: town.reference });
  await world.start();
  await world.api.turnOn(ADDRESS);
  await world.pass(120_000);
  return world;
}
const placesIn = (world: ReturnType<typeof createFeedWorld>) =>
  new Map(
    world
      .lines()
      .flatMap(({ act }) =>
        act.kind === "vehicle-seen" ? [[act.vehicle.vehicleId, act.vehicle.lngLat]] : [],
      ),
  );
const sourceOf = (world: ReturnType<typeof createFeedWorld>) => world.reports.at(-1)?.sources[0];

test("a source in WGS-84 is not doubted", async () => {
  const world = await listen(places);
  expect(sourceOf(world)).toMatchObject({ doubtedCrs: null, held: 0 });
  expect(world.lines()).toHaveLength(places.length);
});

test("coordinates in another datum are held and asked about, and read as somebody decides", async () => {
  const world = await listen(shifted);
  const before = sourceOf(world);
  expect(before?.doubtedCrs).toBe("GCJ-02");
  expect(before?.held).toBeGreaterThan(0);
  expect(world.lines().length + (before?.held ?? 0)).toBe(shifted.length);
  // Nothing was moved on a guess.
  for (const [id, lngLat] of placesIn(world)) expect(lngLat).toEqual(shifted[Number(id.slice(1))]);

  await world.api.chooseCrs("trucks", "GCJ-02");
  await world.pass(2000);
  expect(sourceOf(world)).toMatchObject({ doubtedCrs: null, chosenCrs: "GCJ-02", held: 0 });
  // Those said wrongly before are said again: the last word on each is where it is.
  const known = placesIn(world);
  expect(known.size).toBe(places.length);
  for (const [id, [lng, lat]] of known) {
    const [trueLng, trueLat] = places[Number(id.slice(1))] as LngLat;
    expect(Math.hypot(lng - trueLng, lat - trueLat)).toBeLessThan(1e-7);
  }
});

test("left as WGS-84, what waited goes on as it came", async () => {
  const world = await listen(shifted);
  await world.api.chooseCrs("trucks", "EPSG:4326");
  await world.pass(2000);
  expect(world.lines()).toHaveLength(shifted.length);
  expect([...placesIn(world).values()]).toEqual(shifted);
});
