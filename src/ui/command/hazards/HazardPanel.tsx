import { For, Show } from "solid-js";
import type { HazardEffect } from "../../../core/model/hazard-outlook.ts";
import { type ExclusionZone, ZONE_KINDS } from "../../../core/model/hazards.ts";
import { formatCount, formatElapsed, formatMetres } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { QuakeForm } from "./QuakeForm.tsx";
import { RainForm } from "./RainForm.tsx";
import "./hazards.css";

/** What happens: an earthquake, rain, ground nobody may enter, together or alone; and what each of them changes now. */
export function HazardPanel(props: { readonly command: CommandModel }) {
  const { words } = useApp();
  const said = () => words().command.hazards;
  const draft = () => props.command.hazards;
  const outlook = () => props.command.board()?.hazards ?? null;
  return (
    <div class="hazards" data-stale={props.command.isStale() ? "" : undefined}>
      <QuakeForm draft={draft()} outlook={outlook()?.earthquake ?? null} />
      <RainForm draft={draft()} water={outlook()?.water ?? []} />
      <Zones command={props.command} />
      <section class="hazard" aria-labelledby="hazard-effects">
        <h3 id="hazard-effects">{said().effects}</h3>
        <Show
          when={(outlook()?.effects.length ?? 0) > 0}
          fallback={<p class="side-note">{said().effectsNone}</p>}
        >
          <ul class="hazard-list">
            <For each={outlook()?.effects ?? []}>{(effect) => <Effect effect={effect} />}</For>
          </ul>
        </Show>
      </section>
    </div>
  );
}

function Effect(props: { readonly effect: HazardEffect }) {
  const { words } = useApp();
  const said = () => words().command.hazards;
  return (
    <li>
      <span>{said().effect[props.effect.kind]}</span>
      <span class="num">
        {props.effect.isInForce
          ? said().effectOf(
              words().shared.metres(formatMetres(props.effect.streetMetres)),
              formatCount(props.effect.persons),
              formatCount(props.effect.trucks),
            )
          : said().notNow}
      </span>
    </li>
  );
}

function Zones(props: { readonly command: CommandModel }) {
  const { words } = useApp();
  const said = () => words().command.hazards;
  const draft = () => props.command.hazards;
  const zones = () => draft().hazards().zones;
  const isDrawing = () => draft().tool().kind === "zone";
  const setSpan = (zone: ExclusionZone, change: Partial<ExclusionZone>) => {
    const next = { ...zone, ...change };
    const isUsable =
      Number.isFinite(next.fromMinute) && (next.toMinute === null || next.toMinute > next.fromMinute);
    if (isUsable) draft().change({ zones: zones().map((one) => (one.id === zone.id ? next : one)) });
  };
  return (
    <section class="hazard" aria-labelledby="hazard-zones">
      <h3 id="hazard-zones">{said().zones}</h3>
      <div class="hazard-buttons">
        <Show
          when={isDrawing()}
          fallback={
            <For each={ZONE_KINDS}>
              {(kind) => (
                <button
                  type="button"
                  class="button"
                  onClick={() => draft().setTool({ kind: "zone", of: kind })}
                >
                  {said().drawZone[kind]}
                </button>
              )}
            </For>
          }
        >
          <p class="side-note">
            {said().drawHint} · {said().corners(formatCount(draft().corners().length))}
          </p>
          <button
            type="button"
            class="button"
            disabled={draft().corners().length < 3}
            title={draft().corners().length < 3 ? said().drawHint : undefined}
            onClick={() => draft().finishZone()}
          >
            {said().finishZone}
          </button>
          <button type="button" class="button" onClick={() => draft().setTool({ kind: "none" })}>
            {said().dropZone}
          </button>
        </Show>
      </div>
      <ul class="hazard-list">
        <For each={zones()}>
          {(zone) => (
            <li>
              <span>
                {said().zoneKinds[zone.kind]}{" "}
                <span class="num">
                  {said().zoneSpan(
                    formatElapsed(zone.fromMinute),
                    zone.toMinute === null ? null : formatElapsed(zone.toMinute),
                  )}
                </span>
              </span>
              <span class="hazard-fields">
                <label class="hazard-field">
                  <span>{said().zoneFrom}</span>
                  <input
                    type="number"
                    class="num"
                    value={zone.fromMinute}
                    onChange={(event) => setSpan(zone, { fromMinute: event.currentTarget.valueAsNumber })}
                  />
                </label>
                <label class="hazard-field">
                  <span>{said().zoneTo}</span>
                  <input
                    type="number"
                    class="num"
                    value={zone.toMinute ?? ""}
                    onChange={(event) =>
                      setSpan(zone, {
                        toMinute: event.currentTarget.value === "" ? null : event.currentTarget.valueAsNumber,
                      })
                    }
                  />
                </label>
                <button
                  type="button"
                  class="button"
                  aria-label={said().removeZone(said().zoneKinds[zone.kind])}
                  onClick={() => draft().change({ zones: zones().filter(({ id }) => id !== zone.id) })}
                >
                  {said().remove}
                </button>
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
