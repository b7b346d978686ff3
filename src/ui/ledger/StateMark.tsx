import type { CommitmentState } from "../../core/model/answers.ts";

const SHAPES: Readonly<Record<CommitmentState, string>> = {
  kept: "●",
  near: "◐",
  "not-kept": "✕",
  "cannot-judge": "",
};

/** The shape of a state; its word stands beside it. Colour comes second. */
export function StateMark(props: { readonly state: CommitmentState }) {
  return (
    <span
      class="ledger-mark"
      classList={{ hatch: props.state === "cannot-judge" }}
      data-state={props.state}
      aria-hidden="true"
    >
      {SHAPES[props.state]}
    </span>
  );
}
