import { For, Index, Show } from "solid-js";
import type { FeedSourceCounts } from "../../../core/model/feed.ts";
import { crsLabel } from "../../../i18n/crs-label.ts";
import { formatCount } from "../../../i18n/format.ts";
import type { FeedDesk } from "../../../state/feed/feed-desk.ts";
import { useApp } from "../../shared/app-context.ts";
import { useFeedAges } from "./feed-ages.ts";

/** Clocks of one network agree this well. */
const CLOCK_SLACK_MILLISECONDS = 2000;
/** Younger than this nobody calls late. */
const LATE_MILLISECONDS = 120_000;

/** Who has spoken, and what is wrong with what they say: gaps, doubles, clocks, coordinates. */
export function FeedSources(props: { readonly desk: FeedDesk }) {
  const { words } = useApp();
  return (
    <Show when={props.desk.sources().length > 0}>
      <h3>{words().command.feeds.sourcesTitle}</h3>
      <ul class="feed-list">
        <Index each={props.desk.sources()}>
          {(source) => <Source desk={props.desk} source={source()} />}
        </Index>
      </ul>
    </Show>
  );
}

function Source(props: { readonly desk: FeedDesk; readonly source: FeedSourceCounts }) {
  const { words } = useApp();
  const said = () => words().command.feeds;
  const age = useFeedAges();
  const faults = (): string[] => {
    const { source, missing, duplicates, reused, restarts, ahead, leastDelayMilliseconds } = props.source;
    return [
      missing > 0 && said().missing(formatCount(missing), source),
      duplicates > 0 && said().duplicates(formatCount(duplicates)),
      reused > 0 && said().reused(formatCount(reused)),
      restarts > 0 && said().restarts(formatCount(restarts)),
      ahead > 0 && said().ahead(formatCount(ahead)),
      leastDelayMilliseconds < -CLOCK_SLACK_MILLISECONDS &&
        said().clockAhead(formatCount(-leastDelayMilliseconds / 1000)),
      leastDelayMilliseconds > LATE_MILLISECONDS &&
        said().late(formatCount(Math.floor(leastDelayMilliseconds / 60_000))),
    ].filter((each) => each !== false);
  };
  const crsName = (crs: NonNullable<FeedSourceCounts["doubtedCrs"]>) => crsLabel(crs, "xy", words());
  return (
    <li class="feed-row">
      <div class="feed-head">
        <strong>{props.source.source}</strong>
        <span class="num">{said().sourceReceived(formatCount(props.source.received))}</span>
        <span class="num">{said().lastMessage(age(props.source.lastReceivedAt))}</span>
      </div>
      <Show when={faults().length > 0}>
        <ul class="feed-faults num">
          <For each={faults()}>{(fault) => <li>{fault}</li>}</For>
        </ul>
      </Show>
      <Show when={props.source.chosenCrs}>
        {(crs) => <p class="feed-facts">{said().readingAs(crsName(crs()))}</p>}
      </Show>
      <Show when={props.source.doubtedCrs}>
        {(crs) => (
          <div class="feed-doubt" role="alert">
            <p>{said().doubt(props.source.source, crsName(crs()))}</p>
            <p class="num">{said().held(formatCount(props.source.held))}</p>
            <div class="feed-choices">
              <For each={["EPSG:4326", "GCJ-02", "BD-09"] as const}>
                {(choice) => (
                  <button
                    type="button"
                    class="button"
                    onClick={() => void props.desk.chooseCrs(props.source.source, choice)}
                  >
                    {said().readAs(crsName(choice))}
                  </button>
                )}
              </For>
            </div>
          </div>
        )}
      </Show>
    </li>
  );
}
