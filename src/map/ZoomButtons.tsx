import type { Map as MaplibreMap } from "maplibre-gl";
import type { Words } from "../i18n/words.ts";

/** Plus, minus and the whole district, for those without wheel or two fingers. */
export function ZoomButtons(props: {
  readonly map: MaplibreMap | null;
  readonly words: Words;
  readonly onWholeDistrict: () => void;
}) {
  return (
    <div class="map-zoom">
      <button
        type="button"
        class="map-button"
        aria-label={props.words.map.zoomIn}
        onClick={(originalEvent) => props.map?.zoomIn({}, { originalEvent })}
      >
        +
      </button>
      <button
        type="button"
        class="map-button"
        aria-label={props.words.map.zoomOut}
        onClick={(originalEvent) => props.map?.zoomOut({}, { originalEvent })}
      >
        −
      </button>
      <button
        type="button"
        class="map-button"
        aria-label={props.words.map.wholeDistrict}
        title={props.words.map.wholeDistrict}
        onClick={() => props.onWholeDistrict()}
      >
        <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
          <path
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"
          />
        </svg>
      </button>
    </div>
  );
}
