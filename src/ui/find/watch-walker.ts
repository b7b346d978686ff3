import { createSignal, onCleanup } from "solid-js";
import type { WalkerPosition } from "../../core/guidance/follow-route.ts";

/** Older positions are of somewhere else. */
const OLDEST_MILLISECONDS = 5_000;
const WAIT_MILLISECONDS = 30_000;
/** Slower than this the direction of movement is noise. */
const MOVING_METRES_PER_SECOND = 0.5;

export interface WalkerWatch {
  /** null = none yet. Stays on this page: nothing of it is sent or kept. */
  readonly position: () => WalkerPosition | null;
  /** Why no position comes; null = none said. A later position takes it back. */
  readonly trouble: () => "denied" | "unavailable" | null;
  /** Degrees clockwise from north the device (or the walk, while moving) points to; null = not known. */
  readonly facingDegrees: () => number | null;
}

/** iOS names the compass so; it is not in the standard. */
interface CompassEvent extends DeviceOrientationEvent {
  readonly webkitCompassHeading?: number;
}

/** Follows the device while the screen that asked for it is there. */
export function watchWalker(): WalkerWatch {
  const [position, setPosition] = createSignal<WalkerPosition | null>(null);
  const [trouble, setTrouble] = createSignal<"denied" | "unavailable" | null>(null);
  const [compassDegrees, setCompassDegrees] = createSignal<number | null>(null);
  const [movingDegrees, setMovingDegrees] = createSignal<number | null>(null);
  if (navigator.geolocation) {
    const id = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setTrouble(null);
        setPosition({ lngLat: [coords.longitude, coords.latitude], accuracyMetres: coords.accuracy });
        const isMoving = (coords.speed ?? 0) >= MOVING_METRES_PER_SECOND;
        const { heading } = coords;
        setMovingDegrees(isMoving && heading !== null && Number.isFinite(heading) ? heading : null);
      },
      (error) => setTrouble(error.code === error.PERMISSION_DENIED ? "denied" : "unavailable"),
      { enableHighAccuracy: true, maximumAge: OLDEST_MILLISECONDS, timeout: WAIT_MILLISECONDS },
    );
    onCleanup(() => navigator.geolocation.clearWatch(id));
  } else setTrouble("unavailable");

  const onCompass = (event: Event) => {
    const { alpha, absolute, webkitCompassHeading } = event as CompassEvent;
    if (webkitCompassHeading !== undefined) setCompassDegrees(webkitCompassHeading);
    // Relative to where the page was opened, alpha says nothing about north.
    else if (absolute && alpha !== null) setCompassDegrees((360 - alpha) % 360);
  };
  const events = ["deviceorientationabsolute", "deviceorientation"];
  for (const name of events) window.addEventListener(name, onCompass);
  onCleanup(() => {
    for (const name of events) window.removeEventListener(name, onCompass);
  });
  return { position, trouble, facingDegrees: () => movingDegrees() ?? compassDegrees() };
}
