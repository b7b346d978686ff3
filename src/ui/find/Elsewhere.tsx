import { createSignal, For } from "solid-js";
import type { LngLat } from "../../core/model/geometry.ts";
import { HAND_OFF_APPS, handOffLink } from "../../state/hand-off-links.ts";
import { useApp } from "../shared/app-context.ts";

/** Taking the answer along: to another map, which is told the gate and nothing of the person, or as a link to this one. */
export function Elsewhere(props: { readonly lngLat: LngLat; readonly name: string }) {
  const { commands, words } = useApp();
  const said = () => words().find.handOff;
  const [isCopied, setIsCopied] = createSignal(false);
  const copy = () => {
    navigator.clipboard?.writeText(location.href).then(
      () => setIsCopied(true),
      () => commands.reportNotice({ code: "STORAGE_BLOCKED" }),
    );
  };
  return (
    <section class="answer-elsewhere">
      <h2>{said().title}</h2>
      <ul class="answer-links">
        <For each={HAND_OFF_APPS}>
          {(app) => (
            <li>
              <a
                class="answer-link"
                href={handOffLink(app, props.lngLat, props.name)}
                target="_blank"
                rel="noreferrer"
              >
                {said().apps[app]}
              </a>
            </li>
          )}
        </For>
        <li>
          <button type="button" class="answer-link" onClick={copy}>
            {isCopied() ? words().find.copied : words().find.copy}
          </button>
          <span class="visually-hidden" role="status">
            {isCopied() ? words().find.copied : ""}
          </span>
        </li>
      </ul>
      <p class="answer-note">{said().note}</p>
    </section>
  );
}
