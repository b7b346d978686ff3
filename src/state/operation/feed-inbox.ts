import { after } from "../after.ts";
import type { LooseLine } from "./log-book.ts";

/** Long enough for a hundred messages to become one change of the state, short enough for nobody to notice. */
const REST_MILLISECONDS = 100;
/** Lines chained in one go: a few milliseconds on a slow machine, so that the page can move in between. */
export const MOST_LINES_AT_ONCE = 64;

export interface FeedInbox {
  /** Resolves when the lines have been handed over and what that gave back has come. */
  readonly put: (lines: readonly LooseLine[]) => Promise<void>;
  /** Hands over everything now. */
  readonly empty: () => void;
}

/** Takes lines as fast as they come and hands them over in pieces, in their order. */
export function createFeedInbox(
  handOver: (lines: readonly LooseLine[], isLast: boolean) => Promise<void>,
): FeedInbox {
  let lines: LooseLine[] = [];
  /** Lines that came and lines that were handed over since the page was opened. */
  let [came, handed] = [0, 0];
  let waiting: { readonly upTo: number; readonly resolve: () => void }[] = [];
  let isScheduled = false;

  function handPiece(most: number) {
    const piece = lines.slice(0, most);
    lines = lines.slice(most);
    handed += piece.length;
    const done = waiting.filter(({ upTo }) => upTo <= handed);
    waiting = waiting.filter(({ upTo }) => upTo > handed);
    void handOver(piece, lines.length === 0).then(() => {
      for (const { resolve } of done) resolve();
    });
  }
  function schedule(milliseconds: number) {
    isScheduled = true;
    after(milliseconds, () => {
      isScheduled = false;
      if (lines.length === 0) return;
      handPiece(MOST_LINES_AT_ONCE);
      if (lines.length > 0) schedule(0);
    });
  }

  return {
    put(more) {
      for (const line of more) lines.push(line);
      came += more.length;
      const upTo = came;
      if (!isScheduled) schedule(REST_MILLISECONDS);
      return new Promise((resolve) => waiting.push({ upTo, resolve }));
    },
    empty() {
      if (lines.length > 0) handPiece(lines.length);
    },
  };
}
