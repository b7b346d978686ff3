import { createSignal, type JSX, Show } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import type { PlanModel } from "./plan-model.ts";
import { RuleLines } from "./RuleLines.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { SchemeList } from "./schemes/SchemeList.tsx";
import type { SchemesModel } from "./schemes/schemes-model.ts";

/** Left side of /plan: the schemes, what is built when, for whom and how far, and the rules at the foot. */
export function LeftColumn(props: {
  readonly plan: PlanModel;
  readonly schemes: SchemesModel;
  /** The years of the current scheme. */
  readonly timeline?: JSX.Element;
}) {
  const { words } = useApp();
  const [isOpen, setIsOpen] = createSignal(false);
  const [isOver, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    // Taken here: the sheet for district data leaves it alone.
    event.preventDefault();
    void props.schemes.files.load([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <aside
      class="plan-left"
      data-open={isOpen()}
      data-over={isOver() ? "" : undefined}
      onDragOver={(event) => setOver(hasFiles(event))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      aria-label={words().plan.schemes.column}
    >
      {/* Only where there is no room for a column of its own. */}
      <button
        type="button"
        class="button plan-left-toggle"
        aria-expanded={isOpen()}
        onClick={() => setIsOpen(!isOpen())}
      >
        {isOpen()
          ? words().plan.schemes.columnHide
          : words().plan.schemes.columnShow(props.schemes.nameOf(props.schemes.currentId()))}
      </button>
      <Show when={isOver()}>
        <p class="plan-left-drop">{words().plan.schemes.dropHere}</p>
      </Show>
      <SchemeList model={props.schemes} />
      {props.timeline}
      <SettingsPanel plan={props.plan} />
      <RuleLines />
    </aside>
  );
}
