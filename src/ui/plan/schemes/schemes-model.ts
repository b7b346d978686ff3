import { type Accessor, createMemo, onCleanup, onMount } from "solid-js";
import type { Scheme, SchemeBook } from "../../../core/model/scheme.ts";
import {
  addScheme,
  chooseScheme,
  compareWith,
  deleteScheme,
  duplicateScheme,
  noteScheme,
  redoScheme,
  renameScheme,
  undoScheme,
} from "../../../state/schemes/edit-schemes.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { stepToRedo, stepToUndo } from "../../../state/schemes/scheme-steps.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { distinctName, freeName } from "./free-name.ts";
import { createSchemeFigures, type SchemeFigure } from "./scheme-figures.ts";
import { createSchemeFiles, type SchemeFiles } from "./scheme-files.ts";
import { stepWords } from "./step-words.ts";

/** What the left column of /plan shows of the schemes and does to them. */
export interface SchemesModel {
  readonly schemes: Accessor<readonly Scheme[]>;
  readonly currentId: Accessor<string | null>;
  readonly besideId: Accessor<string | null>;
  readonly figureOf: (schemeId: string | null) => SchemeFigure | null;
  readonly schemeOf: (schemeId: string | null) => Scheme | undefined;
  readonly nameOf: (schemeId: string | null) => string;
  /** What undo and redo would do, in words; null: nothing. */
  readonly undoWords: Accessor<string | null>;
  readonly redoWords: Accessor<string | null>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly choose: (schemeId: string | null) => void;
  readonly create: () => void;
  readonly duplicate: (scheme: Scheme) => void;
  readonly rename: (scheme: Scheme, name: string) => void;
  readonly note: (scheme: Scheme, note: string) => void;
  readonly remove: (scheme: Scheme) => void;
  readonly compare: (schemeId: string | null) => void;
  readonly files: SchemeFiles;
}

const TEXT_FIELDS =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="radio"], [type="checkbox"], [type="range"], [type="button"])';
/** A field takes the keys of undo for its own text. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TEXT_FIELDS) !== null;

export function createSchemesModel(app: AppContextValue, showComparison: () => void): SchemesModel {
  const { state, commands, words, pack } = app;
  const figureOf = createSchemeFigures(app);
  const change = (edit: (book: SchemeBook) => SchemeBook) => commands.setSchemes(edit(state.schemes));
  const schemeOf = (schemeId: string | null) => state.schemes.schemes.find(({ id }) => id === schemeId);
  const names = () => state.schemes.schemes.map(({ name }) => name);
  const context = () => ({ words: words(), language: state.language, pack: pack() });
  const undoWords = createMemo(() => {
    const step = stepToUndo(state.schemes);
    return step && stepWords(step, context());
  });
  const redoWords = createMemo(() => {
    const step = stepToRedo(state.schemes);
    return step && stepWords(step, context());
  });
  const undo = () => change(undoScheme);
  const redo = () => change(redoScheme);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === "y" || (key === "z" && event.shiftKey);
    if (!isRedo && key !== "z") return;
    event.preventDefault();
    if (isRedo) redo();
    else undo();
  };
  onMount(() => addEventListener("keydown", onKeyDown));
  onCleanup(() => removeEventListener("keydown", onKeyDown));

  return {
    schemes: () => state.schemes.schemes,
    currentId: () => state.schemes.currentId,
    besideId: () => state.schemes.besideId,
    figureOf,
    schemeOf,
    nameOf: (schemeId) => schemeOf(schemeId)?.name ?? words().plan.schemes.asIs,
    undoWords,
    redoWords,
    undo,
    redo,
    choose: (schemeId) => change((book) => chooseScheme(book, schemeId)),
    create: () => change((book) => addScheme(book, { id: newId(), name: freeName(names(), words()) })),
    duplicate: (scheme) =>
      change((book) =>
        duplicateScheme(book, scheme.id, {
          id: newId(),
          name: distinctName(words().plan.schemes.copyName(scheme.name), names()),
        }),
      ),
    rename: (scheme, name) => {
      const wanted = name.trim();
      if (wanted) change((book) => renameScheme(book, scheme.id, wanted));
    },
    note: (scheme, note) => change((book) => noteScheme(book, scheme.id, note.trim())),
    remove: (scheme) => change((book) => deleteScheme(book, scheme.id)),
    compare: (schemeId) => {
      change((book) => compareWith(book, schemeId, book.isCompared));
      if (schemeId !== null) showComparison();
    },
    files: createSchemeFiles(app),
  };
}
