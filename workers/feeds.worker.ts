import { expose } from "comlink";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { wait } from "./feeds/wait.ts";
import { createFeedsApi } from "./feeds-api.ts";
import { PackGround } from "./imports/ground.ts";

let ground: PackGround | null = null;

expose(
  createFeedsApi({
    fetchFrom: (url, init) => fetch(url, init),
    now: () => Date.now(),
    random: () => Math.random(),
    wait,
    referenceOf: async ({ packId, baseUrl }) => {
      if (ground?.packId !== packId) ground = new PackGround(packId, createFetchSource(baseUrl));
      const read = await ground.reference();
      return read.ok ? read.value : null;
    },
  }),
);
