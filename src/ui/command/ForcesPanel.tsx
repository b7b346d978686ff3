import { For, Show } from "solid-js";
import type { StationKind } from "../../core/model/pack.ts";
import { formatCount, formatHoursMinutes, formatPercent, nameIn } from "../../i18n/format.ts";
import { planningFigure } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { Icon, type IconName } from "../shared/Icon.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { CommandModel } from "./command-model.ts";
import { IncidentForm } from "./forces/IncidentForm.tsx";
import { IncidentList } from "./forces/IncidentList.tsx";
import { ReachList } from "./forces/ReachList.tsx";
import { StateMark } from "./StateMark.tsx";
import "./forces/forces.css";

const STATION_ICONS: Readonly<Record<StationKind, IconName>> = {
  fire: "station-fire",
  "fire-small": "station-fire-small",
  medical: "station-medical",
  flood: "station-flood",
  volunteer: "station-volunteer",
};

/** Who is sent out and when, and how many residents a fire crew reaches in time. */
export function ForcesPanel(props: { readonly command: CommandModel }) {
  const { state, commands, words } = useApp();
  const waiting = () => props.command.stations().filter(({ outMinute }) => outMinute === null);
  const share = (value: number) =>
    Number.isFinite(value) ? words().shared.percent(formatPercent(value)) : words().shared.unknown;
  return (
    <div class="forces" data-stale={props.command.isStale() ? "" : undefined}>
      <Show when={props.command.board()}>
        {(answer) => (
          <section class="rescue" aria-labelledby="rescue-title">
            <h2 id="rescue-title">{words().command.rescueReach}</h2>
            <p class="side-note">
              {words().command.rescueReachRule(String(planningFigure("rescueReachMinutes").value))}{" "}
              <MethodBadge method="modelled" />
            </p>
            <Show
              when={props.command.stations().length > 0}
              fallback={<p class="unknown">{words().shared.unknown}</p>}
            >
              <dl class="rescue-shares">
                <div>
                  <dt>{words().command.rescueReachNow}</dt>
                  <dd class="num">{share(answer().rescueReachShare)}</dd>
                </div>
                <Show when={state.scenario.closures.length > 0}>
                  <div>
                    <dt>{words().command.rescueReachOpen}</dt>
                    <dd class="num">{share(answer().rescueReachWithoutClosuresShare)}</dd>
                  </div>
                </Show>
              </dl>
            </Show>
          </section>
        )}
      </Show>
      <div class="side-head">
        <h2>{words().command.forces.incidents}</h2>
        <p class="side-count num">{formatCount(props.command.forces.incidents().length)}</p>
      </div>
      <IncidentForm forces={props.command.forces} />
      <Show
        when={props.command.forces.incidents().length > 0}
        fallback={<p class="side-note">{words().command.forces.noIncidents}</p>}
      >
        <IncidentList command={props.command} />
      </Show>
      <ReachList command={props.command} />
      <div class="side-head">
        <h2>{words().command.stationsTitle}</h2>
        <p class="side-count num">
          {words().command.stationsCount(formatCount(props.command.stations().length))}
        </p>
      </div>
      <Show when={props.command.stations().length === 0}>
        <p class="side-note">{words().command.noStations}</p>
      </Show>
      <Show when={waiting().length > 0}>
        <button
          type="button"
          class="button"
          onClick={() => props.command.forces.dispatch(waiting().map(({ station }) => station.id))}
        >
          {words().command.forces.dispatchAll(formatCount(waiting().length))}
        </button>
      </Show>
      <p class="side-note">{words().command.forces.byLog}</p>
      <ul class="station-list">
        <For each={props.command.stations()}>
          {(row) => (
            <li class="station-row">
              <Icon name={STATION_ICONS[row.station.kind]} />
              <button
                type="button"
                class="station-name"
                aria-pressed={state.selection?.layer === "stations" && state.selection.id === row.station.id}
                onClick={() => commands.select("stations", row.station.id)}
              >
                {nameIn(state.language, row.station)}
              </button>
              <span class="station-state" data-state={row.state}>
                <StateMark state={row.state} />
                {words().command.stationState[row.state]}
              </span>
              <span class="station-minutes num">
                {words().command.stationKinds[row.station.kind]} ·{" "}
                {row.outMinute !== null
                  ? words().command.forces.outAt(formatHoursMinutes(Math.max(0, row.outMinute)))
                  : Number.isNaN(row.mobilisationMinutes)
                    ? words().shared.unknown
                    : words().command.mobilises(formatCount(row.mobilisationMinutes))}
              </span>
              <Show when={row.outMinute === null}>
                <button
                  type="button"
                  class="button station-out"
                  aria-label={words().command.forces.dispatchOf(nameIn(state.language, row.station))}
                  onClick={() => props.command.forces.dispatch([row.station.id])}
                >
                  {words().command.forces.dispatch}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
