import { For, Show } from "solid-js";
import { formatCount, formatModelledPersons, nameIn } from "../../../i18n/format.ts";
import { type BoardChange, changeState } from "../../../state/rescue/board-changes.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { StateMark } from "../StateMark.tsx";

/** Lines shown of one step; the board below says the rest. */
const SHOWN_CHANGES = 4;

/** What is otherwise than a minute ago, or than before the last thing that changed anything. */
export function ChangeStrip(props: { readonly command: CommandModel }) {
  const { state, words, pack } = useApp();
  const shelterName = (id: string): string => {
    const found = pack()?.shelters.find((shelter) => shelter.id === id);
    return found ? nameIn(state.language, found) : id;
  };
  const wordsOf = (change: BoardChange): string => {
    const said = words().command.rescue.change;
    switch (change.kind) {
      case "broke":
      case "recovered":
        return said[change.kind][change.promise](shelterName(change.shelterId));
      case "later":
      case "sooner":
        return said[change.kind](shelterName(change.shelterId), change.minutes);
      case "short":
        return (change.persons > 0 ? said.shortMore : said.shortFewer)(
          shelterName(change.shelterId),
          formatCount(Math.abs(change.persons)),
        );
      case "sent":
        return (change.persons > 0 ? said.sentMore : said.sentFewer)(
          shelterName(change.shelterId),
          formatCount(Math.abs(change.persons)),
        );
      case "unplaced":
        return (change.persons > 0 ? said.unplacedMore : said.unplacedFewer)(
          formatCount(Math.abs(change.persons)),
        );
      case "not-reached":
        return (change.persons > 0 ? said.notReachedMore : said.notReachedFewer)(
          formatModelledPersons(Math.abs(change.persons)),
        );
      default: {
        const never: never = change;
        throw new Error(String(never));
      }
    }
  };
  const steps = () => props.command.changes.steps();
  return (
    <Show when={steps().length > 0}>
      <section class="change-strip" aria-labelledby="change-strip-title">
        <h3 id="change-strip-title" class="side-subhead">
          {words().command.rescue.changesTitle}
        </h3>
        <For each={steps()}>
          {(step) => (
            <div class="change-step">
              <p class="side-note num">
                {step.minutesAgo === 0
                  ? words().command.rescue.changesNow
                  : words().command.rescue.changesAgo(formatCount(step.minutesAgo))}
              </p>
              <ul>
                <For each={step.changes.slice(0, SHOWN_CHANGES)}>
                  {(change) => (
                    <li class="num">
                      <StateMark state={changeState(change)} />
                      {wordsOf(change)}
                    </li>
                  )}
                </For>
                <Show when={step.changes.length > SHOWN_CHANGES}>
                  <li class="side-note num">
                    {words().command.rescue.moreChanges(formatCount(step.changes.length - SHOWN_CHANGES))}
                  </li>
                </Show>
              </ul>
            </div>
          )}
        </For>
      </section>
    </Show>
  );
}
