import { batch } from "solid-js";
import type { AnalysisKind, AnswerOf } from "../core/model/answers.ts";
import type { Failure } from "../core/model/failure.ts";
import type { LngLat } from "../core/model/geometry.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { Language } from "../core/model/language.ts";
import { NOTHING_KEPT } from "../core/model/offline.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { Closure, Response, Scenario } from "../core/model/scenario.ts";
// #region staff
import { EMPTY_BOOK, type SchemeBook, type SchemeTrouble } from "../core/model/scheme.ts";
// #endregion staff
import {
  type AnalysisTasks,
  type AppState,
  type AskedKind,
  type AskedRequests,
  type Camera,
  DEFAULT_LAYERS,
  type Door,
  IDLE_TASKS,
  type ImportPreview,
  initialSharedState,
  type NamedPlace,
  NOTHING_ASKED,
  // #region staff
  type PlanTool,
  // #endregion staff
  type SharedState,
  type Task,
  type Theme,
} from "./app-state.ts";
// #region staff
import { NO_OPERATION } from "./operation/no-operation.ts";
// #endregion staff
import { createShallowStore } from "./shallow-store.ts";

/** The one store. Screens read `state` and act through `commands`; nothing else writes. */
export interface AppStore {
  readonly state: AppState;
  readonly commands: Commands;
  /** For the wiring that carries answers in; screens do not use these. */
  readonly set: <Key extends keyof AppState>(key: Key, value: AppState[Key]) => void;
  readonly setTask: <Kind extends AnalysisKind>(kind: Kind, task: AnalysisTasks[Kind]) => void;
  // #region staff
  /** What the commands change goes through these first. */
  readonly writeThrough: (writers: WriteThrough) => void;
  // #endregion staff
}

// #region staff
export interface WriteThrough {
  /** true: the change has been seen to. */
  readonly closures: (from: readonly Closure[], to: readonly Closure[]) => boolean;
  /** What is left of the change. */
  readonly response: (change: Partial<Response>) => Partial<Response>;
}
// #endregion staff

export interface Commands {
  openDoor(door: Door): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  setTextSize(size: AppState["textSize"]): void;
  setOrigin(place: NamedPlace | null): void;
  setWalker(lngLat: LngLat | null): void;
  setProbe(lngLat: LngLat | null): void;
  /** Asks a long question; null takes it and its answer away. */
  ask<Kind extends AskedKind>(kind: Kind, request: AskedRequests[Kind]): void;
  setScenario(change: Partial<Scenario>): void;
  setResponse(change: Partial<Response>): void;
  closeStreetAt(lngLat: LngLat): void;
  closeArea(ring: readonly LngLat[]): void;
  reopen(closureId: string): void;
  reopenAll(): void;
  undoClosures(): void;
  redoClosures(): void;
  select(layer: LayerId, id: string): void;
  clearSelection(): void;
  showLayer(layer: LayerId, isShown: boolean): void;
  setCamera(camera: Camera): void;
  openCommitment(id: string | null): void;
  openData(isOpen: boolean): void;
  /** Another district: nothing that was picked in the one before has a meaning there. */
  choosePack(packId: string): void;
  acceptChange(change: LayerChange): void;
  undoChange(): void;
  redoChange(): void;
  removeChange(changeId: string): void;
  showPreview(preview: ImportPreview | null): void;
  glanceAt(lngLat: LngLat): void;
  // #region staff
  /** The next book, made by the pure functions of `state/schemes`. */
  setSchemes(book: SchemeBook): void;
  setPlanTool(tool: PlanTool): void;
  tellOfSchemes(trouble: SchemeTrouble): void;
  putAwayTrouble(trouble: SchemeTrouble): void;
  // #endregion staff
  putAwayNotice(index: number): void;
  reportNotice(failure: Failure): void;
  reportMapFailure(failure: Failure | null): void;
  /** Replace everything a link carries (back button, pasted link). */
  applyLink(shared: SharedState, notices: readonly Failure[]): void;
}

const closureId = (lngLat: LngLat) => `${lngLat[0].toFixed(5)},${lngLat[1].toFixed(5)}`;

/** A list of shelters brings gates along that had to be assumed: they come and go together. */
const importOf = ({ id }: LayerChange) => id.replace(/-gates$/u, "");
const ofSameImport = (one: LayerChange) => (other: LayerChange) => importOf(other) === importOf(one);

export function createAppStore(
  initial: SharedState,
  notices: readonly Failure[],
  nowMinuteOfDay: number,
): AppStore {
  const tasks = createShallowStore<AnalysisTasks>(IDLE_TASKS);
  const { state, set } = createShallowStore<AppState>({
    ...initial,
    textSize: "normal",
    walkerLngLat: null,
    nowMinuteOfDay,
    isClockWrong: false,
    pack: { status: "loading", progressShare: 0 },
    fetchStage: initial.door === "find" ? "answer" : "everything",
    tasks: tasks.state,
    asked: NOTHING_ASKED,
    notices,
    mapFailure: null,
    undone: [],
    done: [],
    changes: [],
    undoneChanges: [],
    isLayingOver: false,
    // #region staff
    schemes: EMPTY_BOOK,
    planTool: "ask",
    schemeTroubles: [],
    operation: NO_OPERATION,
    // #endregion staff
    preview: null,
    glance: null,
    offline: NOTHING_KEPT,
  });
  let glanceCount = 0;

  const changeScenario = (change: Partial<Scenario>) => set("scenario", { ...state.scenario, ...change });
  // #region staff
  let through: WriteThrough = { closures: () => false, response: (change) => change };
  // #endregion staff
  const changeClosures = (from: readonly Closure[], to: readonly Closure[]) => {
    // #region staff
    if (through.closures(from, to)) return;
    // #endregion staff
    changeScenario({ closures: to });
  };
  const replaceClosures = (closures: readonly Closure[]) =>
    batch(() => {
      const before = state.scenario.closures;
      set("done", [...state.done, { before, after: closures }]);
      set("undone", []);
      changeClosures(before, closures);
    });

  const takeOff = (change: LayerChange) => {
    const isGone = ofSameImport(change);
    const [gone, still] = [state.changes.filter(isGone), state.changes.filter((other) => !isGone(other))];
    batch(() => {
      set("changes", still);
      set("undoneChanges", [...state.undoneChanges, ...gone]);
    });
  };

  const commands: Commands = {
    openDoor: (door) =>
      batch(() => {
        if (door === state.door) return;
        set("door", door);
        set("layers", DEFAULT_LAYERS[door]);
        set("selection", null);
      }),
    setLanguage: (language) => set("language", language),
    setTheme: (theme) => set("theme", theme),
    setTextSize: (size) => set("textSize", size),
    setOrigin: (place) => set("origin", place),
    setWalker: (lngLat) => set("walkerLngLat", lngLat),
    // #region staff
    setProbe: (lngLat) => set("probe", lngLat),
    ask: (kind, request) => set("asked", { ...state.asked, [kind]: request }),
    // #endregion staff
    setScenario: changeScenario,
    // #region staff
    setResponse: (change) =>
      batch(() => {
        const left = through.response(change);
        if (Object.keys(left).length > 0) set("response", { ...state.response, ...left });
      }),
    // #endregion staff
    closeStreetAt: (lngLat) => {
      const id = closureId(lngLat);
      if (state.scenario.closures.some((closure) => closure.id === id)) return;
      replaceClosures([...state.scenario.closures, { kind: "street", id, lngLat }]);
    },
    closeArea: (ring) => {
      const first = ring[0];
      if (!first || ring.length < 3) return;
      replaceClosures([...state.scenario.closures, { kind: "area", id: `a${closureId(first)}`, ring }]);
    },
    reopen: (id) => replaceClosures(state.scenario.closures.filter((closure) => closure.id !== id)),
    reopenAll: () => replaceClosures([]),
    undoClosures: () =>
      batch(() => {
        const last = state.done.at(-1);
        if (!last) return;
        set("undone", [...state.undone, last]);
        set("done", state.done.slice(0, -1));
        changeClosures(last.after, last.before);
      }),
    redoClosures: () =>
      batch(() => {
        const last = state.undone.at(-1);
        if (!last) return;
        set("done", [...state.done, last]);
        set("undone", state.undone.slice(0, -1));
        changeClosures(last.before, last.after);
      }),
    select: (layer, id) => set("selection", { layer, id }),
    clearSelection: () => set("selection", null),
    showLayer: (layer, isShown) => {
      // One zoning at a time, like the fields of a paper atlas: two of them mix into colours that mean nothing.
      const isZoning = (each: LayerId) => each.startsWith("risk-");
      const others = state.layers.filter(
        (other) => other !== layer && !(isShown && isZoning(layer) && isZoning(other)),
      );
      set("layers", isShown ? [...others, layer] : others);
    },
    setCamera: (camera) => set("camera", camera),
    // #region staff
    openCommitment: (id) => set("commitmentId", id),
    // #endregion staff
    openData: (isOpen) => set("isDataOpen", isOpen),
    choosePack: (packId) =>
      batch(() => {
        if (packId === state.packId) return;
        const fresh = initialSharedState(state.door, state.language);
        for (const key of ["origin", "selection", "camera"] as const) set(key, fresh[key]);
        // #region staff
        for (const key of ["probe", "schemeText", "commitmentId"] as const) set(key, fresh[key]);
        // #endregion staff
        set("scenario", { ...state.scenario, closures: [] });
        // #region staff
        set("response", { ...state.response, lostDepotIds: [] });
        // #endregion staff
        set("done", []);
        set("undone", []);
        set("changes", []);
        set("undoneChanges", []);
        set("preview", null);
        set("glance", null);
        set("asked", NOTHING_ASKED);
        // #region staff
        set("schemes", EMPTY_BOOK);
        set("schemeTroubles", []);
        set("operation", NO_OPERATION);
        // #endregion staff
        set("packId", packId);
      }),
    acceptChange: (change) =>
      batch(() => {
        set("changes", [...state.changes, change]);
        set("undoneChanges", []);
        set("preview", null);
        set("glance", null);
      }),
    undoChange: () => {
      const last = state.changes.at(-1);
      if (last) takeOff(last);
    },
    redoChange: () => {
      const last = state.undoneChanges.at(-1);
      if (!last) return;
      const isLast = ofSameImport(last);
      const [back, still] = [
        state.undoneChanges.filter(isLast),
        state.undoneChanges.filter((change) => !isLast(change)),
      ];
      batch(() => {
        set("changes", [...state.changes, ...back]);
        set("undoneChanges", still);
      });
    },
    removeChange: (changeId) => {
      const removed = state.changes.find((change) => change.id === changeId);
      if (removed) takeOff(removed);
    },
    showPreview: (preview) =>
      batch(() => {
        set("preview", preview);
        set("glance", null);
      }),
    glanceAt: (lngLat) => set("glance", { lngLat, key: `glance ${++glanceCount}` }),
    // #region staff
    setSchemes: (book) => set("schemes", book),
    setPlanTool: (tool) => set("planTool", tool),
    tellOfSchemes: (trouble) => set("schemeTroubles", [...state.schemeTroubles, trouble]),
    putAwayTrouble: (trouble) =>
      set(
        "schemeTroubles",
        state.schemeTroubles.filter((other) => other !== trouble),
      ),
    // #endregion staff
    putAwayNotice: (index) =>
      set(
        "notices",
        state.notices.filter((_, at) => at !== index),
      ),
    reportNotice: (failure) => set("notices", [...state.notices, failure]),
    reportMapFailure: (failure) => set("mapFailure", failure),
    applyLink: (shared, found) =>
      batch(() => {
        for (const key of Object.keys(shared) as (keyof SharedState)[]) set(key, shared[key]);
        if (found.length > 0) set("notices", [...state.notices, ...found]);
      }),
  };
  return {
    state,
    commands,
    set,
    setTask: tasks.set,
    // #region staff
    writeThrough: (writers) => {
      through = writers;
    },
    // #endregion staff
  };
}

/** The answer on screen: the fresh one, or the previous one while a newer is worked out. */
export function shownAnswer<Kind extends AnalysisKind>(
  state: AppState,
  kind: Kind,
): { readonly answer: AnswerOf<Kind>; readonly isStale: boolean } | null {
  const task = state.tasks[kind] as Task<unknown, AnswerOf<Kind>>;
  switch (task.status) {
    case "idle":
      return null;
    case "done":
      return { answer: task.answer, isStale: false };
    case "running":
    case "failed":
      return task.previous ? { answer: task.previous, isStale: true } : null;
    default: {
      const never: never = task;
      throw new Error(String(never));
    }
  }
}
