import type { FeatureCollection } from "geojson";
import { createSignal } from "solid-js";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox } from "../core/model/geometry.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import type { Result } from "../core/result.ts";
import type { Arrived } from "./apply-plan.ts";
import { districtMask } from "./district-mask.ts";
import type { LayerPlan } from "./layer-plan.ts";
import { type Extent, extentToAsk, type SettledView, streamedLayers } from "./streamed-box.ts";

/** Opens layers a little before the zoom at which they are drawn. */
const AHEAD_ZOOM = 0.4;

/** Addresses of layers as GeoJSON inside this page. */
export interface LayerAddresses {
  whole(layer: LayerId): Promise<Result<string, Failure>>;
  box(layer: LayerId, bbox: Bbox): Promise<Result<string, Failure>>;
}

/**
 * Asks for each layer once, when the first drawing of it comes near, and for large ones box by box as the map moves; a
 * layer that fails is named, the rest goes on. A box that failed is asked for again after the next move.
 */
export function createLayerLoader(addresses: LayerAddresses, description: PackDescription) {
  const streamed = streamedLayers(description);
  const asked = new Set<LayerId>();
  /** How often each layer was asked for as a whole: only the last answer counts. */
  const turns = new Map<LayerId, number>();
  /** Of each layer that streams: what the map holds, or will when the answer is here. */
  const held = new Map<LayerId, Extent>();
  let waiting = 0;
  const [arrived, setArrived] = createSignal<Arrived>({ layerUrls: new Map(), mask: null });
  const [failed, setFailed] = createSignal<ReadonlySet<LayerId>>(new Set());
  const markFailed = (layer: LayerId) => {
    held.delete(layer);
    setFailed((before) => new Set([...before, layer]));
  };
  const markArrived = (layer: LayerId, url: string, mask: FeatureCollection | null) => {
    setFailed((before) =>
      before.has(layer) ? new Set([...before].filter((each) => each !== layer)) : before,
    );
    setArrived((before) => ({
      layerUrls: new Map([...before.layerUrls, [layer, url]]),
      mask: mask ?? before.mask,
    }));
  };

  async function ask(layer: LayerId) {
    const turn = (turns.get(layer) ?? 0) + 1;
    turns.set(layer, turn);
    const result = await addresses.whole(layer);
    // Changed once more in the meantime.
    if (turns.get(layer) !== turn) return;
    if (!result.ok) {
      markFailed(layer);
      return;
    }
    // The district alone is read here: it is turned inside out, and a few hundred corners block nothing.
    const mask =
      layer === "district"
        ? await fetch(result.value)
            .then((response) => response.json() as Promise<FeatureCollection>)
            .then(districtMask, () => {
              markFailed(layer);
              return null;
            })
        : null;
    markArrived(layer, result.value, mask);
  }

  async function stream(layer: LayerId, view: SettledView) {
    const extent = extentToAsk(view, held.get(layer) ?? null, description.bbox);
    if (!extent) return;
    held.set(layer, extent);
    const result = await (extent === "whole" ? addresses.whole(layer) : addresses.box(layer, extent));
    // The map has gone on, and asked for another one.
    if (held.get(layer) !== extent) return;
    if (result.ok) markArrived(layer, result.value, null);
    else markFailed(layer);
  }

  const counted = async (work: Promise<void>) => {
    waiting++;
    await work.finally(() => waiting--);
  };

  /** `zoom` of this moment; `view` where the map last came to rest: a box on the way would be asked for in vain. */
  function need(plan: LayerPlan, zoom: number, view: SettledView | null) {
    for (const layer of plan.layers) {
      const source = layer.source ? plan.sources[layer.source] : undefined;
      if (source?.kind !== "pack") continue;
      const minZoom = layer.minzoom ?? 0;
      if (streamed.has(source.layer)) {
        if (view && minZoom <= view.zoom) void counted(stream(source.layer, view));
      } else if (!asked.has(source.layer) && minZoom - AHEAD_ZOOM <= zoom) {
        asked.add(source.layer);
        void counted(ask(source.layer));
      }
    }
  }
  /** These may have changed: those that were asked for are asked for again, and drawn as they were until then. */
  function refresh(layers: readonly LayerId[]) {
    for (const layer of layers) {
      held.delete(layer);
      if (asked.has(layer)) void counted(ask(layer));
    }
  }
  return {
    need,
    refresh,
    arrived,
    failed,
    markFailed,
    /** Nothing is on its way. */
    isSettled: () => waiting === 0,
    isWhole: (layer: LayerId) => held.get(layer) === "whole",
  };
}
