import type { Words } from "../words.ts";

export const command: Words["command"] = {
  title: "Command",
};
