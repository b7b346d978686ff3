import { createSignal, Show } from "solid-js";
import { formatModelledPersons } from "../../../i18n/format.ts";
import { SLIPS, type Slip, yearOfSite } from "../../../state/siting/year-plan.ts";
import { useApp } from "../../shared/app-context.ts";
import type { OrderModel, SlipFinding } from "./order-model.ts";
import { SelectField } from "./SelectField.tsx";
import type { SolverModel } from "./solver-model.ts";

/** One site of the order: its year, whom it may change with, whether it is fixed, and what it costs if it comes late. */
export function SlotDetail(props: {
  readonly solver: SolverModel;
  readonly order: OrderModel;
  readonly id: string;
  readonly onClose: () => void;
}) {
  const { words, commands } = useApp();
  const said = () => words().plan.order;
  const name = () => props.solver.nameOf(props.id);
  const isDoubtful = () =>
    props.solver.candidates().find((each) => each.id === props.id)?.landUse === "vacated-plot";
  const [chosen, setChosen] = createSignal<Slip | null>(null);
  /** A vacated plot may come late until somebody says otherwise. */
  const slip = (): Slip => chosen() ?? (isDoubtful() ? "one" : "none");
  const plan = () => props.order.plan() ?? [];
  const isFixed = () => props.order.fixedIds().has(props.id);
  const yearText = (year: number) => said().year(String(props.order.draft().fromYear + year));
  const others = () =>
    plan().flatMap((ids, year) =>
      ids
        .filter(
          (id) => id !== props.id && !props.order.fixedIds().has(id) && year !== yearOfSite(plan(), props.id),
        )
        .map((id) => ({
          value: id,
          label: said().slot(String(props.order.draft().fromYear + year), props.solver.nameOf(id)),
        })),
    );
  const finding = (): SlipFinding | null => {
    const known = props.order.slipOf(props.id);
    return known !== null && known !== "asked" && known.slip === slip() ? known : null;
  };
  const lossWords = ({ lostPersons }: SlipFinding) =>
    lostPersons < 1
      ? said().lossNone(name())
      : said().loss(words().plan.solver.value.persons(formatModelledPersons(lostPersons)), name());
  return (
    <section class="timeline-slot" aria-label={name()}>
      <div class="timeline-head">
        <button type="button" class="link-button" onClick={() => commands.select("candidates", props.id)}>
          {name()}
        </button>
        <button
          type="button"
          class="timeline-close"
          aria-label={words().shared.close}
          onClick={() => props.onClose()}
        >
          ✕
        </button>
      </div>
      <label class="solver-check">
        <input type="checkbox" checked={isFixed()} onChange={() => props.order.toggleFixed(props.id)} />
        <span>{said().lock}</span>
      </label>
      <Show when={!isFixed()}>
        <div class="solver-row">
          <SelectField
            label={said().moveTo}
            options={plan().map((_, year) => ({ value: String(year), label: yearText(year) }))}
            value={String(yearOfSite(plan(), props.id))}
            onChange={(year) => props.order.move(props.id, Number(year))}
          />
          <SelectField
            label={said().swap}
            options={[{ value: "", label: "–" }, ...others()]}
            value=""
            onChange={(other) => {
              if (other) props.order.swap(props.id, other);
            }}
          />
        </div>
      </Show>
      <SelectField
        label={said().slip}
        options={SLIPS.map((value) => ({ value, label: said().slips[value] }))}
        value={slip()}
        onChange={setChosen}
      />
      <Show when={isDoubtful()}>
        <p class="solver-note">{said().doubtful}</p>
      </Show>
      <Show when={slip() !== "none"}>
        <Show
          when={finding()}
          fallback={
            <button
              type="button"
              class="button timeline-small"
              disabled={props.order.slipOf(props.id) === "asked"}
              onClick={() => props.order.askSlip(props.id, slip())}
            >
              {props.order.slipOf(props.id) === "asked" ? words().plan.recomputing : said().lossAsk}
            </button>
          }
        >
          {(found) => (
            <>
              <p class="solver-note">{lossWords(found())}</p>
              <Show when={found().without}>
                {(without) => (
                  <button
                    type="button"
                    class="button timeline-small"
                    onClick={() => props.order.use(without())}
                  >
                    {said().without}
                  </button>
                )}
              </Show>
            </>
          )}
        </Show>
      </Show>
    </section>
  );
}
