import { For, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { describeAction } from "./describe-save.ts";
import { useSaveNaming } from "./SaveLines.tsx";

/** Shelters whose opening gives a place to people without one, verified. */
export function OpeningList(props: { readonly command: CommandModel }) {
  const { words } = useApp();
  const naming = useSaveNaming(props.command);
  const openings = () => props.command.saves.answer()?.openings ?? [];
  return (
    <Show when={openings().length > 0}>
      <div class="saves">
        <p class="side-note">{words().command.rescue.openings}</p>
        <For each={openings()}>
          {({ action, gainedPersons }) => (
            <div class="save">
              <p class="save-words num">
                <strong>
                  {words().command.rescue.withGain(
                    describeAction(action, naming()),
                    words().command.rescue.opensFor(formatCount(gainedPersons)),
                  )}
                </strong>
              </p>
              <button
                type="button"
                class="button save-order"
                aria-label={words().command.rescue.actOf(describeAction(action, naming()))}
                onClick={() => props.command.saves.order(action)}
              >
                {words().command.rescue.act}
              </button>
            </div>
          )}
        </For>
      </div>
    </Show>
  );
}
