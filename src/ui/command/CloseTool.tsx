import { createSignal, Show } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import { BriefingBar } from "./briefing/BriefingBar.tsx";
import { BriefingPlayer } from "./briefing/BriefingPlayer.tsx";
import { createBriefingModel } from "./briefing/briefing-model.ts";
import type { CommandModel } from "./command-model.ts";
import { SitrepSheet } from "./sitrep/SitrepSheet.tsx";

/** Over the map: take the tool in hand, take the last closure back, report, brief. */
export function CloseTool(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, commands, words } = app;
  const briefing = createBriefingModel(app, props.command);
  const [isBriefingOpen, setIsBriefingOpen] = createSignal(false);
  const draft = props.command.closure;
  const [isReportOpen, setIsReportOpen] = createSignal(false);
  const openWall = () => {
    commands.setTheme("wall");
    // Where the browser does not let a page have the whole screen, the window is the wall.
    void document.documentElement.requestFullscreen?.().catch(() => {});
  };
  return (
    <>
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
        <button type="button" class="close-tool" onClick={() => setIsReportOpen(true)}>
          <Icon name="report" />
          <span>{words().command.sitrep.open}</span>
        </button>
        <button
          type="button"
          class="close-tool"
          aria-pressed={isBriefingOpen()}
          onClick={() => setIsBriefingOpen(!isBriefingOpen())}
        >
          <Icon name="speak" />
          <span>{words().command.briefing.open}</span>
        </button>
        <button type="button" class="close-tool" onClick={openWall}>
          <Icon name="screen" />
          <span>{words().command.wall.open}</span>
        </button>
        <p class="visually-hidden" role="status">
          {draft.isToolOn() ? words().command.closeToolHint : ""}
        </p>
      </div>
      <Show when={isReportOpen()}>
        <SitrepSheet command={props.command} onClose={() => setIsReportOpen(false)} />
      </Show>
      <Show when={isBriefingOpen()}>
        <BriefingBar briefing={briefing} onClose={() => setIsBriefingOpen(false)} />
      </Show>
      <Show when={briefing.isPlaying()}>
        <BriefingPlayer briefing={briefing} />
      </Show>
    </>
  );
}
