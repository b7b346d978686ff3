import { For, Show } from "solid-js";
import { INCIDENT_KINDS, type Incident } from "../../../core/model/operation.ts";
import { useApp } from "../../shared/app-context.ts";
import type { ForcesModel } from "./forces-model.ts";

const SEVERITIES = [1, 2, 3] as const;
const MOST_CREWS = 20;

/** Takes the tool in hand; once a place is clicked, what happened there, how bad it is and how many crews it wants. */
export function IncidentForm(props: { readonly forces: ForcesModel }) {
  const { words } = useApp();
  const said = () => words().command.forces;
  const change = (facts: Partial<Incident>) => {
    const draft = props.forces.draft();
    if (draft) props.forces.setDraft({ ...draft, ...facts });
  };
  return (
    <>
      <button
        type="button"
        class="button incident-tool"
        aria-pressed={props.forces.isPlacing()}
        onClick={() => props.forces.setPlacing(!props.forces.isPlacing())}
      >
        {props.forces.isPlacing() ? said().placing : said().enterIncident}
      </button>
      <Show when={props.forces.draft()}>
        {(draft) => (
          <form
            class="preview incident-form"
            aria-label={said().newIncident}
            onSubmit={(event) => {
              event.preventDefault();
              props.forces.enter();
            }}
          >
            <label>
              {said().kind}
              <select
                class="input"
                value={draft().kind}
                onChange={(event) => change({ kind: event.currentTarget.value as Incident["kind"] })}
              >
                <For each={INCIDENT_KINDS}>
                  {(kind) => <option value={kind}>{said().kinds[kind]}</option>}
                </For>
              </select>
            </label>
            <fieldset class="severity">
              <legend>{said().severity}</legend>
              <For each={SEVERITIES}>
                {(severity) => (
                  <button
                    type="button"
                    class="button num"
                    aria-pressed={draft().severity === severity}
                    onClick={() => change({ severity })}
                  >
                    {said().severities[severity]}
                  </button>
                )}
              </For>
            </fieldset>
            <label>
              {said().crewsWanted}
              <input
                class="input num"
                type="number"
                min="1"
                max={MOST_CREWS}
                value={draft().crewsWanted}
                onInput={(event) => {
                  const crews = Math.round(event.currentTarget.valueAsNumber);
                  if (crews >= 1 && crews <= MOST_CREWS) change({ crewsWanted: crews });
                }}
              />
            </label>
            <label>
              {said().text}
              <input
                class="input"
                type="text"
                maxlength="200"
                value={draft().text}
                onInput={(event) => change({ text: event.currentTarget.value })}
              />
            </label>
            <div class="preview-actions">
              <button type="submit" class="button" data-kind="primary">
                {said().note}
              </button>
              <button type="button" class="button" onClick={() => props.forces.setDraft(null)}>
                {said().dismiss}
              </button>
            </div>
          </form>
        )}
      </Show>
    </>
  );
}
