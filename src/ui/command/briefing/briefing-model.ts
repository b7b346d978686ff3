import { type Accessor, createEffect, createResource, createSignal, on, onCleanup, untrack } from "solid-js";
import { type Briefing, type BriefingView, DEFAULT_HOLD_SECONDS } from "../../../core/model/briefing.ts";
import type { Failure } from "../../../core/model/failure.ts";
import { addView, changeView, moveView, removeView } from "../../../state/operation/edit-briefing.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { saveFile } from "../../shared/save-file.ts";
import type { CommandModel } from "../command-model.ts";

const WRITE_REST_MILLISECONDS = 300;

export interface BriefingModel {
  readonly views: Accessor<readonly BriefingView[]>;
  readonly current: Accessor<BriefingView | null>;
  readonly position: Accessor<number>;
  /** Shows a page: its map, its minute. */
  readonly show: (viewId: string) => void;
  readonly step: (pages: number) => void;
  readonly add: () => void;
  /** The map and the minute of now in place of those of the page. */
  readonly retake: () => void;
  readonly change: (change: Partial<Pick<BriefingView, "text" | "holdSeconds">>) => void;
  readonly move: (places: number) => void;
  readonly remove: () => void;
  readonly isPlaying: Accessor<boolean>;
  /** Pages turn by themselves. */
  readonly isRunning: Accessor<boolean>;
  readonly play: () => void;
  readonly run: (isRunning: boolean) => void;
  readonly stop: () => void;
  readonly failure: Accessor<Failure | null>;
  readonly isNotKept: Accessor<boolean>;
  readonly load: (file: File) => Promise<void>;
  readonly save: () => Promise<void>;
}

/** Views of the map with words to them, kept on this device, that play one after the other. */
export function createBriefingModel(app: AppContextValue, command: CommandModel): BriefingModel {
  const { state, commands } = app;
  const [desk] = createResource(() => app.planDesk());
  const [briefing, setBriefing] = createSignal<Briefing>({ views: [] });
  const [currentId, setCurrentId] = createSignal<string | null>(null);
  const [isPlaying, setIsPlaying] = createSignal(false);
  const [isRunning, setIsRunning] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [isNotKept, setIsNotKept] = createSignal(false);
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));

  createEffect(() => {
    const [found, packId] = [desk(), state.packId];
    setBriefing({ views: [] });
    setCurrentId(null);
    if (!found) return;
    found.briefings.read(packId).then(
      (kept) => {
        if (kept && untrack(() => state.packId === packId && briefing().views.length === 0))
          setBriefing(kept);
      },
      () => setIsNotKept(true),
    );
  });
  const edit = (next: Briefing) => {
    setBriefing(next);
    clearTimeout(rest);
    const packId = state.packId;
    const write = () =>
      void desk()
        ?.briefings.write(packId, next)
        .then(
          () => setIsNotKept(false),
          () => setIsNotKept(true),
        );
    rest = setTimeout(write, WRITE_REST_MILLISECONDS);
  };

  const views = () => briefing().views;
  const position = () => views().findIndex(({ id }) => id === currentId());
  const current = () => views()[position()] ?? null;

  const taken = (): Omit<BriefingView, "id" | "text" | "holdSeconds"> => ({
    camera: state.camera ?? { lngLat: app.pack()?.subDistricts[0]?.labelLngLat ?? [0, 0], zoom: 11 },
    layers: state.layers,
    elapsedMinutes: command.elapsedMinutes(),
    selection: state.selection,
  });
  function show(viewId: string) {
    const view = views().find(({ id }) => id === viewId);
    if (!view) return;
    setCurrentId(viewId);
    for (const layer of state.layers) if (!view.layers.includes(layer)) commands.showLayer(layer, false);
    for (const layer of view.layers) if (!state.layers.includes(layer)) commands.showLayer(layer, true);
    if (view.selection) commands.select(view.selection.layer, view.selection.id);
    else commands.clearSelection();
    command.moveElapsed(view.elapsedMinutes);
    command.settle();
    commands.setCamera(view.camera);
  }
  const step = (pages: number) => {
    const next = views()[Math.min(views().length - 1, Math.max(0, position() + pages))];
    if (next) show(next.id);
  };

  // A page stands for its time, then the next one comes; the last one stays.
  createEffect(
    on([isRunning, current], ([running, view]) => {
      if (!running || !view) return;
      const timer = setTimeout(() => {
        if (position() === views().length - 1) setIsRunning(false);
        else step(1);
      }, view.holdSeconds * 1000);
      onCleanup(() => clearTimeout(timer));
    }),
  );

  return {
    views,
    current,
    position,
    show,
    step,
    add: () => {
      const view = { id: newId(), text: "", holdSeconds: DEFAULT_HOLD_SECONDS, ...taken() };
      edit(addView(briefing(), view, currentId()));
      setCurrentId(view.id);
    },
    retake: () => {
      const view = current();
      if (view) edit(changeView(briefing(), view.id, taken()));
    },
    change: (change) => {
      const view = current();
      if (view) edit(changeView(briefing(), view.id, change));
    },
    move: (places) => {
      const view = current();
      if (view) edit(moveView(briefing(), view.id, places));
    },
    remove: () => {
      const view = current();
      if (!view) return;
      const next = views()[position() + 1] ?? views()[position() - 1] ?? null;
      edit(removeView(briefing(), view.id));
      setCurrentId(next?.id ?? null);
    },
    isPlaying,
    isRunning,
    play: () => {
      const first = current() ?? views()[0];
      if (!first) return;
      setIsPlaying(true);
      setIsRunning(true);
      show(first.id);
    },
    run: setIsRunning,
    stop: () => {
      setIsPlaying(false);
      setIsRunning(false);
    },
    failure,
    isNotKept,
    load: async (file) => {
      const found = desk();
      if (!found) return;
      const read = found.readBriefing(file.name, await file.text(), state.packId);
      setFailure(read.ok ? null : read.failure);
      if (!read.ok) return;
      edit(read.value);
      setCurrentId(read.value.views[0]?.id ?? null);
    },
    save: async () => {
      const text = desk()?.writeBriefing(state.packId, briefing());
      if (text) saveFile(`briefing-${state.packId}.json`, new TextEncoder().encode(text));
    },
  };
}
