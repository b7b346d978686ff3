import { after } from "../after.ts";
import { MOST_LINES_AT_ONCE } from "./feed-inbox.ts";

/** Lets the page move between the pieces of long work. */
const breathe = () => new Promise<void>((resolve) => after(0, resolve));

export async function inPieces<Item>(items: readonly Item[], work: (piece: readonly Item[]) => void) {
  for (let at = 0; at < items.length; at += MOST_LINES_AT_ONCE) {
    if (at > 0) await breathe();
    work(items.slice(at, at + MOST_LINES_AT_ONCE));
  }
}
