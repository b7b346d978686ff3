import { createEffect, Match, onCleanup, Switch } from "solid-js";
import { BASE_KINDS } from "../../../core/model/proposal.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import "../questions.css";
import type { PlanModel } from "../plan-model.ts";
import "./bases.css";
import type { BasesModel } from "./bases-model.ts";
import { DepotCard } from "./DepotCard.tsx";
import { FireCard } from "./FireCard.tsx";
import { SeismicCard } from "./SeismicCard.tsx";

/** Fire stations, depots, seismic stations: how far they reach today, and where more should stand. */
export function BasesPanel(props: { readonly plan: PlanModel; readonly bases: BasesModel }) {
  const { state, commands, words } = useApp();
  createEffect(() => {
    const kind = props.bases.kind();
    if (kind === "fire-small" && state.asked.baseReach === null)
      commands.ask("baseReach", { scenario: settledScenario(state), minutes: null, outlines: true });
    if (kind === "seismic" && state.asked.seismicSpacing === null)
      commands.ask("seismicSpacing", { scenario: settledScenario(state), newStations: null });
  });
  // these two follow every change of the scheme: not while nobody looks
  onCleanup(() => {
    commands.ask("baseReach", null);
    commands.ask("seismicSpacing", null);
  });
  return (
    <div class="bases">
      <Segmented
        legend={words().plan.bases.choose}
        name="base-kind"
        value={props.bases.kind()}
        options={BASE_KINDS.map((value) => ({ value, label: words().plan.bases.kinds[value] }))}
        onChange={props.bases.setKind}
      />
      <Switch>
        <Match when={props.bases.kind() === "fire-small"}>
          <FireCard plan={props.plan} bases={props.bases} />
        </Match>
        <Match when={props.bases.kind() === "depot"}>
          <DepotCard bases={props.bases} />
        </Match>
        <Match when={props.bases.kind() === "seismic"}>
          <SeismicCard bases={props.bases} />
        </Match>
      </Switch>
    </div>
  );
}
