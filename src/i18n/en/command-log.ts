import type { Words } from "../words.ts";

export const commandLog: Words["command"]["log"] = {
  exerciseTitle: "Exercise",
};
