import { fetchedBytes } from "../../fixtures/fetched-bytes.ts";
import { expect, offlineTest as test } from "../drivers/page.ts";

const MOST_CODE_BYTES = 120_000;
const MOST_BYTES = 300_000;
const OF_THE_ANSWER = ["datapackage.json", "network.bin", "district.fgb", "shelters.fgb"];

test("the first answer needs little, and the map comes only after it", async ({ visitor, site }) => {
  // Held back, so that what is fetched for the answer and what comes after it is not mixed up on a slow machine.
  const held = "gates.fgb";
  const release = await visitor.holdsFile(held);
  await visitor.opens("find", "at=116.3553,39.9399");
  await expect(visitor.part(".find-origin")).toBeVisible();
  const isAsked = (file: string) => site.received.some((line) => line.includes(`/${file} `));
  for (const file of OF_THE_ANSWER) await expect.poll(() => isAsked(file)).toBe(true);
  const asked = [...site.received, `GET /packs/xicheng/pack/${held} `];
  const { codeBytes, dataBytes, files } = fetchedBytes("dist", asked);
  const listed = files.map(({ path, bytes }) => `${bytes} ${path}`).join("\n");
  expect(codeBytes, listed).toBeLessThanOrEqual(MOST_CODE_BYTES);
  expect(codeBytes + dataBytes, listed).toBeLessThanOrEqual(MOST_BYTES);
  expect(files.filter(({ path }) => /MapView|maplibre|service-worker/.test(path))).toEqual([]);
  await release();
  await visitor.textOf(".answer-where");
  await visitor.seesMap();
});
