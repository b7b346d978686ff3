import { Show } from "solid-js";
import { useApp } from "../../shared/app-context.ts";
import type { SchemesModel } from "./schemes-model.ts";

/** Undo and redo, each with what it would do. Nothing to take back: nothing to press. */
export function UndoLines(props: { readonly model: SchemesModel }) {
  const { words } = useApp();
  return (
    <Show when={props.model.undoWords() !== null || props.model.redoWords() !== null}>
      <div class="undo-lines">
        <Show when={props.model.undoWords()}>
          {(what) => (
            <UndoLine label={words().plan.schemes.undo} what={what()} sign="↶" onPress={props.model.undo} />
          )}
        </Show>
        <Show when={props.model.redoWords()}>
          {(what) => (
            <UndoLine label={words().plan.schemes.redo} what={what()} sign="↷" onPress={props.model.redo} />
          )}
        </Show>
      </div>
    </Show>
  );
}

function UndoLine(props: {
  readonly label: string;
  readonly what: string;
  readonly sign: string;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" class="undo-line" onClick={() => props.onPress()}>
      <span class="undo-sign" aria-hidden="true">
        {props.sign}
      </span>
      <strong>{props.label}</strong> <span class="undo-what">{props.what}</span>
    </button>
  );
}
