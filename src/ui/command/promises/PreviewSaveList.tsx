import { For, Match, Switch } from "solid-js";
import { nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { describeAction, describeCost, describeGain } from "./describe-save.ts";
import { useSaveNaming } from "./SaveLines.tsx";

/** Beneath what a closing breaks: what would save it, closed and ordered in one press. */
export function PreviewSaveList(props: { readonly command: CommandModel }) {
  const { state, words, pack } = useApp();
  const naming = useSaveNaming(props.command);
  const saves = () => props.command.closure.saves();
  const found = () => {
    const known = saves();
    return known.status === "found" ? known.shelters : null;
  };
  const shelterName = (id: string): string => {
    const shelter = pack()?.shelters.find((each) => each.id === id);
    return shelter ? nameIn(state.language, shelter) : id;
  };
  return (
    <Switch>
      <Match when={saves().status === "asking"}>
        <p class="side-note" role="status">
          {words().command.rescue.lookingForWays}
        </p>
      </Match>
      <Match when={found()?.length === 0}>
        <p class="side-note" role="status">
          {words().command.rescue.noWay}
        </p>
      </Match>
      <Match when={found()}>
        {(shelters) => (
          <section class="preview-saves" aria-label={words().command.rescue.canSave}>
            <h3 class="side-subhead">{words().command.rescue.canSave}</h3>
            <For each={shelters()}>
              {({ shelterId, save }) => (
                <div class="save" data-saved={save.isSaved ? "" : undefined}>
                  <p class="save-words num">
                    <span>{shelterName(shelterId)}</span>
                    <strong>
                      {words().command.rescue.withGain(
                        describeAction(save.action, naming()),
                        describeGain(save, words()),
                      )}
                    </strong>
                    <span class="save-cost">{describeCost(save, words())}</span>
                  </p>
                  <button
                    type="button"
                    class="button save-order"
                    aria-label={words().command.rescue.closeAndOf(describeAction(save.action, naming()))}
                    onClick={() => props.command.closure.confirm(save.action)}
                  >
                    {words().command.rescue.closeAnd}
                  </button>
                </div>
              )}
            </For>
          </section>
        )}
      </Match>
    </Switch>
  );
}
