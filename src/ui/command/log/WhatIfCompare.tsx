import { createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { type Consequences, consequencesBetween } from "../../../state/command-consequences.ts";
import { askedOf } from "../../../state/operation/asked-of.ts";
import { useApp } from "../../shared/app-context.ts";
import { ConsequenceList } from "../ConsequenceList.tsx";
import type { CommandModel } from "../command-model.ts";

type Compared =
  | { readonly status: "none" | "asking" | "gone" | "failed" }
  | { readonly status: "done"; readonly consequences: Consequences };

/** What came of the what-if against the log it left: both worked out anew, on the settings of the board. */
export function WhatIfCompare(props: {
  readonly command: CommandModel;
  readonly operationId: string;
  readonly title: string;
}) {
  const app = useApp();
  const { state, words, port } = app;
  const said = () => words().command.log;
  const [compared, setCompared] = createSignal<Compared>({ status: "none" });
  let running: AbortController | null = null;
  onCleanup(() => running?.abort());

  const compare = async () => {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    setCompared({ status: "asking" });
    const original = await app.operationDesk()?.situationOf(props.operationId);
    if (running !== controller) return;
    if (!original) {
      setCompared({ status: "gone" });
      return;
    }
    const { scenario, response } = state;
    const ask = (of: { scenario: typeof scenario; response: typeof response }) =>
      port.run("board", of, { signal: controller.signal });
    const was = await ask(askedOf(original, { scenario, response }));
    const wouldBe = was.ok ? await ask({ scenario, response }) : was;
    if (running !== controller) return;
    setCompared(
      was.ok && wouldBe.ok
        ? { status: "done", consequences: consequencesBetween(was.value, wouldBe.value) }
        : { status: "failed" },
    );
  };
  const consequences = () => {
    const found = compared();
    return found.status === "done" ? found.consequences : null;
  };
  return (
    <div class="what-if">
      <button
        type="button"
        class="button"
        disabled={compared().status === "asking"}
        onClick={() => void compare()}
      >
        {said().compare}
      </button>
      <div role="status">
        <Switch>
          <Match when={compared().status === "asking"}>
            <p class="side-note">{said().comparing}</p>
          </Match>
          <Match when={compared().status === "gone"}>
            <p>{said().compareGone}</p>
          </Match>
          <Match when={compared().status === "failed"}>
            <p>{said().compareFailed}</p>
          </Match>
        </Switch>
      </div>
      <Show when={consequences()}>
        {(found) => (
          <>
            <p class="side-label">{said().compareTitle(props.title)}</p>
            <ConsequenceList of={found()} />
          </>
        )}
      </Show>
    </div>
  );
}
