import { createSignal, For, Show } from "solid-js";
import { BUILD_ORDER_GOALS } from "../../../core/model/build-order.ts";
import { formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { NumberField } from "./NumberField.tsx";
import { OrderChart } from "./OrderChart.tsx";
import type { OrderModel } from "./order-model.ts";
import { SelectField } from "./SelectField.tsx";
import { SlotDetail } from "./SlotDetail.tsx";
import type { SolverModel } from "./solver-model.ts";
import "./timeline.css";

const MOST_YEARS = 20;
const MOST_PER_YEAR = 10;

/** What is built in which year: found by the solver, changed by hand, and how far it stays behind. */
export function BuildTimeline(props: { readonly solver: SolverModel; readonly order: OrderModel }) {
  const { state, words, retryAnalysis } = useApp();
  const said = () => words().plan.order;
  const [openId, setOpenId] = createSignal<string | null>(null);
  const failure = () => {
    const task = state.tasks.buildOrder;
    return task.status === "failed" && task.failure.code !== "CANCELLED" ? task.failure : null;
  };
  const total = () => props.order.draft().years * props.order.draft().perYear;
  const proofWords = (): string => {
    const proof = props.order.free()?.proof;
    if (!proof) return "";
    if (proof.status === "optimal") return said().proven;
    return proof.status === "gap" ? said().gap(formatPercent(proof.gapShare)) : said().infeasible;
  };
  const persons = (count: number) => words().plan.solver.value.persons(formatModelledPersons(count));
  const regretWords = (): string | null => {
    const regret = props.order.regret();
    if (regret === null) return null;
    if (regret >= 1) return said().regretTotal(persons(regret));
    const isProven = props.order.free()?.years.every(({ best }) => best.proof.status === "optimal");
    return isProven ? said().noRegret : said().noKnownRegret;
  };
  const handWords = (): string | null => {
    const behind = props.order.behindFound();
    if (!props.order.isByHand()) return null;
    if (behind === null) return words().plan.recomputing;
    return behind < 1 ? said().handNone : said().hand(persons(behind));
  };
  return (
    <Show when={props.solver.candidates().length > 0}>
      <section class="timeline" aria-labelledby="timeline-title">
        <div class="timeline-head">
          <h2 id="timeline-title">{said().title}</h2>
          <button
            type="button"
            class="timeline-ask"
            disabled={props.order.isRunning()}
            onClick={() => props.order.ask()}
          >
            {props.order.plan() ? said().again : said().solve}
          </button>
        </div>
        <Show when={props.order.plan()} fallback={<p class="solver-note">{said().empty}</p>}>
          <Track solver={props.solver} order={props.order} openId={openId()} onOpen={setOpenId} />
          <Show when={openId()}>
            {(id) => (
              <SlotDetail
                solver={props.solver}
                order={props.order}
                id={id()}
                onClose={() => setOpenId(null)}
              />
            )}
          </Show>
          <p class="solver-note" aria-live="polite">
            {proofWords()} {regretWords()} {handWords()}
          </p>
          <div class="timeline-buttons">
            <Show when={props.order.isByHand()}>
              <button type="button" class="plan-link" onClick={() => props.order.reset()}>
                {said().backTo}
              </button>
            </Show>
            <button type="button" class="plan-link" onClick={() => props.order.apply()}>
              {said().apply}
            </button>
          </div>
          <OrderChart order={props.order} />
        </Show>
        <Show when={props.order.free()?.years.length === 0 && !props.order.isRunning()}>
          <p class="solver-note">{said().infeasible}</p>
        </Show>
        <Show when={failure()}>
          {(failed) => <FailureNote failure={failed()} onRetry={() => retryAnalysis("buildOrder")} />}
        </Show>
        <details class="timeline-settings">
          <summary>
            {said().plan(String(props.order.plannedPerYear), String(props.order.plannedTotal))}
          </summary>
          <p class="solver-note">{said().about}</p>
          <div class="solver-row">
            <NumberField
              label={said().from}
              value={props.order.draft().fromYear}
              least={1950}
              most={2100}
              onChange={(fromYear) => props.order.setDraft({ fromYear })}
            />
            <NumberField
              label={said().years}
              value={props.order.draft().years}
              least={1}
              most={MOST_YEARS}
              onChange={(years) => props.order.setDraft({ years })}
            />
            <NumberField
              label={said().perYear}
              value={props.order.draft().perYear}
              least={1}
              most={MOST_PER_YEAR}
              onChange={(perYear) => props.order.setDraft({ perYear })}
            />
          </div>
          <SelectField
            label={said().goal}
            options={BUILD_ORDER_GOALS.map((value) => ({ value, label: said().goals[value] }))}
            value={props.order.draft().goal}
            onChange={(goal) => props.order.setDraft({ goal })}
          />
          <Show when={total() < props.order.plannedTotal}>
            <p class="solver-note">{said().belowTotal(String(total()), String(props.order.plannedTotal))}</p>
          </Show>
        </details>
      </section>
    </Show>
  );
}

/** The years on a line, a box for each site: pressed for more, dragged or moved by arrows to another year. */
function Track(props: {
  readonly solver: SolverModel;
  readonly order: OrderModel;
  readonly openId: string | null;
  readonly onOpen: (id: string | null) => void;
}) {
  const { state, words } = useApp();
  const said = () => words().plan.order;
  let track: HTMLOListElement | undefined;
  const built = () =>
    new Set(
      (state.schemes.schemes.find(({ id }) => id === state.schemes.currentId)?.proposals.sites ?? []).map(
        ({ candidateId }) => candidateId,
      ),
    );
  const isDoubtful = (id: string) =>
    props.solver.candidates().find((each) => each.id === id)?.landUse === "vacated-plot";
  const keep = (id: string) =>
    // The box is drawn anew in its other year: the keyboard stays with it.
    queueMicrotask(() => track?.querySelector<HTMLElement>(`[data-site="${CSS.escape(id)}"]`)?.focus());
  const onKeyDown = (event: KeyboardEvent, id: string, year: number) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    props.order.move(id, year + step);
    keep(id);
  };
  const onDrop = (event: DragEvent, year: number, onto?: string) => {
    const id = event.dataTransfer?.getData("text/plain");
    if (!id) return;
    event.preventDefault();
    event.stopPropagation();
    props.order.move(id, year, onto);
  };
  const slotWords = (id: string, year: number) => {
    const name = said().slot(String(props.order.draft().fromYear + year), props.solver.nameOf(id));
    return props.order.fixedIds().has(id) ? `${name} (${said().locked})` : name;
  };
  return (
    <ol ref={track} class="timeline-track" aria-describedby="timeline-hint">
      <For each={props.order.plan() ?? []}>
        {(ids, year) => (
          <li
            class="timeline-year"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => onDrop(event, year())}
          >
            <span class="timeline-boxes">
              <For each={ids}>
                {(id) => (
                  <button
                    type="button"
                    class="timeline-box"
                    data-site={id}
                    data-built={built().has(id) ? "" : undefined}
                    data-fixed={props.order.fixedIds().has(id) ? "" : undefined}
                    data-doubtful={isDoubtful(id) ? "" : undefined}
                    aria-pressed={props.openId === id}
                    aria-label={slotWords(id, year())}
                    title={slotWords(id, year())}
                    draggable={true}
                    onDragStart={(event) => event.dataTransfer?.setData("text/plain", id)}
                    onDrop={(event) => onDrop(event, year(), id)}
                    onClick={() => props.onOpen(props.openId === id ? null : id)}
                    onKeyDown={(event) => onKeyDown(event, id, year())}
                  />
                )}
              </For>
              <For each={Array.from({ length: Math.max(0, props.order.draft().perYear - ids.length) })}>
                {() => <span class="timeline-box" data-empty="" aria-hidden="true" />}
              </For>
            </span>
            <span class="timeline-label">{props.order.draft().fromYear + year()}</span>
          </li>
        )}
      </For>
      <li id="timeline-hint" class="visually-hidden">
        {said().slotHint}
      </li>
    </ol>
  );
}
