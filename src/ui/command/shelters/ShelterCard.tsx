import { createEffect, createSignal, For, on, Show } from "solid-js";
import { SHELTER_STATUSES, type ShelterStatus } from "../../../core/model/operation.ts";
import type { Said } from "../../../core/model/situation.ts";
import { formatCount, formatHoursMinutes, nameIn } from "../../../i18n/format.ts";
import { readOccupancy, type ShelterLine, STALE_MINUTES } from "../../../state/rescue/shelter-lines.ts";
import { useApp } from "../../shared/app-context.ts";
import { DivertCard } from "./DivertCard.tsx";
import type { ShelterDraft } from "./shelter-draft.ts";

/** These send people elsewhere: who and where to is shown first. */
const WEIGHED: ReadonlySet<ShelterStatus> = new Set(["full", "closed"]);

/** One shelter: what is reported of it and how long ago, and the presses that report more. */
export function ShelterCard(props: { readonly line: ShelterLine; readonly draft: ShelterDraft }) {
  const { state, words } = useApp();
  const said = () => words().command.shelters;
  const id = () => props.line.shelter.id;
  const [typed, setTyped] = createSignal("");
  const known = () => props.line.report?.occupancy?.persons ?? null;
  createEffect(on([id, known], () => setTyped(known() === null ? "" : String(known()))));
  const persons = () => readOccupancy(typed());
  const capacity = () => props.line.standing?.capacityPersons ?? null;
  const overBy = () => {
    const count = persons();
    const room = capacity();
    return typeof count === "number" && room !== null && count > room ? count - room : 0;
  };
  const whenBy = ({ minute, by, source }: Said): string =>
    said().whenBy(formatHoursMinutes(Math.max(0, minute)), by || said().sources[source]);
  const press = (status: ShelterStatus) => {
    const acts = [{ kind: "shelter-status", shelterId: id(), status } as const];
    if (WEIGHED.has(status)) props.draft.weigh(id(), acts);
    else props.draft.report(acts);
  };
  const age = (): string => {
    const minutes = props.line.silentMinutes;
    if (minutes === null) return said().neverReported;
    return minutes >= STALE_MINUTES
      ? said().noNewReport(formatCount(Math.floor(minutes)))
      : said().reportedAgo(formatCount(Math.floor(minutes)));
  };
  const personsOr = (count: number | null | undefined): string =>
    typeof count === "number" ? words().shared.persons(formatCount(count)) : words().shared.unknown;
  const queue = (): string => {
    const standing = props.line.standing;
    if (!standing) return words().shared.unknown;
    if (standing.comingPersons === 0) return said().nobodyComing;
    return standing.queueMinutes === null
      ? said().queueUnknown(formatCount(standing.comingPersons))
      : said().queue(
          formatCount(standing.comingPersons),
          formatCount(Math.max(1, Math.ceil(standing.queueMinutes))),
        );
  };
  return (
    <section class="shelter-card" aria-labelledby="shelter-card-title">
      <h2 id="shelter-card-title">{nameIn(state.language, props.line.shelter)}</h2>
      <p
        class="shelter-age num"
        data-old={(props.line.silentMinutes ?? Infinity) >= STALE_MINUTES ? "" : undefined}
      >
        {props.line.status ? said().status[props.line.status] : said().statusUnknown}
        {words().command.rescue.comma}
        {age()}
      </p>
      <fieldset class="status-buttons">
        <legend class="visually-hidden">{said().setStatus}</legend>
        <For each={SHELTER_STATUSES}>
          {(status) => (
            <button
              type="button"
              class="button"
              aria-pressed={props.line.status === status}
              onClick={() => press(status)}
            >
              {said().status[status]}
            </button>
          )}
        </For>
      </fieldset>
      <Show when={props.draft.preview().status !== "none"}>
        <DivertCard draft={props.draft} />
      </Show>
      <form
        class="occupancy"
        onSubmit={(event) => {
          event.preventDefault();
          const count = persons();
          if (count === undefined || count === known()) return;
          props.draft.weigh(id(), [{ kind: "occupancy", shelterId: id(), persons: count }]);
        }}
      >
        <label for="shelter-occupancy">{said().occupancy}</label>
        <input
          id="shelter-occupancy"
          class="input num"
          type="text"
          inputmode="numeric"
          autocomplete="off"
          value={typed()}
          aria-invalid={persons() === undefined ? "true" : undefined}
          aria-describedby="shelter-occupancy-note"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {said().note}
        </button>
        <p id="shelter-occupancy-note" class="side-note num" role="status">
          {persons() === undefined
            ? said().notANumber
            : overBy() > 0
              ? said().overCapacity(formatCount(overBy()))
              : known() === null
                ? said().occupancyUnknown
                : props.line.report?.occupancy
                  ? whenBy(props.line.report.occupancy)
                  : ""}
        </p>
      </form>
      <dl class="shelter-facts">
        <div>
          <dt>{said().capacity}</dt>
          <dd class="num">{personsOr(capacity())}</dd>
        </div>
        <div>
          <dt>{said().present}</dt>
          <dd class="num">{personsOr(props.line.standing?.presentPersons)}</dd>
        </div>
        <div>
          <dt>{said().sent}</dt>
          <dd class="num">{personsOr(props.line.standing?.sentPersons)}</dd>
        </div>
        <div>
          <dt>{said().atGates}</dt>
          <dd class="num">{queue()}</dd>
        </div>
      </dl>
      <Show when={props.line.gates.length > 0}>
        <h3 class="side-subhead">{said().gates}</h3>
        <ul class="gate-list">
          <For each={props.line.gates}>
            {({ gate, report }, i) => {
              const name = () => nameIn(state.language, gate) || said().gateNumber(formatCount(i() + 1));
              const set = (isOpen: boolean) => {
                const acts = [{ kind: "gate-state", gateId: gate.id, isOpen } as const];
                if (isOpen) props.draft.report(acts);
                else props.draft.weigh(id(), acts);
              };
              return (
                <li>
                  <span>
                    {name()}
                    <span class="side-note num">
                      {report
                        ? `${report.isOpen ? said().gateOpen : said().gateShut} · ${whenBy(report)}`
                        : said().gateByPlan[gate.opening.kind]}
                    </span>
                  </span>
                  <span class="gate-buttons">
                    <button
                      type="button"
                      class="button"
                      aria-label={said().openGate(name())}
                      aria-pressed={report?.isOpen === true}
                      onClick={() => set(true)}
                    >
                      {said().gateOpen}
                    </button>
                    <button
                      type="button"
                      class="button"
                      aria-label={said().shutGate(name())}
                      aria-pressed={report?.isOpen === false}
                      onClick={() => set(false)}
                    >
                      {said().gateShut}
                    </button>
                  </span>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
      <Show when={props.line.report?.history.length}>
        <h3 class="side-subhead">{said().history}</h3>
        <ol class="status-history num">
          <For each={[...(props.line.report?.history ?? [])].reverse()}>
            {(entry) => (
              <li>
                <strong>{said().status[entry.status]}</strong> {whenBy(entry)}
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
