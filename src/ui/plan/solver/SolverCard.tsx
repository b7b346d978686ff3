import { Match, Show, Switch } from "solid-js";
import type { SiteAnswer } from "../../../core/model/siting.ts";
import { formatCount } from "../../../i18n/format.ts";
import { asksForCount } from "../../../state/siting/siting-draft.ts";
import { useApp } from "../../shared/app-context.ts";
import type { PlanModel } from "../plan-model.ts";
import { OrderCard } from "./OrderCard.tsx";
import { ProofLine } from "./ProofLine.tsx";
import { foundWords, titleWords, valueWords } from "./siting-words.ts";
import type { SolverModel } from "./solver-model.ts";
import { WorkCard } from "./WorkCard.tsx";

/** At the foot of the board: the question as it is set, at work, or answered, each in a few lines. */
export function SolverCard(props: { readonly plan: PlanModel; readonly solver: SolverModel }) {
  const { state, words } = useApp();
  const said = () => words().plan.solver.card;
  const persons = () =>
    props.solver.draft().weight === "persons" ? (props.plan.coverage()?.district.persons ?? null) : null;
  const idle = () => {
    const aim = words().plan.solver.aims[props.solver.draft().kind];
    const { newSites } = props.solver.draft();
    return asksForCount(props.solver.draft()) ? said().idle(formatCount(newSites), aim) : said().idleAim(aim);
  };
  const running = () => {
    const task = state.tasks.site;
    return task.status === "running" ? task : null;
  };
  const openTab = () => props.plan.setTab("solver");
  return (
    <Show when={props.solver.candidates().length > 0}>
      <Switch
        fallback={
          <section class="solver-card" aria-label={said().title}>
            <Show when={props.solver.answer()} fallback={<h3>{idle()}</h3>}>
              {(answer) => <DoneLines answer={answer()} persons={persons()} />}
            </Show>
            <div class="solver-card-buttons">
              <Show
                when={(props.solver.answer()?.chosenIds.length ?? 0) > 0}
                fallback={
                  <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    disabled={props.solver.obstacle() !== null}
                    onClick={() => props.solver.ask()}
                  >
                    {words().plan.solver.solve}
                  </button>
                }
              >
                <button
                  type="button"
                  class="button"
                  data-kind="primary"
                  onClick={() => props.solver.apply(props.solver.answer()?.chosenIds ?? [])}
                >
                  {state.schemes.currentId === null
                    ? words().plan.solver.answer.applyNew
                    : words().plan.solver.answer.apply}
                </button>
              </Show>
              <button type="button" class="button" onClick={openTab}>
                {props.solver.answer() ? said().details : said().open}
              </button>
            </div>
          </section>
        }
      >
        <Match when={running()}>
          {(task) => (
            <WorkCard
              kind="site"
              title={titleWords(words(), task().request)}
              limitSeconds={task().request.limitSeconds}
              found={foundWords(
                words(),
                { kind: task().request.kind, isPriced: task().request.costs !== null },
                task().found,
                persons(),
              )}
            />
          )}
        </Match>
        <Match when={state.tasks.buildOrder.status === "running"}>
          <OrderCard />
        </Match>
      </Switch>
    </Show>
  );
}

function DoneLines(props: { readonly answer: SiteAnswer; readonly persons: number | null }) {
  const { words } = useApp();
  const said = () => words().plan.solver;
  const isPriced = () => props.answer.request.costs !== null;
  return (
    <>
      <h3>
        {said().answer.chosen(formatCount(props.answer.chosenIds.length))}
        <Show when={props.answer.value}>
          {(value) => (
            <span class="solver-card-value">
              {valueWords(
                words(),
                { kind: props.answer.request.kind, isPriced: isPriced() },
                value(),
                props.persons,
              )}
            </span>
          )}
        </Show>
      </h3>
      <ProofLine answer={props.answer} persons={props.persons} />
    </>
  );
}
