import type { LngLat } from "../../../core/model/geometry.ts";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import type { MapHand, ScreenPoint } from "../../../map/map-hand.ts";
import { carried, type Grip, gripAt, REACH_PIXELS } from "./grip.ts";

/** A hand that moves no farther has pressed, not dragged. */
const STILL_PIXELS = 4;

/** What the map would make of the same press. */
const MOUSE_EVENTS = ["mousedown", "mousemove", "touchstart"] as const;

export interface DragParts {
  /** Sites that may be taken in hand now; empty: none. */
  readonly sites: () => readonly ProposedSite[];
  readonly selectedSiteId: () => string | null;
  readonly onDrag: (site: ProposedSite) => void;
  readonly onDrop: (site: ProposedSite) => void;
  readonly onCancel: () => void;
  readonly onPress: (siteId: string) => void;
  /** Where the pointer is, pressed or not. */
  readonly onHover: (lngLat: LngLat) => void;
}

interface Held {
  readonly grip: Grip;
  readonly pointerId: number;
  readonly start: ScreenPoint;
  readonly from: LngLat;
  isMoved: boolean;
  at: ScreenPoint;
}

/**
 * Takes sites in hand with a mouse, a pen or a finger, before the map hears of it. Answers with how to end it. Moves are told once a
 * frame.
 */
export function connectDrag(hand: MapHand, parts: DragParts): () => void {
  const { element } = hand;
  let held: Held | null = null;
  let frame = 0;
  let isOwnClick = false;
  const pointOf = ({ clientX, clientY }: PointerEvent): ScreenPoint => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const gripUnder = (event: PointerEvent) =>
    gripAt(
      hand,
      parts.sites(),
      parts.selectedSiteId(),
      pointOf(event),
      REACH_PIXELS[event.pointerType === "mouse" ? "mouse" : "touch"],
    );
  const now = ({ grip, from, at }: Held) => carried(grip, from, hand.placeAt(at));
  const letGo = () => {
    cancelAnimationFrame(frame);
    held = null;
    hand.holdStill(false);
    element.style.cursor = "";
  };

  const onDown = (event: PointerEvent) => {
    isOwnClick = false;
    // a second finger wants the map
    if (held || !event.isPrimary || event.button !== 0) return;
    const grip = gripUnder(event);
    if (!grip) return;
    const start = pointOf(event);
    held = { grip, pointerId: event.pointerId, start, from: hand.placeAt(start), isMoved: false, at: start };
    isOwnClick = true;
    hand.holdStill(true);
    element.setPointerCapture?.(event.pointerId);
    element.style.cursor = "grabbing";
  };
  const onMove = (event: PointerEvent) => {
    if (!held) {
      if (event.pointerType === "mouse") {
        element.style.cursor = gripUnder(event) ? "move" : "";
        parts.onHover(hand.placeAt(pointOf(event)));
      }
      return;
    }
    if (event.pointerId !== held.pointerId) return;
    held.at = pointOf(event);
    if (!held.isMoved && Math.hypot(held.at.x - held.start.x, held.at.y - held.start.y) < STILL_PIXELS)
      return;
    held.isMoved = true;
    cancelAnimationFrame(frame);
    const own = held;
    frame = requestAnimationFrame(() => {
      if (held === own) parts.onDrag(now(own));
    });
  };
  const onUp = (event: PointerEvent) => {
    if (!held || event.pointerId !== held.pointerId) return;
    const last = held;
    last.at = pointOf(event);
    letGo();
    if (last.isMoved) parts.onDrop(now(last));
    else parts.onPress(last.grip.site.id);
  };
  const cancel = () => {
    if (!held) return;
    const { isMoved } = held;
    letGo();
    if (isMoved) parts.onCancel();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
  // what was begun on a site is no press on the map
  const onClick = (event: MouseEvent) => {
    if (!isOwnClick) return;
    isOwnClick = false;
    event.stopPropagation();
  };
  // nor is what lies under a site in the hand looked at
  const onMouse = (event: Event) => {
    if (held) event.stopPropagation();
  };
  const captured = { capture: true } as const;
  element.addEventListener("pointerdown", onDown, captured);
  element.addEventListener("pointermove", onMove, captured);
  element.addEventListener("pointerup", onUp, captured);
  element.addEventListener("pointercancel", cancel, captured);
  element.addEventListener("click", onClick, captured);
  for (const name of MOUSE_EVENTS) element.addEventListener(name, onMouse, captured);
  addEventListener("keydown", onKey, captured);
  return () => {
    cancel();
    element.removeEventListener("pointerdown", onDown, captured);
    element.removeEventListener("pointermove", onMove, captured);
    element.removeEventListener("pointerup", onUp, captured);
    element.removeEventListener("pointercancel", cancel, captured);
    element.removeEventListener("click", onClick, captured);
    for (const name of MOUSE_EVENTS) element.removeEventListener(name, onMouse, captured);
    removeEventListener("keydown", onKey, captured);
    element.style.cursor = "";
  };
}
