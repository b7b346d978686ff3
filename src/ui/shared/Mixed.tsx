import { createMemo, For } from "solid-js";
import { splitHanzi } from "../../i18n/split-hanzi.ts";
import { useApp } from "./app-context.ts";

/** A text that may hold a name without an English one: its hanzi are marked as such, for the voice and for their form. */
export function Mixed(props: { readonly text: string }) {
  const { state } = useApp();
  const runs = createMemo(() =>
    state.language === "en" ? splitHanzi(props.text) : [{ text: props.text, isHanzi: false }],
  );
  return <For each={runs()}>{(run) => (run.isHanzi ? <span lang="zh-CN">{run.text}</span> : run.text)}</For>;
}
