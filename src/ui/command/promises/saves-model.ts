import { type Accessor, createEffect, createSignal, onCleanup, untrack } from "solid-js";
import type { BoardAnswer } from "../../../core/model/answers.ts";
import type { SaveAction, SaveActionsAnswer } from "../../../core/model/save-actions.ts";
import { actsOfSave } from "../../../state/rescue/acts-of-save.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** The board is worked out first; what would save it is looked for once it has rested so long. */
const REST_MILLISECONDS = 600;
/** As many as the list of breaches shows. */
const MOST_SHELTERS = 12;
const MOST_ACTIONS = 3;

export interface SavesModel {
  /** Of the board on screen; null while it is not known. */
  readonly answer: Accessor<SaveActionsAnswer | null>;
  /** 0-1 of the work; null: nothing is being looked for. */
  readonly askingShare: Accessor<number | null>;
  /** Writes it into the log; the board follows. */
  readonly order: (action: SaveAction) => void;
}

export function createSavesModel(
  app: AppContextValue,
  parts: { readonly board: Accessor<BoardAnswer | null>; readonly isStale: Accessor<boolean> },
): SavesModel {
  const { port } = app;
  const [known, setKnown] = createSignal<{ key: string; answer: SaveActionsAnswer } | null>(null);
  const [asking, setAsking] = createSignal<{ key: string; share: number } | null>(null);
  let running: AbortController | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;

  /** What the saves hang on: everything but the minute looked at. */
  const wantedKey = (): string | null => {
    const answer = parts.board();
    if (!answer || parts.isStale()) return null;
    const { scenario, response } = answer.request;
    const breaks =
      [...answer.supply, ...answer.service].some((row) => row.state === "breaks") ||
      answer.supply.reduce((left, row) => left - row.personsInNeed, answer.personsInNeed) > 0;
    return breaks
      ? JSON.stringify([scenario, response.inNeedShare, response.lostDepotIds, response.ground])
      : null;
  };
  const drop = () => {
    clearTimeout(rest);
    // before the first progress its worker may still be opening the district, which a kill would undo
    if (asking() && (asking()?.share ?? 0) > 0) running?.abort();
    running = null;
    setAsking(null);
  };
  const ask = async (key: string) => {
    const answer = parts.board();
    if (!answer) return;
    const controller = new AbortController();
    running = controller;
    setAsking({ key, share: 0 });
    const { scenario, response } = answer.request;
    const request = {
      scenario,
      response: { ...response, elapsedMinutes: 0 },
      shelterIds: null,
      mostShelters: MOST_SHELTERS,
      mostActions: MOST_ACTIONS,
    };
    const result = await port.run("saveActions", request, {
      signal: controller.signal,
      onProgress: ({ share }) => {
        if (running === controller) setAsking({ key, share });
      },
    });
    if (running !== controller) return;
    running = null;
    setAsking(null);
    if (result.ok) setKnown({ key, answer: result.value });
  };
  createEffect(() => {
    const key = wantedKey();
    untrack(() => {
      if (key === (asking()?.key ?? null) && key !== null) return;
      drop();
      if (key !== null && key !== known()?.key) rest = setTimeout(() => void ask(key), REST_MILLISECONDS);
    });
  });
  onCleanup(() => {
    clearTimeout(rest);
    running?.abort();
  });
  return {
    answer: () => {
      const found = known();
      return found && found.key === wantedKey() ? found.answer : null;
    },
    askingShare: () => asking()?.share ?? null,
    order: (action) => void app.operationDesk()?.record(actsOfSave(action, newId)),
  };
}
