import type { FeatureCollection, Polygon } from "geojson";
import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { LayerId } from "../../src/core/model/pack.ts";
import { err, ok } from "../../src/core/result.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { MapView, type MapViewProps } from "../../src/map/MapView.tsx";
import type { MapClick, MapScene } from "../../src/map/scene.ts";
import { createPackIndex, createScene } from "../map/create-scene.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.restoreAllMocks();
});

const square = (west: number, south: number, east: number, north: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** GeoJSON of a layer as the engine would hand it out: an address inside the page. */
function addressOf(layer: LayerId): string {
  const [west, south, east, north] = createPackIndex().description.bbox;
  const shapes: Partial<Record<LayerId, FeatureCollection>> = {
    district: {
      type: "FeatureCollection",
      features: [{ type: "Feature", properties: { id: "d" }, geometry: square(west, south, east, north) }],
    },
    shelters: {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { id: "s1", tier: "fixed" },
          geometry: square(116.3595, 39.8895, 116.3605, 39.8905),
        },
      ],
    },
  };
  const data = shapes[layer] ?? { type: "FeatureCollection", features: [] };
  return URL.createObjectURL(new Blob([JSON.stringify(data)], { type: "application/geo+json" }));
}

function showMap(change: Partial<MapViewProps> = {}) {
  const host = document.createElement("div");
  host.style.cssText = "position: fixed; inset: 0; width: 640px; height: 480px";
  document.body.append(host);
  const [scene, setScene] = createSignal<MapScene>(createScene({ layers: ["shelters"] }));
  const clicks: MapClick[] = [];
  const failures: Failure[] = [];
  const stop = render(
    () => (
      <MapView
        pack={createPackIndex()}
        packId="toy"
        scene={scene}
        clickHint={() => null}
        camera={{ lngLat: [116.36, 39.89], zoom: 14 }}
        words={() => wordsOf(scene().language)}
        layerUrl={async (_, layer) => ok(addressOf(layer))}
        layerBoxUrl={async (_, layer) => ok(addressOf(layer))}
        keepLayer={async () => ok(1)}
        onClick={(click) => clicks.push(click)}
        onCamera={() => undefined}
        onFailure={(failure) => failures.push(failure)}
        onShowLayer={() => undefined}
        onSelect={() => undefined}
        onClearSelection={() => undefined}
        {...change}
      />
    ),
    host,
  );
  stops.push(() => {
    stop();
    host.remove();
  });
  return { host, scene, setScene, clicks, failures };
}

const isReady = (host: HTMLElement) =>
  vi.waitFor(() => expect(host.querySelector('.map-view[data-ready="true"]')).not.toBeNull(), {
    timeout: 20_000,
    interval: 100,
  });

/** A real click in the middle of the map's canvas, as the pointer would make it. */
function clickAt(host: HTMLElement, xShare: number, yShare: number) {
  const canvas = host.querySelector("canvas.maplibregl-canvas");
  if (!canvas) throw new Error("no canvas");
  const box = canvas.getBoundingClientRect();
  const at = {
    bubbles: true,
    cancelable: true,
    clientX: box.left + box.width * xShare,
    clientY: box.top + box.height * yShare,
    button: 0,
  };
  canvas.dispatchEvent(new MouseEvent("mousedown", { ...at, buttons: 1 }));
  canvas.dispatchEvent(new MouseEvent("mouseup", at));
  canvas.dispatchEvent(new MouseEvent("click", at));
}

test("a click on a shelter gives its id, beside it gives the place alone", async () => {
  const { host, clicks, failures } = showMap();
  await isReady(host);
  await vi.waitFor(
    () => {
      clickAt(host, 0.5, 0.5);
      expect(clicks.at(-1)?.feature).toEqual({ layer: "shelters", id: "s1" });
    },
    { timeout: 20_000, interval: 300 },
  );
  clickAt(host, 0.9, 0.9);
  expect(clicks.at(-1)?.feature).toBeNull();
  expect(clicks.at(-1)?.lngLat[0]).toBeGreaterThan(116.36);
  expect(clicks.at(-1)?.lngLat[1]).toBeLessThan(39.89);
  expect(failures).toEqual([]);
}, 60_000);

test("theme and language change the map that stands", async () => {
  const { host, scene, setScene } = showMap();
  await isReady(host);
  const canvas = host.querySelector("canvas.maplibregl-canvas");
  setScene({ ...scene(), theme: "dark", language: "en" });
  await vi.waitFor(() => expect(host.textContent).toContain("Layers"));
  expect(host.querySelector("canvas.maplibregl-canvas")).toBe(canvas);
  expect(host.textContent).toContain("toy attribution");
}, 40_000);

test("without WebGL it says so and draws nothing", async () => {
  const original = HTMLCanvasElement.prototype.getContext;
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(function (
    this: HTMLCanvasElement,
    kind: string,
    ...rest: unknown[]
  ) {
    return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
  } as never);
  const { host, failures } = showMap();
  await vi.waitFor(() => expect(failures).toEqual([{ code: "NO_WEBGL" }]));
  expect(host.querySelector("canvas.maplibregl-canvas")).toBeNull();
});

test("a layer that cannot be read is named in the panel, the rest is drawn", async () => {
  const { host, failures } = showMap({
    layerUrl: async (packId, layer) =>
      layer === "shelters" ? err({ code: "LAYER_MISSING", packId, layer }) : ok(addressOf(layer)),
  });
  await isReady(host);
  host.querySelector<HTMLButtonElement>(".map-layers-button")?.click();
  const choice = await vi.waitFor(() => {
    const found = [...host.querySelectorAll("label")].find((label) =>
      label.textContent?.includes("没有读到"),
    );
    expect(found).toBeDefined();
    return found as HTMLLabelElement;
  });
  expect(choice.textContent).toContain("避难场所");
  expect(failures).toEqual([]);
}, 40_000);
