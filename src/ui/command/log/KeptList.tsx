import { createResource, createSignal, For, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { momentWords } from "./moment-words.ts";

/** Operations kept on this device for the open pack: to open and to delete. */
export function KeptList() {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const [kept, { refetch }] = createResource(
    () =>
      [
        app.operationDesk(),
        state.packId,
        state.operation.head?.id,
        state.operation.situation.isOver,
      ] as const,
    async ([desk]) => (await desk?.listKept()) ?? [],
  );
  /** Asked before it is deleted. */
  const [asked, setAsked] = createSignal<string | null>(null);
  const remove = async (id: string) => {
    setAsked(null);
    await app.operationDesk()?.deleteKept(id);
    await refetch();
  };
  return (
    <section class="operation-kept" aria-labelledby="operation-kept">
      <h2 id="operation-kept" class="side-subhead">
        {said().kept}
      </h2>
      <Show
        when={(kept.latest ?? []).length > 0}
        fallback={<p class="side-note">{kept.loading ? "" : said().noneKept}</p>}
      >
        <ul class="kept-list">
          <For each={kept.latest}>
            {({ head, count, isOver }) => (
              <li class="kept-row">
                <p class="kept-title">
                  <span class="kept-kind" data-kind={head.branchedFrom ? "what-if" : head.kind}>
                    {head.branchedFrom ? said().badges.whatIf : said().badges[head.kind]}
                  </span>
                  <strong>{head.title}</strong>
                </p>
                <p class="side-note num">
                  {momentWords(
                    head.t0,
                    app.firstPack()?.description.timeZone ?? "Asia/Shanghai",
                    state.language,
                    Date.now(),
                  )}
                  {" · "}
                  {said().lines(formatCount(count))}
                  <Show when={isOver}>
                    {" · "}
                    {said().over}
                  </Show>
                </p>
                <Show
                  when={asked() === head.id}
                  fallback={
                    <div class="operation-actions">
                      <Show
                        when={state.operation.head?.id !== head.id}
                        fallback={<span class="side-note">{said().openNow}</span>}
                      >
                        <button
                          type="button"
                          class="button"
                          onClick={() => void app.operationDesk()?.openKept(head.id)}
                        >
                          {said().openKept}
                        </button>
                      </Show>
                      <button type="button" class="button" onClick={() => setAsked(head.id)}>
                        {said().deleteKept}
                      </button>
                    </div>
                  }
                >
                  <div role="alertdialog" aria-label={said().deleteAsk(head.title)}>
                    <p>{said().deleteAsk(head.title)}</p>
                    <div class="operation-actions">
                      <button type="button" class="button" onClick={() => void remove(head.id)}>
                        {said().deleteKept}
                      </button>
                      <button type="button" class="button" onClick={() => setAsked(null)}>
                        {said().no}
                      </button>
                    </div>
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
