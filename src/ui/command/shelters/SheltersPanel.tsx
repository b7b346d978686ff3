import { createMemo, For, Show } from "solid-js";
import { SHELTER_STATUSES } from "../../../core/model/operation.ts";
import { formatCount, formatModelledPersons } from "../../../i18n/format.ts";
import { shelterLines, statusCounts } from "../../../state/rescue/shelter-lines.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { SiteTable } from "../SiteTable.tsx";
import { ShelterCard } from "./ShelterCard.tsx";
import { createShelterDraft } from "./shelter-draft.ts";
import "./shelters.css";

/** Which shelters are what, the one that is chosen, and all with people in need as a table. */
export function SheltersPanel(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, words, pack } = app;
  const said = () => words().command.shelters;
  const draft = createShelterDraft(app);
  const lines = createMemo(() => {
    const index = pack();
    return index
      ? shelterLines(index, state.operation.shown, props.command.board(), props.command.elapsedMinutes())
      : [];
  });
  const counts = createMemo(() => statusCounts(lines()));
  const chosen = createMemo(() => {
    const { selection } = state;
    if (selection?.layer !== "shelters") return null;
    return lines().find(({ shelter }) => shelter.id === selection.id) ?? null;
  });
  const opened = () => props.command.board()?.opened ?? null;
  return (
    <div class="shelters" data-stale={props.command.isStale() ? "" : undefined}>
      <section class="shelters-sum" aria-labelledby="shelters-title">
        <h2 id="shelters-title">{said().title}</h2>
        <ul class="status-counts num">
          <For each={[...SHELTER_STATUSES, "unknown"] as const}>
            {(status) => (
              <li data-status={status}>
                {status === "unknown" ? said().statusUnknown : said().status[status]}{" "}
                <strong>{formatCount(counts()[status])}</strong>
              </li>
            )}
          </For>
        </ul>
        <Show when={opened()}>
          {(reading) => (
            <p class="num">
              {said().openNow(
                formatCount(reading().openShelters),
                formatModelledPersons(reading().placedPersons),
                formatModelledPersons(reading().personsInNeed),
              )}{" "}
              <strong>
                {said().openNowLeft(formatModelledPersons(reading().personsInNeed - reading().placedPersons))}
              </strong>
            </p>
          )}
        </Show>
        <p class="side-note">{opened() ? said().twoReadings : said().designatedOnly}</p>
      </section>
      <Show when={chosen()} fallback={<p class="side-note shelters-hint">{said().choose}</p>}>
        {(line) => <ShelterCard line={line()} draft={draft} />}
      </Show>
      <SiteTable command={props.command} />
    </div>
  );
}
