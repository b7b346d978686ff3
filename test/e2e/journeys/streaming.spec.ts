import { coloursOf } from "../../../src/map/colours.ts";
import { expect, test } from "../drivers/page.ts";

/** A few streets west of Xidan, close enough that buildings are drawn. */
const CLOSE = "view=116.36,39.91,16";
const BUILDING = coloursOf("light").building;
/** Of the embedded pack; the journeys take no part of it as given but that it is some megabytes. */
const BUILDINGS_BYTES = 4_000_000;

// Every drag draws the map anew in software, and the pictures are looked at.
test.slow();

test("close up only the buildings around are fetched; the next ones come as the map is moved", async ({
  visitor,
}) => {
  await visitor.holdsWholeFile("buildings.fgb");
  await visitor.opens("find", CLOSE);
  await visitor.seesMap();
  await expect.poll(() => visitor.colourShare(BUILDING)).toBeGreaterThan(0.1);
  const first = visitor.bytesInParts("buildings.fgb");
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(BUILDINGS_BYTES / 8);

  // A short way: all is there already.
  await visitor.dragsMap(0.1, 0);
  await visitor.dragsMap(-0.1, 0);
  expect(visitor.bytesInParts("buildings.fgb")).toBe(first);

  for (let step = 0; step < 2; step++) await visitor.dragsMap(0.6, 0);
  await expect.poll(() => visitor.bytesInParts("buildings.fgb")).toBeGreaterThan(first);
  await expect.poll(() => visitor.colourShare(BUILDING)).toBeGreaterThan(0.1);
  expect(visitor.bytesInParts("buildings.fgb")).toBeLessThan(BUILDINGS_BYTES / 4);
});

test("with the network gone the map still brings buildings never looked at, and all streets", async ({
  visitor,
}) => {
  await visitor.opens("find", CLOSE);
  await visitor.seesMap();
  for (const file of ["buildings.fgb", "streets.fgb"])
    await expect
      .poll(() => visitor.received.some((each) => each.file === file && !each.isPart), { timeout: 60_000 })
      .toBe(true);
  await visitor.hasEverything();
  await visitor.losesNetwork();
  for (let step = 0; step < 2; step++) await visitor.dragsMap(0.6, 0);
  await expect.poll(() => visitor.colourShare(BUILDING)).toBeGreaterThan(0.1);
  await visitor.button(visitor.words.map.wholeDistrict).click();
  await expect.poll(() => visitor.colourShare(coloursOf("light").road)).toBeGreaterThan(0.006);
});

test("a part that could not be fetched is asked for again when the map is moved", async ({ visitor }) => {
  const found = await visitor.losesFile("buildings.fgb");
  await visitor.opens("find", CLOSE);
  await visitor.seesMap();
  await visitor.hasEverything();
  expect(await visitor.colourShare(BUILDING)).toBeLessThan(0.01);
  await found();
  await visitor.dragsMap(0.2, 0);
  await expect.poll(() => visitor.colourShare(BUILDING)).toBeGreaterThan(0.1);
});
