import { createSignal, Index, Show } from "solid-js";
import { feedState } from "../../../core/feed/feed-state.ts";
import { FEED_TRANSPORTS, type FeedFault, type FeedTransport } from "../../../core/model/feed.ts";
import { describeFeedFault } from "../../../i18n/describe-feed-fault.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import type { FeedDesk, FeedRow } from "../../../state/feed/feed-desk.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import { AlertList } from "./AlertList.tsx";
import { FeedFile } from "./FeedFile.tsx";
import { FeedRefusals } from "./FeedRefusals.tsx";
import { FeedSources } from "./FeedSources.tsx";
import { useFeedAges } from "./feed-ages.ts";
import "./feeds.css";

/** What the board listens to: off until somebody turns it on, with the address, the state and the ages in sight. */
export function FeedPanel() {
  const { words, feedDesk } = useApp();
  return (
    <div class="feeds">
      <AlertList />
      <h2>{words().command.feeds.title}</h2>
      <p class="side-note">{words().command.feeds.off}</p>
      <Show when={feedDesk()} fallback={<p class="side-note">{words().command.feeds.notReady}</p>}>
        {(desk) => (
          <>
            <Show
              when={desk().rows().length > 0}
              fallback={<p class="side-note">{words().command.feeds.none}</p>}
            >
              <ul class="feed-list">
                {/* By place: a report changes every row, and whoever has one in hand keeps it. */}
                <Index each={desk().rows()}>{(row) => <FeedItem desk={desk()} row={row()} />}</Index>
              </ul>
            </Show>
            <FeedSources desk={desk()} />
            <FeedRefusals desk={desk()} />
            <AddFeed desk={desk()} />
            <FeedFile desk={desk()} />
          </>
        )}
      </Show>
    </div>
  );
}

function FeedItem(props: { readonly desk: FeedDesk; readonly row: FeedRow }) {
  const { state, words } = useApp();
  const said = () => words().command.feeds;
  const age = useFeedAges();
  const address = () => props.row.address;
  const name = () => nameIn(state.language, address()) || address().url;
  const stands = () => feedState(address(), props.row.link ?? undefined, props.desk.now());
  const retry = (retryAt: number) => {
    const seconds = Math.ceil((retryAt - props.desk.now()) / 1000);
    return seconds > 0 ? said().retry(formatCount(seconds)) : said().retrying;
  };
  return (
    <li class="feed-row" data-state={stands()}>
      <div class="feed-head">
        <strong>{name()}</strong>
        <span class="feed-state">{said().state[stands()]}</span>
        <Show
          when={props.row.link}
          fallback={
            <button
              type="button"
              class="button"
              aria-label={said().turnOnOf(name())}
              onClick={() => void props.desk.turnOn(address().id)}
            >
              {said().turnOn}
            </button>
          }
        >
          <button
            type="button"
            class="button"
            aria-label={said().turnOffOf(name())}
            onClick={() => void props.desk.turnOff(address().id)}
          >
            {said().turnOff}
          </button>
        </Show>
      </div>
      <p class="feed-address">
        {address().url} · {said().transports[address().transport]}
        <Show when={props.row.isOwn}>
          {" "}
          <button
            type="button"
            class="link-button"
            aria-label={said().removeOf(name())}
            onClick={() => props.desk.remove(address().id)}
          >
            {said().remove}
          </button>
        </Show>
      </p>
      <Show when={props.row.link}>
        {(link) => (
          <>
            <p class="feed-facts num">
              <span>{said().since(age(link().since))}</span>
              <span>
                <Show when={link().lastMessageAt} fallback={said().noMessage}>
                  {(moment) => said().lastMessage(age(moment()))}
                </Show>
              </span>
              <span>{said().counts(formatCount(link().received), formatCount(link().refused))}</span>
            </p>
            <Show when={link().fault}>
              {(fault) => (
                <p class="feed-fault" role="status">
                  {describeFeedFault(fault(), words())}{" "}
                  <Show when={link().retryAt}>{(moment) => <span class="num">{retry(moment())}</span>}</Show>
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
    </li>
  );
}

function AddFeed(props: { readonly desk: FeedDesk }) {
  const { words } = useApp();
  const said = () => words().command.feeds;
  const [url, setUrl] = createSignal("");
  const [transport, setTransport] = createSignal<FeedTransport>("events");
  const [fault, setFault] = createSignal<FeedFault | null>(null);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const found = props.desk.add(url(), transport());
    setFault(found);
    if (!found) setUrl("");
  };
  return (
    <form class="feed-add" onSubmit={add}>
      <h3>{said().addTitle}</h3>
      <label class="feed-field">
        <span class="side-label">{said().addAddress}</span>
        <input
          type="text"
          inputmode="url"
          spellcheck={false}
          value={url()}
          aria-describedby="feed-add-hint"
          aria-invalid={fault() ? "true" : undefined}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      <Segmented
        legend={said().addTransport}
        name="feed-transport"
        options={FEED_TRANSPORTS.map((value) => ({ value, label: said().transports[value] }))}
        value={transport()}
        onChange={setTransport}
      />
      <button type="submit" class="button">
        {said().add}
      </button>
      <p class="feed-fault" role="status">
        <Show when={fault()}>{(found) => describeFeedFault(found(), words())}</Show>
      </p>
      <p id="feed-add-hint" class="side-note">
        {said().allowed(props.desk.allowedOrigins().join(words().shared.comma))}
      </p>
    </form>
  );
}
