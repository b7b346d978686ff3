import { Show } from "solid-js";
import type { Scheme } from "../../../core/model/scheme.ts";
import { useApp } from "../../shared/app-context.ts";
import { CopyLink } from "./CopyLink.tsx";
import type { SchemesModel } from "./schemes-model.ts";

/** Beneath its row: what a scheme is called, why it is so, and what can be done with it. */
export function SchemeDetail(props: { readonly model: SchemesModel; readonly scheme: Scheme }) {
  const { words, pack } = useApp();
  const said = () => words().plan.schemes;
  const isBeside = () => props.model.besideId() === props.scheme.id;
  const isCurrent = () => props.model.currentId() === props.scheme.id;
  return (
    <div class="scheme-detail">
      <label class="plan-field">
        <span class="plan-label">{said().name}</span>
        <input
          type="text"
          class="plan-input"
          maxlength="80"
          value={props.scheme.name}
          onChange={(event) => {
            props.model.rename(props.scheme, event.currentTarget.value);
            // A name of blanks is none: the one before stays, and is seen to stay.
            event.currentTarget.value = props.model.nameOf(props.scheme.id);
          }}
        />
      </label>
      <label class="plan-field">
        <span class="plan-label">{said().note}</span>
        <textarea
          class="plan-input scheme-note"
          rows="2"
          maxlength="2000"
          placeholder={said().noteHint}
          value={props.scheme.note}
          onChange={(event) => props.model.note(props.scheme, event.currentTarget.value)}
        />
      </label>
      <div class="scheme-actions">
        <button type="button" class="plan-link" onClick={() => props.model.duplicate(props.scheme)}>
          {said().duplicate}
        </button>
        <Show when={!isCurrent()}>
          <button
            type="button"
            class="plan-link"
            aria-pressed={isBeside()}
            onClick={() => props.model.compare(isBeside() ? null : props.scheme.id)}
          >
            {isBeside() ? said().comparing : said().compare}
          </button>
        </Show>
        <Show when={pack()}>
          <button type="button" class="plan-link" onClick={() => void props.model.files.save([props.scheme])}>
            {said().exportFile}
          </button>
        </Show>
        <button type="button" class="plan-link" onClick={() => props.model.remove(props.scheme)}>
          {said().remove}
        </button>
        <Show when={isCurrent()}>
          <CopyLink />
        </Show>
      </div>
    </div>
  );
}
