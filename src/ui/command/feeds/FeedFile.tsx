import { createSignal, For, Show } from "solid-js";
import type { FeedFileReading } from "../../../core/model/feed-session.ts";
import { describeFeedFault } from "../../../i18n/describe-feed-fault.ts";
import { formatCount } from "../../../i18n/format.ts";
import type { FeedDesk } from "../../../state/feed/feed-desk.ts";
import { useApp } from "../../shared/app-context.ts";

const MOST_SHOWN = 5;

/** Warnings and messages from a file, picked or dropped. */
export function FeedFile(props: { readonly desk: FeedDesk }) {
  const { words } = useApp();
  const said = () => words().command.feeds;
  const [reading, setReading] = createSignal<FeedFileReading | null>(null);
  let input: HTMLInputElement | undefined;
  const read = (file: File | undefined) => {
    if (!file) return;
    const none = {
      taken: 0,
      refusals: [{ source: null, sequence: null, row: 1, fault: { code: "stopped" } }],
    };
    props.desk.readFile(file).then(setReading, () => setReading(none as FeedFileReading));
  };
  return (
    <section
      class="feed-file"
      aria-labelledby="feed-file-title"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        read(event.dataTransfer?.files[0]);
      }}
    >
      <h3 id="feed-file-title">{said().fileTitle}</h3>
      <p class="side-note">{said().fileHint}</p>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabindex={-1}
        aria-label={said().fileTitle}
        accept=".xml,.cap,.json,.geojson"
        onChange={(event) => {
          read(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <button type="button" class="button" onClick={() => input?.click()}>
        {said().chooseFile}
      </button>
      <div role="status">
        <Show when={reading()}>
          {(found) => (
            <>
              <p class="num">
                {said().fileTaken(formatCount(found().taken), formatCount(found().refusals.length))}
              </p>
              <ul class="feed-faults">
                <For each={found().refusals.slice(0, MOST_SHOWN)}>
                  {(refusal) => (
                    <li>
                      {said().refusedBecause(String(refusal.row), describeFeedFault(refusal.fault, words()))}
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}
