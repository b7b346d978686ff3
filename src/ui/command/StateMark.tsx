import type { PromiseState } from "../../core/model/answers.ts";

/** Shape before colour: full disc kept, ring in time, half disc tight, cross breaks, hatch unknown. */
export function StateMark(props: { readonly state: PromiseState }) {
  return <span class="state-mark" data-state={props.state} aria-hidden="true" />;
}
