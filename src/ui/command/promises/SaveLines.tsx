import { createSignal, For, Show } from "solid-js";
import type { VerifiedSave } from "../../../core/model/save-actions.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { describeAction, describeCost, describeGain, type SaveNaming } from "./describe-save.ts";

/** Names of what a save is about, as they are called now. */
export function useSaveNaming(command: CommandModel): () => SaveNaming {
  const { state, words, pack } = useApp();
  return () => ({
    words: words(),
    language: state.language,
    pack: pack(),
    closureName: (closureId) => {
      const found = command.board()?.closedStretches.find((each) => each.closureId === closureId);
      return found ? nameIn(state.language, found) : "";
    },
  });
}

/** Under a promise that breaks: what would save it, verified, with what it costs; one press and it is in the log. */
export function SaveLines(props: { readonly shelterId: string; readonly command: CommandModel }) {
  const { words } = useApp();
  const [isOpen, setIsOpen] = createSignal(false);
  const answer = () => props.command.saves.answer();
  const found = () => answer()?.shelters.find(({ shelterId }) => shelterId === props.shelterId);
  const first = () => found()?.saves[0];
  const others = () => found()?.saves.slice(1) ?? [];
  return (
    <Show when={found()}>
      <div class="saves">
        <Show
          when={first()}
          fallback={
            <p class="save-none num">
              {words().command.rescue.noneHelps(formatCount(answer()?.triedActions ?? 0))}
            </p>
          }
        >
          {(save) => <SaveLine save={save()} command={props.command} />}
        </Show>
        <Show when={others().length > 0}>
          <button
            type="button"
            class="side-link"
            aria-expanded={isOpen()}
            onClick={() => setIsOpen(!isOpen())}
          >
            {words().command.rescue.otherWays(formatCount(others().length))}
          </button>
          <Show when={isOpen()}>
            <For each={others()}>{(save) => <SaveLine save={save} command={props.command} />}</For>
          </Show>
        </Show>
      </div>
    </Show>
  );
}

function SaveLine(props: { readonly save: VerifiedSave; readonly command: CommandModel }) {
  const { words } = useApp();
  const naming = useSaveNaming(props.command);
  const action = () => describeAction(props.save.action, naming());
  return (
    <div class="save" data-saved={props.save.isSaved ? "" : undefined}>
      <p class="save-words num">
        <strong>{words().command.rescue.withGain(action(), describeGain(props.save, words()))}</strong>
        <span class="save-cost">{describeCost(props.save, words())}</span>
      </p>
      <button
        type="button"
        class="button save-order"
        aria-label={words().command.rescue.actOf(action())}
        onClick={() => props.command.saves.order(props.save.action)}
      >
        {words().command.rescue.act}
      </button>
    </div>
  );
}
