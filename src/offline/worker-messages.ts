/** What the page may ask a service worker, each with a port for the answer. */
export type WorkerQuestion =
  /** When its build was made. */
  | "about"
  /** How many windows of the page are open. */
  | "windows"
  /** Asked of a waiting one: take the place of the one in use, unless other windows still use that. */
  | "take-over";

export interface WorkerAnswers {
  readonly about: { readonly builtAtIso: string };
  readonly windows: { readonly count: number };
  /** 0 = it takes over now. */
  readonly "take-over": { readonly otherWindows: number };
}
