import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import type { LngLat } from "../../../core/model/geometry.ts";
import { PROPOSAL_LIMITS } from "../../../core/model/proposal.ts";
import type { MapScene } from "../../../map/scene.ts";
import { crossesItself, wouldCross } from "../../../state/schemes/outline-faults.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** A press so near a corner means that corner. */
const SAME_CORNER_PIXELS = 9;
const FEWEST_CORNERS = 3;

export interface OutlineDrawing {
  readonly corners: Accessor<readonly LngLat[]>;
  readonly drawn: Accessor<MapScene["drawn"]>;
  /** Sets a corner; on the first or the last one it closes the outline. */
  readonly press: (lngLat: LngLat) => void;
  readonly hover: (lngLat: LngLat) => void;
  readonly finish: () => void;
  readonly takeBack: () => void;
  readonly clear: () => void;
}

export function createOutlineDrawing(
  app: AppContextValue,
  parts: {
    readonly onDone: (outline: readonly LngLat[]) => void;
    readonly onTrouble: (words: string | null) => void;
  },
): OutlineDrawing {
  const { state, words, mapHand } = app;
  const [corners, setCorners] = createSignal<readonly LngLat[]>([]);
  /** Where the next corner would be; null: not known. */
  const [next, setNext] = createSignal<LngLat | null>(null);
  const isDrawing = () => state.planTool === "draw";

  const clear = () => {
    setCorners([]);
    setNext(null);
    parts.onTrouble(null);
  };
  const finish = () => {
    const outline = corners();
    if (outline.length < FEWEST_CORNERS) parts.onTrouble(words().plan.live.tooFew);
    else if (crossesItself(outline, true)) parts.onTrouble(words().plan.live.crossing);
    else {
      clear();
      parts.onDone(outline);
    }
  };
  const isSame = (one: LngLat | undefined, other: LngLat) => {
    const hand = mapHand();
    if (!one || !hand) return false;
    const [a, b] = [hand.pixelOf(one), hand.pixelOf(other)];
    return Math.hypot(a.x - b.x, a.y - b.y) <= SAME_CORNER_PIXELS;
  };
  const press = (lngLat: LngLat) => {
    const set = corners();
    if (isSame(set.at(-1), lngLat) || (set.length >= FEWEST_CORNERS && isSame(set[0], lngLat))) {
      // the second press of a double click after a single corner is a slip
      if (set.length > 1) finish();
      return;
    }
    if (wouldCross(set, lngLat)) {
      parts.onTrouble(words().plan.live.crossing);
      return;
    }
    parts.onTrouble(null);
    if (set.length < PROPOSAL_LIMITS.corners) setCorners([...set, lngLat]);
  };
  const takeBack = () => {
    parts.onTrouble(null);
    setCorners(corners().slice(0, -1));
  };

  createEffect(() => {
    const hand = mapHand();
    if (!hand || !isDrawing()) return;
    hand.ownDoubleClick(true);
    // without a pointer the middle of the map is where the next corner goes
    const endCamera = hand.onCamera(() => {
      if (document.activeElement === hand.canvas && corners().length > 0) setNext(hand.centre());
    });
    onCleanup(() => {
      endCamera();
      hand.ownDoubleClick(false);
    });
  });
  createEffect(() => {
    if (!isDrawing()) return;
    let isByPointer = false;
    const onPointer = () => {
      isByPointer = true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
      const isOnButton = event.target instanceof Element && event.target.closest("button") !== null;
      if (event.key === "Escape") clear();
      else if (event.key === "Backspace") takeBack();
      else if (event.key === "Enter" && isByPointer && corners().length > 0 && !isOnButton) finish();
      else {
        // the arrow keys move the map under the cross: from then on Enter sets a corner there
        if (event.key.startsWith("Arrow")) isByPointer = false;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("pointerdown", onPointer, { capture: true });
    addEventListener("keydown", onKey, { capture: true });
    onCleanup(() => {
      removeEventListener("pointerdown", onPointer, { capture: true });
      removeEventListener("keydown", onKey, { capture: true });
    });
  });

  return {
    corners,
    drawn: createMemo(() => {
      if (!isDrawing()) return null;
      const [set, following] = [corners(), next()];
      if (set.length === 0) return null;
      return following
        ? { corners: [...set, following], isCrossing: wouldCross(set, following) }
        : { corners: set, isCrossing: false };
    }),
    press,
    hover: (lngLat) => {
      if (isDrawing() && corners().length > 0) setNext(lngLat);
    },
    finish,
    takeBack,
    clear,
  };
}
