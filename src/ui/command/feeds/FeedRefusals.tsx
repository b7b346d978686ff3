import { For, Show } from "solid-js";
import type { FeedReport } from "../../../core/model/feed.ts";
import { describeFeedFault } from "../../../i18n/describe-feed-fault.ts";
import type { FeedDesk } from "../../../state/feed/feed-desk.ts";
import { useApp } from "../../shared/app-context.ts";
import { useFeedAges } from "./feed-ages.ts";

/** Messages that were refused, each with what was found and what was expected. */
export function FeedRefusals(props: { readonly desk: FeedDesk }) {
  const { words } = useApp();
  const said = () => words().command.feeds;
  const age = useFeedAges();
  const whose = ({ source, sequence, row }: FeedReport["refusals"][number]) =>
    source === null
      ? said().refusedRow(String(row))
      : said().refusedFrom(source, sequence === null ? "–" : String(sequence));
  return (
    <Show when={props.desk.refusals().length > 0}>
      <details class="feed-refusals">
        <summary>{said().refusedTitle}</summary>
        <ul class="feed-list">
          <For each={props.desk.refusals()}>
            {(refusal) => (
              <li class="feed-row">
                <div class="feed-head">
                  <strong>{whose(refusal)}</strong>
                  <span class="num">{age(refusal.at)}</span>
                </div>
                <p>{describeFeedFault(refusal.fault, words())}</p>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  );
}
