import type { Scheme, SchemeBook, SchemePage } from "../../core/model/scheme.ts";
import { differencesBetween, type SchemeDifference } from "./scheme-differences.ts";

/** What one step did, found by laying the pages before and after it side by side: no edit has to say its own name. */
export type SchemeStep =
  | { readonly kind: "added" | "deleted"; readonly scheme: Scheme }
  | { readonly kind: "renamed" | "noted"; readonly scheme: Scheme }
  | { readonly kind: "edited"; readonly scheme: Scheme; readonly differences: readonly SchemeDifference[] }
  /** Several schemes at once. */
  | { readonly kind: "several"; readonly count: number };

function stepBetween(before: SchemePage, after: SchemePage): SchemeStep {
  const was = new Map(before.schemes.map((scheme) => [scheme.id, scheme]));
  const left = new Set(after.schemes.map(({ id }) => id));
  const steps: SchemeStep[] = [];
  for (const scheme of after.schemes) {
    const old = was.get(scheme.id);
    if (!old) steps.push({ kind: "added", scheme });
    else if (old !== scheme) steps.push(changeOf(old, scheme));
  }
  for (const scheme of before.schemes) if (!left.has(scheme.id)) steps.push({ kind: "deleted", scheme });
  const [only] = steps;
  return steps.length === 1 && only ? only : { kind: "several", count: steps.length };
}

function changeOf(before: Scheme, scheme: Scheme): SchemeStep {
  const differences = differencesBetween(before.proposals, scheme.proposals);
  if (differences.length > 0) return { kind: "edited", scheme, differences };
  return { kind: before.name === scheme.name ? "noted" : "renamed", scheme };
}

/** The step that undo takes back; null where there is none. */
export function stepToUndo(book: SchemeBook): SchemeStep | null {
  const last = book.done.at(-1);
  return last ? stepBetween(last, book) : null;
}

/** The step that redo does again; null where there is none. */
export function stepToRedo(book: SchemeBook): SchemeStep | null {
  const last = book.undone.at(-1);
  return last ? stepBetween(book, last) : null;
}
