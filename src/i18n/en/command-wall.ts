import type { Words } from "../words.ts";

export const commandWall: Words["command"]["wall"] = {
  open: "Wall",
  leave: "Leave the wall",
  response: (level) => `Response: ${level}`,
  isOver: "over",
};
