import { createMemo, Show } from "solid-js";
import type { PromiseState } from "../../../core/model/answers.ts";
import type { StepStanding, StepState } from "../../../core/model/contingency.ts";
import { formatCount, formatHoursMinutes, formatPercent, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { StateMark } from "../StateMark.tsx";
import type { TasksModel } from "./tasks-model.ts";

/** The shapes the board has for its promises say the same of steps. */
const MARKS: Readonly<Record<StepState, PromiseState>> = {
  done: "kept",
  "done-late": "kept",
  late: "breaks",
  due: "tight",
  ahead: "on-the-way",
};

/** One step: by when, who, what; what of it is seen in the log; done or not at a press; where on the map. */
export function TaskRow(props: {
  readonly standing: StepStanding;
  readonly tasks: TasksModel;
  readonly command: CommandModel;
}) {
  const { state, words } = useApp();
  const said = () => words().command.tasks;
  const step = () => props.standing.step;
  const text = () => (state.language === "en" ? step().textEn : step().textZh);
  const role = createMemo(() => props.tasks.plan()?.roles.find(({ id }) => id === step().roleId));
  const isDone = () => props.standing.doneMinute !== null;
  const places = createMemo(() => props.tasks.placesOf(props.standing));
  const span = (minutes: number) => formatHoursMinutes(Math.abs(minutes));
  const when = (): string => {
    const { doneMinute } = props.standing;
    const { dueMinute } = step();
    if (doneMinute !== null)
      return props.standing.state === "done-late"
        ? said().doneLateAt(formatHoursMinutes(doneMinute), span(doneMinute - dueMinute))
        : said().doneAt(formatHoursMinutes(doneMinute));
    const left = dueMinute - props.command.elapsedMinutes();
    return left < 0 ? said().overdue(span(left)) : said().left(span(left));
  };
  const by = (): string => {
    const { doneBy } = props.standing;
    if (!doneBy) return "";
    if (doneBy.kind === "sign") return said().bySign;
    return doneBy.by ? said().byPerson(doneBy.by) : said().byUnnamed;
  };
  const contact = () => props.tasks.contacts()[step().roleId];
  return (
    <li class="task-row" data-state={props.standing.state}>
      <StateMark state={MARKS[props.standing.state]} />
      <span class="task-text">{text()}</span>
      <span class="task-when num">{when()}</span>
      <span class="task-facts">
        <span class="num">{said().by(formatHoursMinutes(step().dueMinute))}</span>
        <Show when={role()}>{(known) => <span>{nameIn(state.language, known())}</span>}</Show>
        <Show when={contact()}>{(known) => <span class="task-contact">{known()}</span>}</Show>
        <Show when={by()}>{(known) => <span>{known()}</span>}</Show>
        <Show when={!isDone() && props.standing.share}>
          {(share) => <span class="num">{said().share(formatPercent(share()))}</span>}
        </Show>
        <Show when={places().length > 0 && step().place}>
          {(place) => (
            <button type="button" class="side-link" onClick={() => props.tasks.show(props.standing)}>
              {said().show[place()]} · <span class="num">{said().missing(formatCount(places().length))}</span>
            </button>
          )}
        </Show>
      </span>
      <button
        type="button"
        class="button task-mark"
        aria-label={isDone() ? said().takeBackOf(text()) : said().markDoneOf(text())}
        onClick={() => props.tasks.mark(step(), !isDone())}
      >
        {isDone() ? said().takeBack : said().markDone}
      </button>
    </li>
  );
}
