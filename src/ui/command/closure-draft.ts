import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { BoardAnswer, ClosedStretch } from "../../core/model/answers.ts";
import type { Failure } from "../../core/model/failure.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { SaveAction, VerifiedSave } from "../../core/model/save-actions.ts";
import { type Consequences, consequencesBetween } from "../../state/command-consequences.ts";
import { actsOfSave } from "../../state/rescue/acts-of-save.ts";
import { newId } from "../../state/schemes/new-id.ts";
import type { AppContextValue } from "../shared/app-context.ts";

/** A street asked about but not closed yet. */
export type Preview =
  | { readonly status: "none" }
  | { readonly status: "asking"; readonly lngLat: LngLat }
  | { readonly status: "failed"; readonly lngLat: LngLat; readonly failure: Failure }
  | {
      readonly status: "found";
      readonly lngLat: LngLat;
      readonly stretch: ClosedStretch;
      readonly isClosedAlready: boolean;
      /** What closing it does; `failed` leaves the street closable all the same. */
      readonly consequences: Consequences | "computing" | "failed";
    };

export type PreviewSaves =
  | { readonly status: "none" | "asking" }
  | {
      readonly status: "found";
      readonly shelters: readonly { readonly shelterId: string; readonly save: VerifiedSave }[];
    };

/** Places the closing makes late for which a way out is looked for; the list above shows as many. */
const SAVED_SHELTERS = 3;
/** The closing itself may be the best thing to leave: then the next best is told. */
const TRIED_ACTIONS = 2;
const PREVIEW_ID = "preview";

export interface ClosureDraft {
  /** The tool is in hand: the next click on the map means a street. */
  readonly isToolOn: Accessor<boolean>;
  readonly toggleTool: () => void;
  readonly leaveTool: () => void;
  readonly preview: Accessor<Preview>;
  readonly stretch: Accessor<ClosedStretch | null>;
  readonly ask: (lngLat: LngLat, isCameraMoved: boolean) => void;
  /** What would save the promises the closing breaks: told once the consequences stand. */
  readonly saves: Accessor<PreviewSaves>;
  /** Closes it, and orders this besides. */
  readonly confirm: (action?: SaveAction) => void;
  readonly dismiss: () => void;
  /** The stretch closed last, to be said aloud; null before the first. */
  readonly justClosed: Accessor<ClosedStretch | null>;
}

export function createClosureDraft(
  app: AppContextValue,
  parts: {
    readonly board: Accessor<BoardAnswer | null>;
    readonly show: () => void;
    readonly lookAt: (points: readonly LngLat[]) => void;
  },
): ClosureDraft {
  const { state, commands, port } = app;
  const [isToolOn, setIsToolOn] = createSignal(false);
  const [preview, setPreview] = createSignal<Preview>({ status: "none" });
  const [justClosed, setJustClosed] = createSignal<ClosedStretch | null>(null);
  const [saves, setSaves] = createSignal<PreviewSaves>({ status: "none" });
  let running: AbortController | null = null;
  const stop = () => {
    setSaves({ status: "none" });
    running?.abort();
    running = null;
  };
  onCleanup(stop);

  const ask = async (lngLat: LngLat, isCameraMoved: boolean) => {
    stop();
    const controller = new AbortController();
    running = controller;
    parts.show();
    setJustClosed(null);
    setPreview({ status: "asking", lngLat });
    const found = await port.run("stretch", { lngLat }, { signal: controller.signal });
    if (running !== controller) return;
    if (!found.ok) {
      setPreview({ status: "failed", lngLat, failure: found.failure });
      return;
    }
    const stretch = found.value;
    const course = JSON.stringify(stretch.line);
    const before = parts.board();
    const isClosedAlready = (before?.closedStretches ?? []).some(
      (closed) =>
        JSON.stringify(closed.line) === course &&
        state.scenario.closures.some((closure) => closure.id === closed.closureId),
    );
    const shared = { status: "found", lngLat, stretch, isClosedAlready } as const;
    if (isCameraMoved) parts.lookAt(stretch.line);
    if (isClosedAlready) {
      setPreview({ ...shared, consequences: "failed" });
      return;
    }
    setPreview({ ...shared, consequences: "computing" });
    const scenario = {
      ...state.scenario,
      closures: [...state.scenario.closures, { kind: "street", id: PREVIEW_ID, lngLat } as const],
    };
    const after = await port.run(
      "board",
      { scenario, response: { ...state.response } },
      { signal: controller.signal },
    );
    if (running !== controller) return;
    const now = parts.board();
    const consequences = after.ok && now ? consequencesBetween(now, after.value) : ("failed" as const);
    setPreview({ ...shared, consequences });
    if (consequences === "failed" || consequences.newlyLate.length === 0) return;
    const shelterIds = consequences.newlyLate.slice(0, SAVED_SHELTERS).map(({ shelterId }) => shelterId);
    setSaves({ status: "asking" });
    const tried = await port.run(
      "saveActions",
      {
        scenario,
        response: { ...state.response, elapsedMinutes: 0 },
        shelterIds,
        mostShelters: SAVED_SHELTERS,
        mostActions: TRIED_ACTIONS,
      },
      { signal: controller.signal },
    );
    if (running !== controller) return;
    const shelters = (tried.ok ? tried.value.shelters : []).flatMap(({ shelterId, saves: ways }) => {
      const save = ways.find(
        ({ action }) => action.kind !== "lift-closure" || action.closureId !== PREVIEW_ID,
      );
      return save ? [{ shelterId, save }] : [];
    });
    setSaves({ status: "found", shelters });
  };
  const dismiss = () => {
    stop();
    setPreview({ status: "none" });
  };
  return {
    isToolOn,
    toggleTool: () => {
      setIsToolOn(!isToolOn());
      if (!isToolOn()) dismiss();
    },
    leaveTool: () => {
      setIsToolOn(false);
      dismiss();
    },
    preview,
    stretch: () => {
      const shown = preview();
      return shown.status === "found" ? shown.stretch : null;
    },
    ask: (lngLat, isCameraMoved) => void ask(lngLat, isCameraMoved),
    saves,
    confirm: (action) => {
      const shown = preview();
      if (shown.status !== "found" || shown.isClosedAlready) return;
      dismiss();
      setJustClosed(shown.stretch);
      commands.closeStreetAt(shown.lngLat);
      if (action) void app.operationDesk()?.record(actsOfSave(action, newId));
    },
    dismiss,
    justClosed,
  };
}
