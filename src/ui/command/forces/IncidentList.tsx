import { For, Show } from "solid-js";
import { formatCount, formatHoursMinutes, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { Icon } from "../../shared/Icon.tsx";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { CommandModel } from "../command-model.ts";
import { INCIDENT_ICONS } from "./incident-icons.ts";

/** Open incidents, the worst first: who is there, who should be sent, and who else could come. */
export function IncidentList(props: { readonly command: CommandModel }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.forces;
  const forces = () => props.command.forces;
  const stationName = (id: string): string => {
    const station = pack()?.stations.find((each) => each.id === id);
    return station ? nameIn(state.language, station) : id;
  };
  const candidateName = (id: string): string => {
    const candidate = pack()?.candidates.find((each) => each.id === id);
    return candidate ? nameIn(state.language, candidate) : id;
  };
  const minutes = (value: number) => words().shared.minutes(formatCount(Math.max(1, Math.ceil(value))));
  const told = (id: string) =>
    forces()
      .answer()
      ?.incidents.find(({ incidentId }) => incidentId === id);
  const ordersFor = (id: string) =>
    (forces().answer()?.orders ?? []).filter(({ incidentId }) => incidentId === id);
  const outAt = (id: string) => state.operation.shown.crewsOut.filter(({ incidentId }) => incidentId === id);
  return (
    <>
      <Show when={(forces().answer()?.orders.length ?? 0) > 1}>
        <button type="button" class="button" data-kind="primary" onClick={() => forces().send(null)}>
          {said().sendAll(
            formatCount((forces().answer()?.orders ?? []).reduce((sum, { crews }) => sum + crews, 0)),
          )}
        </button>
      </Show>
      <ul class="incident-list">
        <For each={forces().incidents()}>
          {({ incident, minute }) => (
            <li class="incident" data-severity={incident.severity}>
              <div class="incident-head">
                <Icon name={INCIDENT_ICONS[incident.kind]} />
                <button
                  type="button"
                  class="breach-name"
                  onClick={() => props.command.lookAt([incident.lngLat])}
                >
                  {said().kinds[incident.kind]} · {said().severities[incident.severity]}
                </button>
                <span class="side-note num">{said().at(formatHoursMinutes(Math.max(0, minute)))}</span>
              </div>
              <Show when={incident.text}>
                <p>{incident.text}</p>
              </Show>
              <For each={outAt(incident.id)}>
                {(out) => (
                  <p class="num">
                    {said().there(stationName(out.stationId), formatCount(out.crews))}{" "}
                    <button
                      type="button"
                      class="side-link"
                      onClick={() => forces().callBack(out.stationId, incident.id, out.crews)}
                    >
                      {said().callBack}
                    </button>
                  </p>
                )}
              </For>
              <Show when={told(incident.id)?.isOffStreets}>
                <p data-worse="">{said().offStreets}</p>
              </Show>
              <Show when={ordersFor(incident.id).length > 0}>
                <div class="save">
                  <p class="save-words num">
                    <For each={ordersFor(incident.id)}>
                      {(order) => (
                        <strong>
                          {said().order(
                            stationName(order.stationId),
                            formatCount(order.crews),
                            minutes(order.minutes),
                          )}
                        </strong>
                      )}
                    </For>
                  </p>
                  <button
                    type="button"
                    class="button save-order"
                    aria-label={said().sendTo(said().kinds[incident.kind])}
                    onClick={() => forces().send(incident.id)}
                  >
                    {said().send}
                  </button>
                </div>
              </Show>
              <Show when={(told(incident.id)?.missingCrews ?? 0) > 0}>
                <p class="num" data-worse="">
                  {said().missing(formatCount(told(incident.id)?.missingCrews ?? 0))}
                </p>
              </Show>
              <Show when={told(incident.id)?.nearest.length}>
                <p class="side-note num">
                  {said().nearest}{" "}
                  {told(incident.id)
                    ?.nearest.map(
                      (near) =>
                        `${stationName(near.stationId)} ${minutes(near.minutes)}${near.freeCrews === 0 ? said().noCrew : ""}`,
                    )
                    .join(words().command.rescue.comma)}
                </p>
              </Show>
              <Show when={told(incident.id)?.staging}>
                {(staging) => (
                  <p class="side-note num">
                    {said().staging(candidateName(staging().candidateId), minutes(staging().minutes))}{" "}
                    <MethodBadge method="modelled" />
                  </p>
                )}
              </Show>
              <button type="button" class="button" onClick={() => forces().end(incident.id)}>
                {said().endIncident}
              </button>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
