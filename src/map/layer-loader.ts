import type { FeatureCollection } from "geojson";
import { createSignal } from "solid-js";
import type { Failure } from "../core/model/failure.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { Result } from "../core/result.ts";
import type { Arrived } from "./apply-plan.ts";
import { districtMask } from "./district-mask.ts";
import type { LayerPlan } from "./layer-plan.ts";

/** Opens layers a little before the zoom at which they are drawn. */
const AHEAD_ZOOM = 0.4;

/** Asks for each layer once, when the first drawing of it comes near; a layer that fails is named, the rest goes on. */
export function createLayerLoader(layerUrl: (layer: LayerId) => Promise<Result<string, Failure>>) {
  const asked = new Set<LayerId>();
  const [arrived, setArrived] = createSignal<Arrived>({ layerUrls: new Map(), mask: null });
  const [failed, setFailed] = createSignal<ReadonlySet<LayerId>>(new Set());
  const markFailed = (layer: LayerId) => setFailed((before) => new Set([...before, layer]));

  async function ask(layer: LayerId) {
    const result = await layerUrl(layer);
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
    setArrived((before) => ({
      layerUrls: new Map([...before.layerUrls, [layer, result.value]]),
      mask: mask ?? before.mask,
    }));
  }

  function need(plan: LayerPlan, zoom: number) {
    for (const layer of plan.layers) {
      const source = layer.source ? plan.sources[layer.source] : undefined;
      if (source?.kind !== "pack" || asked.has(source.layer)) continue;
      if ((layer.minzoom ?? 0) - AHEAD_ZOOM > zoom) continue;
      asked.add(source.layer);
      void ask(source.layer);
    }
  }
  return { need, arrived, failed, markFailed };
}
