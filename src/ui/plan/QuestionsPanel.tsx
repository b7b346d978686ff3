import type { PlanModel } from "./plan-model.ts";
import { RubbleQuestion } from "./RubbleQuestion.tsx";
import { ShortfallQuestion } from "./ShortfallQuestion.tsx";
import "./questions.css";

/** Questions that may take a while: asked by a press of a button, with progress and a way to stop. */
export function QuestionsPanel(props: { readonly plan: PlanModel }) {
  return (
    <div class="questions">
      <ShortfallQuestion plan={props.plan} />
      <RubbleQuestion plan={props.plan} />
    </div>
  );
}
