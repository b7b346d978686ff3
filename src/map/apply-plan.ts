import type { FeatureCollection, Geometry } from "geojson";
import type { GeoJSONSource, Map as MaplibreMap, SourceSpecification } from "maplibre-gl";
import type { LayerPlan, SourcePlan } from "./layer-plan.ts";
import type { DrawLayer } from "./map-style.ts";

/** What has arrived from outside by now. */
export interface Arrived {
  /** Addresses of pack layers by layer id. */
  readonly layerUrls: ReadonlyMap<string, string>;
  readonly mask: FeatureCollection | null;
}

const sameJson = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

const coordinatesOf = (geometry: Geometry): unknown =>
  geometry.type === "GeometryCollection" ? geometry.geometries : geometry.coordinates;

/** Large shapes are compared by identity, points by value: a scene is made anew at every change of the state. */
function sameData(one: FeatureCollection, other: FeatureCollection): boolean {
  if (one === other) return true;
  if (one.features.length !== other.features.length) return false;
  return one.features.every((feature, index) => {
    const twin = other.features[index];
    if (!twin || !sameJson(feature.properties, twin.properties)) return false;
    const [mine, theirs] = [coordinatesOf(feature.geometry), coordinatesOf(twin.geometry)];
    return mine === theirs || (feature.geometry.type === "Point" && sameJson(mine, theirs));
  });
}

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Keeps one map in step with the newest plan: only what differs is touched, nothing is rebuilt. */
export class PlanApplier {
  readonly #map: MaplibreMap;
  readonly #layers = new Map<string, DrawLayer>();
  readonly #data = new Map<string, FeatureCollection>();
  /** What each source of a pack layer shows, by source id. */
  readonly #urls = new Map<string, string>();

  constructor(map: MaplibreMap) {
    this.#map = map;
  }

  /** Layers whose source has not arrived, or whose pictures are not drawn yet, wait for the next call. */
  apply(plan: LayerPlan, arrived: Arrived): void {
    for (const [id, source] of Object.entries(plan.sources)) this.#applySource(id, source, arrived);
    const wanted = plan.layers.filter((layer) => !layer.source || this.#map.getSource(layer.source));
    const wantedIds = new Set(wanted.map((layer) => layer.id));
    for (const id of [...this.#layers.keys()]) {
      if (wantedIds.has(id)) continue;
      this.#map.removeLayer(id);
      this.#layers.delete(id);
    }
    // From the top down: the layer above is always there already to be put below.
    let above: string | undefined;
    for (const layer of wanted.toReversed()) {
      const drawn = this.#layers.get(layer.id);
      if (!drawn || !this.#change(drawn, layer)) {
        if (drawn) this.#map.removeLayer(layer.id);
        this.#map.addLayer(layer, above);
      }
      this.#layers.set(layer.id, layer);
      above = layer.id;
    }
  }

  #applySource(id: string, plan: SourcePlan, arrived: Arrived): void {
    const held = this.#map.getSource(id);
    if (plan.kind === "pack") {
      const url = arrived.layerUrls.get(plan.layer);
      if (!url || this.#urls.get(id) === url) return;
      if (!held)
        this.#map.addSource(id, { type: "geojson", data: url, ...plan.options } as SourceSpecification);
      // Tiles that stand stay until those of the new data are there: nothing blinks.
      else void (held as GeoJSONSource).setData(url);
      this.#urls.set(id, url);
      return;
    }
    const data = plan.kind === "mask" ? arrived.mask : plan.data;
    if (!data) return;
    if (!held)
      this.#map.addSource(id, {
        type: "geojson",
        data,
        ...(plan.kind === "data" ? plan.options : {}),
      } as SourceSpecification);
    else if (!sameData(this.#data.get(id) ?? EMPTY, data)) (held as GeoJSONSource).setData(data);
    this.#data.set(id, data);
  }

  /** False where the layer must be made anew: other type or source, or other zooms. */
  #change(from: DrawLayer, to: DrawLayer): boolean {
    if (from.type !== to.type || from.source !== to.source) return false;
    if (from.minzoom !== to.minzoom || from.maxzoom !== to.maxzoom) return false;
    const filterOf = (layer: DrawLayer) => ("filter" in layer ? layer.filter : undefined);
    if (!sameJson(filterOf(from), filterOf(to))) this.#map.setFilter(to.id, filterOf(to) ?? null);
    const each = (
      before: Readonly<Record<string, unknown>>,
      after: Readonly<Record<string, unknown>>,
      set: (name: string, value: unknown) => void,
    ) => {
      for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
        if (!sameJson(before[name], after[name])) set(name, after[name]);
    };
    each({ ...from.paint }, { ...to.paint }, (name, value) =>
      this.#map.setPaintProperty(to.id, name as never, value as never),
    );
    each({ ...from.layout }, { ...to.layout }, (name, value) =>
      this.#map.setLayoutProperty(to.id, name as never, value as never),
    );
    return true;
  }
}
