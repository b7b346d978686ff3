import type { Camera } from "../state/app-state.ts";

/** Whether both look at the same from as near; null: no camera was set. */
export const isSameCamera = (one: Camera | null, other: Camera | null): boolean =>
  one?.zoom === other?.zoom && one?.lngLat.join() === other?.lngLat.join();
