import { createEffect, type JSX, onCleanup, onMount } from "solid-js";
import { Portal } from "solid-js/web";
import type { Language } from "../../core/model/language.ts";

/** A sheet over the page that is printed as it stands. Takes the focus and gives it back; Esc closes it. */
export function PaperSheet(props: {
  readonly label: string;
  readonly class: string;
  /** Size and margins of the paper, as CSS: `A4 portrait; margin: 14mm`. */
  readonly paper: string;
  /** Of the text, where it is not the page's. */
  readonly language?: Language;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}) {
  let sheet: HTMLDivElement | undefined;
  // The size of the paper is a rule of the page itself: no class can bear it.
  createEffect(() => {
    const rule = new CSSStyleSheet();
    rule.replaceSync(`@page { size: ${props.paper}; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rule];
    onCleanup(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== rule);
    });
  });
  const before = document.activeElement;
  onMount(() => sheet?.querySelector("button")?.focus());
  onCleanup(() => {
    if (before instanceof HTMLElement) before.focus();
  });
  return (
    <Portal>
      <div
        ref={sheet}
        class={props.class}
        role="dialog"
        aria-modal="true"
        aria-label={props.label}
        data-theme="light"
        lang={props.language}
        onKeyDown={(event) => event.key === "Escape" && props.onClose()}
      >
        {props.children}
      </div>
    </Portal>
  );
}
