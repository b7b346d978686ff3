import { createSignal, Match, Switch } from "solid-js";
import { useApp } from "../../shared/app-context.ts";

/** The address with the current scheme in it, where it fits; where not, it says so. */
export function CopyLink() {
  const { state, words } = useApp();
  const said = () => words().plan.schemes;
  /** Of which address what came of copying is told. */
  const [outcome, setOutcome] = createSignal<{
    what: "copied" | "refused" | "tooLong";
    address: string;
  } | null>(null);
  const copy = async () => {
    const address = location.href;
    if (state.schemeText === null) {
      setOutcome({ what: "tooLong", address });
      return;
    }
    try {
      // Missing where the page is served without https.
      await navigator.clipboard.writeText(address);
      setOutcome({ what: "copied", address });
    } catch {
      setOutcome({ what: "refused", address });
    }
  };
  return (
    <>
      <button type="button" class="plan-link" onClick={() => void copy()}>
        {said().copyLink}
      </button>
      <div role="status" class="schemes-said scheme-link-said">
        <Switch>
          <Match when={outcome()?.what === "copied"}>{said().linkCopied}</Match>
          <Match when={outcome()?.what === "tooLong"}>{said().linkTooLong}</Match>
          <Match when={outcome()?.what === "refused"}>
            <label>
              {said().linkHere}
              <input
                class="plan-input"
                readonly
                value={outcome()?.address ?? ""}
                onFocus={(event) => event.currentTarget.select()}
              />
            </label>
          </Match>
        </Switch>
      </div>
    </>
  );
}
