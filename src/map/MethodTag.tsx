import type { Method } from "../core/model/pack.ts";
import type { Words } from "../i18n/words.ts";

/** How a layer came to be, by the style of its border: solid, dashed, dotted. */
export function MethodTag(props: { readonly method: Method; readonly words: Words }) {
  return (
    <span
      class="method-badge"
      data-method={props.method}
      title={props.words.shared.methodHints[props.method]}
    >
      {props.words.shared.methods[props.method]}
    </span>
  );
}
