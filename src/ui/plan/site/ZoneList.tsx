import { For, Show } from "solid-js";
import { PROPOSAL_LIMITS, type ProposedSite, ZONE_USES, type ZoneUse } from "../../../core/model/proposal.ts";
import type { SiteAreaAnswer } from "../../../core/model/site-area.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SiteModel } from "./site-model.ts";

/** Function zones: square metres set aside, as a bar against the effective area, and whether they fit. */
export function ZoneList(props: {
  readonly model: SiteModel;
  readonly site: ProposedSite;
  readonly area: SiteAreaAnswer;
}) {
  const { words } = useApp();
  const said = () => words().plan.site;
  const most = () =>
    Math.max(1, props.area.effectiveSquareMetres ?? 0, ...Object.values(props.site.zones).map(Number));
  const sum = () => Object.values(props.site.zones).reduce((total, each) => total + (each ?? 0), 0);
  const over = () => sum() - (props.area.effectiveSquareMetres ?? 0);
  const set = (use: ZoneUse, text: string) => {
    const { [use]: _, ...others } = props.site.zones;
    const squareMetres = Number(text);
    const [least, limit] = PROPOSAL_LIMITS.squareMetres;
    if (text === "") props.model.change({ zones: others });
    else if (squareMetres >= least && squareMetres <= limit)
      props.model.change({ zones: { ...others, [use]: squareMetres } });
  };
  return (
    <section aria-labelledby="plot-zones">
      <h3 id="plot-zones">{said().zones}</h3>
      <ul class="plot-zones">
        <For each={ZONE_USES}>
          {(use) => (
            <li>
              <label class="plot-zone">
                <span>{said().zoneUses[use]}</span>
                <input
                  type="number"
                  class="plan-input"
                  aria-label={said().zoneOf(said().zoneUses[use])}
                  min="0"
                  step="1"
                  placeholder="–"
                  value={props.site.zones[use] ?? ""}
                  onChange={(event) => {
                    set(use, event.currentTarget.value);
                    event.currentTarget.value = String(props.site.zones[use] ?? "");
                  }}
                />
                <span class="plot-track" aria-hidden="true">
                  <span
                    class="plot-bar"
                    data-step={over() > 0 ? "over" : "zone"}
                    style={{ width: `${((props.site.zones[use] ?? 0) / most()) * 100}%` }}
                  />
                </span>
              </label>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.area.effectiveSquareMetres !== null && sum() > 0}>
        <p class={over() > 0 ? "plot-warning" : "plan-note"} role="status">
          {over() > 0
            ? said().zonesOver(formatCount(Math.ceil(over())))
            : said().zonesFit(formatCount(Math.max(0, Math.floor(-over()))))}
        </p>
      </Show>
      <Show when={props.area.suggestedZones.length > 0}>
        <button
          type="button"
          class="plan-link"
          onClick={() =>
            props.model.change({
              zones: Object.fromEntries(
                props.area.suggestedZones
                  .filter(({ squareMetres }) => squareMetres > 0)
                  .map(({ use, squareMetres }) => [use, squareMetres]),
              ),
            })
          }
        >
          {said().zonesSuggest}
        </button>
        <p class="plan-note">{said().zonesNote}</p>
      </Show>
    </section>
  );
}
