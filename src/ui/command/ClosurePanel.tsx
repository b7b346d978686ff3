import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { Closure } from "../../core/model/scenario.ts";
import { formatCount, formatMetres, nameIn } from "../../i18n/format.ts";
import { consequencesOfAll } from "../../state/command-consequences.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { PlaceSearch } from "../shared/PlaceSearch.tsx";
import { ConsequenceList } from "./ConsequenceList.tsx";
import type { Preview } from "./closure-draft.ts";
import type { CommandModel } from "./command-model.ts";
import { PreviewSaveList } from "./promises/PreviewSaveList.tsx";

/** Close streets by name, look before closing, and take closures back. */
export function ClosurePanel(props: { readonly command: CommandModel }) {
  const { state, commands, words } = useApp();
  const draft = props.command.closure;
  const board = props.command.board;
  const rows = createMemo(() =>
    state.scenario.closures.map((closure) => {
      const found = board()?.closedStretches.find((stretch) => stretch.closureId === closure.id);
      return { closure, found: found ?? null };
    }),
  );
  const nameOf = (row: ReturnType<typeof rows>[number]): string => {
    if (row.closure.kind !== "street") return areaName(row.closure);
    if (row.found) return nameIn(state.language, row.found) || words().command.unnamedLane;
    return props.command.isStale() ? words().command.findingStretch : words().command.nothingClosedHere;
  };
  const areaName = (closure: Exclude<Closure, { kind: "street" }>): string => {
    switch (closure.kind) {
      case "area":
      case "edges": // worked out by the engine: never among those set by hand
        return words().command.closedArea;
      case "flood":
        return words().command.floodedArea(String(closure.depthMetres));
      case "slow":
        return words().command.slowArea(String(closure.factor));
      case "bridge":
        return words().command.laidBridge;
      default: {
        const never: never = closure;
        throw new Error(String(never));
      }
    }
  };
  const said = () => {
    const closed = draft.justClosed();
    return closed && props.command.isStale()
      ? words().command.justClosed(nameIn(state.language, closed) || words().command.unnamedLane)
      : "";
  };
  return (
    <div class="closures">
      <PreviewCard command={props.command} />
      <p class="closures-said" role="status">
        {said()}
      </p>
      <div class="closures-search">
        <p class="side-label">{words().command.closeByName}</p>
        <PlaceSearch
          label={words().command.closeByName}
          placeholder={words().command.closeByNameHint}
          onPick={(place) => draft.ask(place.lngLat, true)}
        />
      </div>
      <div class="side-head">
        <h2>{words().command.closuresTitle}</h2>
        <Show when={rows().length > 0}>
          <p class="side-count num">{words().command.closuresCount(formatCount(rows().length))}</p>
        </Show>
      </div>
      <Show
        when={rows().length > 0}
        fallback={
          <p class="side-note">
            {words().command.noClosures} {words().command.howToClose}
          </p>
        }
      >
        <ul class="closure-list">
          <For each={rows()}>
            {(row) => (
              <li class="closure-row">
                <span>
                  <strong>{nameOf(row)}</strong>
                  <Show when={row.found}>
                    {(found) => (
                      <span class="closure-metres num">
                        {words().shared.metres(formatMetres(found().metres))}
                      </span>
                    )}
                  </Show>
                </span>
                <button
                  type="button"
                  class="button"
                  aria-label={words().command.reopenNamed(nameOf(row))}
                  onClick={() => commands.reopen(row.closure.id)}
                >
                  {words().command.reopen}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class="closure-actions">
        <button
          type="button"
          class="button"
          disabled={state.done.length === 0}
          title={state.done.length === 0 ? words().command.nothingToUndo : undefined}
          onClick={() => commands.undoClosures()}
        >
          {words().command.undoClosure}
        </button>
        <button
          type="button"
          class="button"
          disabled={state.undone.length === 0}
          title={state.undone.length === 0 ? words().command.nothingToRedo : undefined}
          onClick={() => commands.redoClosures()}
        >
          {words().command.redoClosure}
        </button>
        <Show when={rows().length > 0}>
          <button type="button" class="button" onClick={() => commands.reopenAll()}>
            {words().command.reopenAll}
          </button>
        </Show>
      </div>
      <Show when={rows().length > 0 && board()}>
        {(answer) => (
          <section
            class="closures-total"
            aria-labelledby="closures-total"
            data-stale={props.command.isStale() ? "" : undefined}
          >
            <h2 id="closures-total">{words().command.consequences}</h2>
            <p class="side-note">{words().command.consequencesAgainst}</p>
            <ConsequenceList of={consequencesOfAll(answer())} />
          </section>
        )}
      </Show>
    </div>
  );
}

type FoundPreview = Extract<Preview, { readonly status: "found" }>;

function PreviewCard(props: { readonly command: CommandModel }) {
  const { state, words } = useApp();
  const draft = props.command.closure;
  const failed = () => {
    const preview = draft.preview();
    return preview.status === "failed" ? preview : null;
  };
  const found = (): FoundPreview | null => {
    const preview = draft.preview();
    return preview.status === "found" ? preview : null;
  };
  const known = () => {
    const consequences = found()?.consequences;
    return typeof consequences === "object" ? consequences : null;
  };
  return (
    <Switch>
      <Match when={draft.preview().status === "asking"}>
        <div class="preview" aria-busy="true">
          <p class="side-note" role="status">
            {words().command.askingStretch}
          </p>
          <div class="skeleton" />
        </div>
      </Match>
      <Match when={failed()}>
        {(preview) => (
          <div class="preview">
            <FailureNote
              failure={preview().failure}
              onRetry={() => draft.ask(preview().lngLat, false)}
              onPutAway={draft.dismiss}
            />
          </div>
        )}
      </Match>
      <Match when={found()}>
        {(preview) => (
          <section class="preview" aria-labelledby="preview-title">
            <p class="side-note">{words().command.notYetClosed}</p>
            <h2 id="preview-title" aria-live="polite">
              {words().command.closeThis(
                nameIn(state.language, preview().stretch) || words().command.unnamedLane,
              )}
            </h2>
            <p class="num">{words().command.stretchLength(formatMetres(preview().stretch.metres))}</p>
            <Show
              when={!preview().isClosedAlready}
              fallback={<p role="status">{words().command.alreadyClosed}</p>}
            >
              <Show when={preview().consequences === "computing"}>
                <p class="side-note" role="status">
                  {words().command.computingConsequences}
                </p>
                <div class="skeleton" />
                <div class="skeleton" />
              </Show>
              <Show when={preview().consequences === "failed"}>
                <p role="status">{words().command.consequencesFailed}</p>
              </Show>
              <Show when={known()}>{(consequences) => <ConsequenceList of={consequences()} />}</Show>
              <PreviewSaveList command={props.command} />
            </Show>
            <div class="preview-actions">
              <Show when={!preview().isClosedAlready}>
                <button type="button" class="button" data-kind="primary" onClick={() => draft.confirm()}>
                  {words().command.close}
                </button>
              </Show>
              <button type="button" class="button" onClick={draft.dismiss}>
                {preview().isClosedAlready ? words().shared.close : words().command.doNotClose}
              </button>
            </div>
          </section>
        )}
      </Match>
    </Switch>
  );
}
