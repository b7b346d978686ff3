import { createResource, For, Show } from "solid-js";
import { formatCount, formatMegabytes } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";

/** Districts hosted beside this one. A district that the list lacks still opens by its link. */
export function PackPicker() {
  const { state, commands, words, pack, catalogue: readCatalogue } = useApp();
  const said = () => words().data.district;
  const [catalogue] = createResource(() => readCatalogue());
  const others = () => {
    const found = catalogue();
    return found?.ok ? found.value.entries.filter(({ id }) => id !== state.packId) : [];
  };
  const current = () => pack()?.description;
  const title = (entry: { readonly titleZh: string; readonly titleEn: string }) =>
    state.language === "en" && entry.titleEn ? entry.titleEn : entry.titleZh;
  return (
    <section class="data-section" aria-labelledby="data-district">
      <h2 id="data-district">{said().title}</h2>
      <ul class="pack-list">
        <Show when={current()}>
          {(description) => (
            <li class="pack" aria-current="true">
              <p class="pack-title">
                {title(description())}
                <span class="mapping-flag">{said().current}</span>
              </p>
              <p class="data-lead">
                {said().facts(
                  formatCount(description().residents),
                  description().asOf,
                  formatMegabytes(description().resources.reduce((sum, { bytes }) => sum + bytes, 0)),
                )}
              </p>
            </li>
          )}
        </Show>
        <For each={others()}>
          {(entry) => (
            <li class="pack">
              <button type="button" class="button" onClick={() => commands.choosePack(entry.id)}>
                {said().choose(title(entry))}
              </button>
              <p class="data-lead">
                {said().facts(formatCount(entry.residents), entry.asOf, formatMegabytes(entry.bytes))}
              </p>
            </li>
          )}
        </For>
      </ul>
      <Show when={catalogue()?.ok === false}>
        <p class="data-lead">{said().failed}</p>
      </Show>
      <Show when={catalogue()?.ok && others().length === 0}>
        <p class="data-lead">{said().none}</p>
      </Show>
    </section>
  );
}
