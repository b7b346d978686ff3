import { createMemo, createResource, createSignal, For, Show } from "solid-js";
import type { Language } from "../../../core/model/language.ts";
import { describeAct } from "../../../i18n/describe-act.ts";
import { formatElapsed } from "../../../i18n/format.ts";
import { loadWords } from "../../../i18n/load-words.ts";
import { type SitrepFacts, sitrepFacts } from "../../../state/operation/sitrep-facts.ts";
import { useApp } from "../../shared/app-context.ts";
import { PaperSheet } from "../../shared/PaperSheet.tsx";
import { Segmented } from "../../shared/Segmented.tsx";
import { saveFile } from "../../shared/save-file.ts";
import type { CommandModel } from "../command-model.ts";
import { createActNames } from "../log/log-model.ts";
import { type SitrepWording, sitrepHead, sitrepSections, sitrepText } from "./sitrep-sections.ts";
import "./sitrep.css";

const LANGUAGES: readonly { readonly value: Language; readonly label: string }[] = [
  { value: "zh-CN", label: "中文" },
  { value: "en", label: "English" },
];

/** The situation as of now on paper, as text and as data: all of the same figures. */
export function SitrepSheet(props: { readonly command: CommandModel; readonly onClose: () => void }) {
  const app = useApp();
  const { state, words, pack } = app;
  const said = () => words().command.sitrep;
  const [language, setLanguage] = createSignal<Language>(state.language);
  const [copied, setCopied] = createSignal<boolean | null>(null);

  const facts = createMemo((): SitrepFacts | null => {
    const [index, answer, promises] = [pack(), props.command.board(), props.command.promises()];
    if (!index || !answer || !promises) return null;
    const { shown, entries, lookedAtSequence } = state.operation;
    return sitrepFacts({
      pack: index,
      answer,
      promises,
      sites: props.command.sites(),
      stations: props.command.stations(),
      unplacedPersons: props.command.unplaced(),
      situation: shown,
      entries: lookedAtSequence === null ? entries : entries.slice(0, lookedAtSequence + 1),
      minute: props.command.elapsedMinutes(),
      madeAt: new Date().toISOString(),
    });
  });
  // Until the other language has come, the report stands in the one of the page.
  const [loaded] = createResource(language, (wanted) => loadWords[wanted].all());
  const spoken = () => loaded.latest ?? words();
  const names = createActNames(app, props.command, language, spoken);
  const wording = createMemo((): SitrepWording => {
    return {
      words: spoken(),
      language: language(),
      actWords: (act) => describeAct(act, spoken(), names()),
      incidentWords: (kind) => spoken().command.log.acts.incidents[kind],
    };
  });
  const fileName = (made: SitrepFacts) =>
    said().fileName(formatElapsed(Math.max(0, made.minute)).replace(":", "-"));
  const save = (ending: string, text: string, made: SitrepFacts) =>
    saveFile(`${fileName(made)}.${ending}`, new TextEncoder().encode(text));
  return (
    <PaperSheet class="sitrep" label={said().title} paper="A4 portrait; margin: 14mm" onClose={props.onClose}>
      <div class="sitrep-tools" role="toolbar" aria-label={said().toolbar}>
        <button type="button" class="button" onClick={() => props.onClose()}>
          {said().close}
        </button>
        <Segmented
          legend={said().language}
          name="sitrep-language"
          options={LANGUAGES}
          value={language()}
          onChange={setLanguage}
        />
        <Show when={facts()}>
          {(made) => (
            <>
              <button type="button" class="button" data-kind="primary" onClick={() => print()}>
                {said().print}
              </button>
              <button
                type="button"
                class="button"
                onClick={() =>
                  void navigator.clipboard.writeText(sitrepText(made(), wording())).then(
                    () => setCopied(true),
                    () => setCopied(false),
                  )
                }
              >
                {said().copy}
              </button>
              <button
                type="button"
                class="button"
                onClick={() => save("txt", sitrepText(made(), wording()), made())}
              >
                {said().saveText}
              </button>
              <button
                type="button"
                class="button"
                onClick={() => save("json", `${JSON.stringify(made(), null, 2)}\n`, made())}
              >
                {said().saveJson}
              </button>
            </>
          )}
        </Show>
      </div>
      <p class="sitrep-status" role="status">
        <Show when={copied() !== null}>{copied() ? said().copied : said().copyFailed} </Show>
        <Show when={props.command.isStale()}>{said().stale}</Show>
      </p>
      <Show when={facts()} fallback={<p class="sitrep-status">{said().preparing}</p>}>
        {(made) => (
          <article class="sitrep-paper" lang={language()}>
            <header>
              <For each={sitrepHead(made(), wording())}>
                {(line, at) => (at() === 0 ? <h1>{line}</h1> : <p>{line}</p>)}
              </For>
            </header>
            <For each={sitrepSections(made(), wording())}>
              {(section) => (
                <section>
                  <h2>{section.title}</h2>
                  <ul>
                    <For each={section.lines}>{(line) => <li>{line}</li>}</For>
                  </ul>
                </section>
              )}
            </For>
          </article>
        )}
      </Show>
    </PaperSheet>
  );
}
