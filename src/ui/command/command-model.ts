import { type Accessor, createMemo, createSignal, onCleanup } from "solid-js";
import type { BoardAnswer } from "../../core/model/answers.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { MapScene } from "../../map/scene.ts";
import { boxAround } from "../../map/scenes/find-scene.ts";
import {
  isBoardFresh,
  type PromiseKind,
  type PromiseSummary,
  promiseSummaries,
  type SiteRow,
  siteRows,
  stationRows,
  unplacedPersons,
} from "../../state/command-selectors.ts";
import { type DispatchRow, dispatchRows } from "../../state/rescue/dispatch-rows.ts";
import { shownAnswer } from "../../state/store.ts";
import type { AppContextValue } from "../shared/app-context.ts";
import { type ClosureDraft, createClosureDraft } from "./closure-draft.ts";
import { createForcesModel, type ForcesModel } from "./forces/forces-model.ts";
import { createHazardDraft, type HazardDraft } from "./hazards/hazard-draft.ts";
import { type BoardClock, createBoardClock } from "./log/board-clock.ts";
import { type BoardChangesModel, createBoardChangesModel } from "./promises/changes-model.ts";
import { createSavesModel, type SavesModel } from "./promises/saves-model.ts";
import { createPlanInUse, type PlanInUse } from "./tasks/plan-in-use.ts";

/** After this long without a move of a slider the engine is asked; dragging asks nothing. */
const SLIDER_REST_MILLISECONDS = 160;

export const COMMAND_TABS = [
  "board",
  "tasks",
  "hazards",
  "closures",
  "shelters",
  "supplies",
  "forces",
  "log",
  "feeds",
] as const;
export type CommandTab = (typeof COMMAND_TABS)[number];

/** What the parts of /command share and no link needs to carry. */
export interface CommandModel {
  /** Minutes since T0, ahead of the state while the slider moves. */
  readonly elapsedMinutes: Accessor<number>;
  readonly clock: BoardClock;
  readonly moveElapsed: (minutes: number) => void;
  readonly inNeedShare: Accessor<number>;
  readonly moveInNeed: (share: number) => void;
  /** Write what the sliders show without waiting. */
  readonly settle: () => void;
  readonly board: Accessor<BoardAnswer | null>;
  readonly isStale: Accessor<boolean>;
  readonly sites: Accessor<readonly SiteRow[]>;
  readonly stations: Accessor<readonly DispatchRow[]>;
  readonly promises: Accessor<Readonly<Record<PromiseKind, PromiseSummary>> | null>;
  /** Persons in need who found no place in a shelter. */
  readonly unplaced: Accessor<number>;
  readonly closure: ClosureDraft;
  readonly hazards: HazardDraft;
  /** What would save the promises that break. */
  readonly saves: SavesModel;
  readonly changes: BoardChangesModel;
  readonly forces: ForcesModel;
  readonly tab: Accessor<CommandTab>;
  readonly setTab: (tab: CommandTab) => void;
  readonly focus: Accessor<MapScene["focus"]>;
  readonly showSite: (row: SiteRow) => void;
  readonly planInUse: PlanInUse;
  /** Moves the map to where all of these are seen. */
  readonly lookAt: (points: readonly LngLat[]) => void;
}

function createDraft(read: () => number, write: (value: number) => void) {
  const [draft, setDraft] = createSignal<number | null>(null);
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  const settle = () => {
    clearTimeout(rest);
    const value = draft();
    if (value === null) return;
    if (value !== read()) write(value);
    setDraft(null);
  };
  return {
    value: () => draft() ?? read(),
    move: (value: number) => {
      setDraft(value);
      clearTimeout(rest);
      rest = setTimeout(settle, SLIDER_REST_MILLISECONDS);
    },
    settle,
  };
}

export function createCommandModel(app: AppContextValue): CommandModel {
  const { state, commands } = app;
  const clock = createBoardClock(app);
  const elapsed = createDraft(clock.minutes, (elapsedMinutes) => commands.setResponse({ elapsedMinutes }));
  const inNeed = createDraft(
    () => state.response.inNeedShare,
    (inNeedShare) => commands.setResponse({ inNeedShare }),
  );
  const board = createMemo(() => shownAnswer(state, "board")?.answer ?? null);
  const isStale = createMemo(() => {
    const answer = board();
    return answer
      ? !isBoardFresh(answer, state.scenario, { ...state.response, inNeedShare: inNeed.value() })
      : false;
  });
  const sites = createMemo(() => {
    const answer = board();
    const pack = app.pack();
    return answer && pack ? siteRows(answer, pack, elapsed.value()) : [];
  });
  const stations = createMemo(() => {
    const answer = board();
    const pack = app.pack();
    if (!answer || !pack) return [];
    return dispatchRows(stationRows(answer, pack, elapsed.value()), state.operation.shown, elapsed.value());
  });
  const unplaced = createMemo(() => {
    const answer = board();
    return answer ? unplacedPersons(answer) : 0;
  });
  const promises = createMemo(() =>
    board() && app.pack() ? promiseSummaries(sites(), stations(), elapsed.value(), unplaced()) : null,
  );

  const [tab, setTab] = createSignal<CommandTab>("board");
  const [focus, setFocus] = createSignal<MapScene["focus"]>(null);
  // A new key each time, so that asking twice for the same place moves the camera twice.
  let focusCount = 0;
  const lookAt = (points: readonly LngLat[]) => {
    const bbox = boxAround(points);
    if (!bbox) return;
    focusCount += 1;
    setFocus({ bbox, key: `command-${focusCount}` });
  };
  const closure = createClosureDraft(app, {
    board,
    show: () => setTab("closures"),
    lookAt,
  });

  return {
    elapsedMinutes: elapsed.value,
    clock,
    moveElapsed: elapsed.move,
    inNeedShare: inNeed.value,
    moveInNeed: inNeed.move,
    settle: () => {
      elapsed.settle();
      inNeed.settle();
    },
    board,
    isStale,
    sites,
    stations,
    promises,
    unplaced,
    closure,
    hazards: createHazardDraft(app, elapsed.value),
    saves: createSavesModel(app, { board, isStale }),
    changes: createBoardChangesModel({ board, isStale }),
    forces: createForcesModel(app, () => tab() === "forces"),
    // The wall has no tabs: it shows what breaks.
    tab: () => (state.theme === "wall" ? "board" : tab()),
    setTab,
    focus,
    showSite: (row) => {
      commands.select("shelters", row.id);
      lookAt([...row.line, ...(row.lngLat ? [row.lngLat] : [])]);
    },
    lookAt,
    planInUse: createPlanInUse(app),
  };
}
