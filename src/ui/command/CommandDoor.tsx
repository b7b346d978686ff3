import { createEffect, createMemo, onCleanup, Show } from "solid-js";
import type { LayerId } from "../../core/model/pack.ts";
import type { MapClick } from "../../map/scene.ts";
import { commandScene } from "../../map/scenes/command-scene.ts";
import { forcesMarks } from "../../map/scenes/forces-scene.ts";
import { useApp } from "../shared/app-context.ts";
import { CloseTool } from "./CloseTool.tsx";
import { createCommandModel } from "./command-model.ts";
import { createShownAlerts } from "./feeds/shown-alerts.ts";
import { writeForecasts } from "./log/forecast-acts.ts";
import { PromiseStrip } from "./PromiseStrip.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { TimeLine } from "./TimeLine.tsx";
import { WallBar } from "./wall/WallBar.tsx";
import "./command.css";
import "./strip.css";
import "./side.css";
import "./closures.css";
import "./log/log.css";
import "./promises/promises.css";

/** Symbols a click may be meant for while no tool is in hand. */
const SYMBOL_LAYERS: readonly LayerId[] = ["shelters", "depots", "stations", "waterlogging", "gates"];

/** /command: time since the quake, the three promises, what breaks them and where; streets close and all re-solves. */
export function CommandDoor() {
  const app = useApp();
  const { state, commands, words } = app;
  const command = createCommandModel(app);
  const alerts = createShownAlerts();
  writeForecasts(app, command);
  const scene = createMemo(() =>
    commandScene(state, {
      words: words(),
      sites: command.sites(),
      closedStretches: command.board()?.closedStretches ?? [],
      elapsedMinutes: command.elapsedMinutes(),
      preview: command.closure.stretch(),
      forces: forcesMarks(
        command.forces.incidents().map(({ incident }) => incident),
        command.forces.draft(),
        command.tab() === "forces" ? (command.forces.answer()?.polygons ?? []) : [],
        words(),
      ),
      hazards: command.board()?.hazards ?? null,
      zones: command.hazards.hazards().zones,
      corners: command.hazards.corners(),
      isStale: command.isStale(),
      focus: command.focus(),
      alerts: alerts(),
    }),
  );
  const onClick = ({ lngLat, feature }: MapClick) => {
    if (command.forces.isPlacing()) command.forces.placeAt(lngLat);
    else if (command.hazards.tool().kind !== "none") command.hazards.click(lngLat);
    else if (command.closure.isToolOn()) command.closure.ask(lngLat, false);
    else if (feature && SYMBOL_LAYERS.includes(feature.layer)) commands.select(feature.layer, feature.id);
    else commands.clearSelection();
  };
  const hazardHint = () => {
    const { kind } = command.hazards.tool();
    if (kind === "epicentre") return words().command.hazards.pickEpicentreHint;
    return kind === "zone" ? words().command.hazards.drawHint : null;
  };
  app.bindMap({
    scene,
    onClick,
    clickHint: () => {
      if (command.forces.isPlacing()) return words().command.forces.placing;
      return hazardHint() ?? (command.closure.isToolOn() ? words().command.closeToolHint : null);
    },
  });
  createEffect(() => {
    if (!command.closure.isToolOn() && !command.forces.isPlacing() && !hazardHint()) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // A list or a field that used the key for itself has said so.
      if (event.key !== "Escape" || event.defaultPrevented) return;
      command.forces.setPlacing(false);
      command.closure.leaveTool();
      command.hazards.setTool({ kind: "none" });
    };
    document.addEventListener("keydown", onKeyDown);
    onCleanup(() => document.removeEventListener("keydown", onKeyDown));
  });
  return (
    <>
      <h1 class="visually-hidden">{words().command.title}</h1>
      <Show when={state.theme === "wall"}>
        <WallBar />
      </Show>
      <PromiseStrip command={command} />
      <SidePanel command={command} />
      <CloseTool command={command} />
      <TimeLine command={command} />
    </>
  );
}
