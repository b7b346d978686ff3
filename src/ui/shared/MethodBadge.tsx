import type { Method } from "../../core/model/pack.ts";
import { useApp } from "./app-context.ts";

/** How a figure came to be. The border style carries it: solid, dashed, dotted. */
export function MethodBadge(props: { readonly method: Method }) {
  const { words } = useApp();
  return (
    <span class="method-badge" data-method={props.method} title={words().shared.methodHints[props.method]}>
      {words().shared.methods[props.method]}
    </span>
  );
}
