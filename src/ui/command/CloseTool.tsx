import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import type { CommandModel } from "./command-model.ts";

/** Over the map: take the tool in hand, take the last closure back. */
export function CloseTool(props: { readonly command: CommandModel }) {
  const { state, commands, words } = useApp();
  const draft = props.command.closure;
  return (
    <div class="close-tools" role="toolbar" aria-label={words().command.closeTool}>
      <button
        type="button"
        class="close-tool"
        aria-pressed={draft.isToolOn()}
        onClick={() => draft.toggleTool()}
      >
        <Icon name="closure" />
        <span>{words().command.closeTool}</span>
      </button>
      <button
        type="button"
        class="close-tool"
        disabled={state.done.length === 0}
        title={state.done.length === 0 ? words().command.nothingToUndo : undefined}
        onClick={() => commands.undoClosures()}
      >
        <Icon name="clock" />
        <span>{words().command.undoClosure}</span>
      </button>
      <p class="visually-hidden" role="status">
        {draft.isToolOn() ? words().command.closeToolHint : ""}
      </p>
    </div>
  );
}
