import { createMemo, For, Match, Show, Switch } from "solid-js";
import {
  type Candidate,
  HAZARDS,
  type Hazard,
  SHELTER_TIERS,
  type Shelter,
  type ShelterTier,
} from "../../../core/model/pack.ts";
import { PROPOSAL_LIMITS } from "../../../core/model/proposal.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { Mixed } from "../../shared/Mixed.tsx";
import { AuditList } from "./AuditList.tsx";
import { GateList } from "./GateList.tsx";
import { SiteFacts } from "./SiteFacts.tsx";
import type { SiteModel } from "./site-model.ts";
import { Waterfall } from "./Waterfall.tsx";
import { ZoneList } from "./ZoneList.tsx";
import "./site.css";

const SETTINGS = ["outdoor", "indoor"] as const;

/** Right side of /plan while one site is looked at: its ground, room, gates, zones and the standards it keeps. */
export function SitePanel(props: { readonly model: SiteModel }) {
  const { state, words, pack, retryAnalysis } = useApp();
  const said = () => words().plan.site;
  const model = () => props.model;
  /** Its row in the pack: where it is from. */
  const origin = createMemo((): Shelter | Candidate | null => {
    const id = model().siteId();
    const index = pack();
    if (!index || model().site()) return null;
    return [...index.shelters, ...index.candidates].find((row) => row.id === id) ?? null;
  });
  const failure = () => {
    const task = state.tasks.siteArea;
    return task.status === "failed" ? task.failure : null;
  };
  const kind = () => model().area()?.kind ?? (model().site() ? "proposed" : "shelter");
  return (
    <section class="plot-panel" aria-labelledby="plot-title">
      <div class="plot-head">
        <div>
          <p class="plan-note">{said().kinds[kind()]}</p>
          <h2 id="plot-title">
            <Mixed text={model().nameOf(model().siteId() ?? "")} />
          </h2>
        </div>
        <button type="button" class="plot-close" onClick={() => model().close()}>
          {said().close}
        </button>
      </div>
      <Show when={model().isClosed()}>
        <p class="plot-warning">{said().isClosed}</p>
      </Show>
      <Show when={failure()}>
        {(failed) => <FailureNote failure={failed()} onRetry={() => retryAnalysis("siteArea")} />}
      </Show>
      <Show when={model().site()}>
        <SiteForm model={props.model} />
      </Show>
      <Show
        when={model().area()}
        fallback={
          <Show when={!failure()}>
            <p class="plan-note" role="status">
              {said().computing}
            </p>
          </Show>
        }
      >
        {(area) => (
          <div class="plot-parts" data-stale={model().isStale() ? "" : undefined}>
            <For each={area().warnings}>
              {(warning) => (
                <p class="plot-warning" role="note">
                  {warning === "overlaps"
                    ? said().overlapsWith(
                        area()
                          .overlapIds.map((id) => model().nameOf(id))
                          .join(words().shared.comma),
                      )
                    : said().warnings[warning]}
                </p>
              )}
            </For>
            <Waterfall area={area()} />
            <section aria-labelledby="plot-room">
              <h3 id="plot-room">{said().room}</h3>
              <table class="plot-table">
                <thead>
                  <tr>
                    <th scope="col">{said().roomPhase}</th>
                    <th scope="col">{said().roomEach}</th>
                    <th scope="col">{said().roomPersons}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={area().phases}>
                    {(row) => (
                      <tr data-current={row.phase === state.scenario.phase ? "" : undefined}>
                        <th scope="row">{words().shared.phases[row.phase]}</th>
                        <td>{row.squareMetresPerPerson}</td>
                        <td>
                          <strong>
                            {row.persons === null ? said().unknownStep : formatCount(row.persons)}
                          </strong>
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </section>
            <Show when={model().site()}>
              {(site) => (
                <>
                  <GateList model={props.model} site={site()} area={area()} />
                  <ZoneList model={props.model} site={site()} area={area()} />
                </>
              )}
            </Show>
          </div>
        )}
      </Show>
      <Show when={model().audit()}>{(audit) => <AuditList model={props.model} audit={audit()} />}</Show>
      <Show when={model().site()}>{(site) => <SiteFacts model={props.model} site={site()} />}</Show>
      <Show when={origin()}>
        {(row) => (
          <section aria-labelledby="plot-origin">
            <h3 id="plot-origin">{said().origin}</h3>
            <p class="plan-note">
              <MethodBadge method={row().method} /> <Mixed text={row().source} />
            </p>
            <Show when={"landUse" in row() && (row() as Candidate)}>
              {(candidate) => (
                <p class="plan-note">
                  {words().map.landUses[candidate().landUse]}
                  {words().plan.everyone.separator}
                  {state.language === "en" ? candidate().ruleEn : candidate().ruleZh}
                </p>
              )}
            </Show>
          </section>
        )}
      </Show>
      <div class="plot-actions">
        <Switch fallback={<p class="plan-note">{said().needScheme}</p>}>
          <Match when={model().site()}>
            <button type="button" class="button" onClick={() => model().remove()}>
              {said().remove}
            </button>
          </Match>
          <Match when={model().hasScheme() && kind() === "candidate"}>
            <button type="button" class="button button-primary" onClick={() => model().makeSite()}>
              {said().makeSite}
            </button>
          </Match>
          <Match when={model().hasScheme() && kind() === "shelter"}>
            <button type="button" class="button" onClick={() => model().setClosed(!model().isClosed())}>
              {model().isClosed() ? said().reopen : said().shut}
            </button>
          </Match>
        </Switch>
      </div>
    </section>
  );
}

/** What is typed about a site of the scheme. */
function SiteForm(props: { readonly model: SiteModel }) {
  const { words } = useApp();
  const said = () => words().plan.site;
  const site = () => props.model.site();
  const typed = () => {
    const area = site()?.area;
    return area?.kind === "typed" ? area.squareMetres : null;
  };
  const setTyped = (squareMetres: number) => {
    const [least, most] = PROPOSAL_LIMITS.squareMetres;
    if (squareMetres >= least && squareMetres <= most)
      props.model.change({ area: { kind: "typed", squareMetres } });
  };
  const toggleHazard = (hazard: Hazard, isFit: boolean) =>
    props.model.change({
      fitFor: HAZARDS.filter((each) => (each === hazard ? isFit : site()?.fitFor.includes(each))),
    });
  return (
    <div class="plot-form">
      <label class="plan-field plot-wide">
        <span class="plan-label">{said().name}</span>
        <input
          type="text"
          class="plan-input"
          maxlength="80"
          value={site()?.name ?? ""}
          onChange={(event) => {
            const name = event.currentTarget.value.trim();
            if (name) props.model.change({ name });
            event.currentTarget.value = site()?.name ?? "";
          }}
        />
      </label>
      <label class="plan-field">
        <span class="plan-label">{said().tier}</span>
        <select
          class="plan-input"
          value={site()?.tier}
          onChange={(event) => props.model.change({ tier: event.currentTarget.value as ShelterTier })}
        >
          <For each={SHELTER_TIERS}>
            {(tier) => <option value={tier}>{words().shared.tiers[tier]}</option>}
          </For>
        </select>
      </label>
      <label class="plan-field">
        <span class="plan-label">{said().setting}</span>
        <select
          class="plan-input"
          value={site()?.setting}
          onChange={(event) =>
            props.model.change({ setting: event.currentTarget.value as (typeof SETTINGS)[number] })
          }
        >
          <For each={SETTINGS}>
            {(setting) => <option value={setting}>{said().settings[setting]}</option>}
          </For>
        </select>
      </label>
      <fieldset class="plot-choices plot-wide">
        <legend class="plan-label">{said().fitFor}</legend>
        <For each={HAZARDS}>
          {(hazard) => (
            <label class="plot-check">
              <input
                type="checkbox"
                checked={site()?.fitFor.includes(hazard) ?? false}
                onChange={(event) => toggleHazard(hazard, event.currentTarget.checked)}
              />
              <span>{words().shared.hazards[hazard]}</span>
            </label>
          )}
        </For>
      </fieldset>
      <fieldset class="plot-choices plot-wide">
        <legend class="plan-label">{said().area}</legend>
        <label class="plot-check">
          <input
            type="radio"
            name="plot-area"
            checked={site()?.area.kind === "derived"}
            onChange={() => props.model.change({ area: { kind: "derived" } })}
          />
          <span>{said().areaDerived}</span>
        </label>
        <label class="plot-check">
          <input
            type="radio"
            name="plot-area"
            checked={site()?.area.kind === "typed"}
            onChange={() => setTyped(Math.round(props.model.area()?.effectiveSquareMetres ?? 0))}
          />
          <span>{said().areaTyped}</span>
        </label>
        <Show when={typed() !== null}>
          <input
            type="number"
            class="plan-input plot-number"
            aria-label={said().areaSquareMetres}
            min={PROPOSAL_LIMITS.squareMetres[0]}
            max={PROPOSAL_LIMITS.squareMetres[1]}
            value={typed() ?? ""}
            onChange={(event) => {
              setTyped(event.currentTarget.valueAsNumber);
              event.currentTarget.value = String(typed() ?? "");
            }}
          />
        </Show>
      </fieldset>
    </div>
  );
}
