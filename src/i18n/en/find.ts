import type { Words } from "../words.ts";

export const find: Words["find"] = {
  title: "Find shelter",
};
