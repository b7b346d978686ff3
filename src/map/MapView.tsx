import "maplibre-gl/dist/maplibre-gl.css";
import "./map.css";
import "./map-card.css";
import { Map as MaplibreMap, Point, setWorkerUrl } from "maplibre-gl";
import maplibreWorkerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  onMount,
  Show,
} from "solid-js";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox, LngLat } from "../core/model/geometry.ts";
import { IMPORT_LAYERS } from "../core/model/import.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { Result } from "../core/result.ts";
import type { Words } from "../i18n/words.ts";
import type { Camera } from "../state/app-state.ts";
import { PlanApplier } from "./apply-plan.ts";
import { connectHold } from "./connect-hold.ts";
import { connectKeys } from "./connect-keys.ts";
import { createCoverInset } from "./cover-inset.ts";
import { drawImages } from "./draw-images.ts";
import { CARD_LAYERS, FeatureCard, HoverCard } from "./FeatureCard.tsx";
import type { FlowOverlay } from "./flow-overlay.ts";
import { LayerPanel } from "./LayerPanel.tsx";
import { createLayerLoader } from "./layer-loader.ts";
import { layerPlan } from "./layer-plan.ts";
import { MetaLine } from "./MetaLine.tsx";
import { createMapHand, type MapHand } from "./map-hand.ts";
import { type PickedFeature, pickFeature } from "./pick-feature.ts";
import { isSameCamera } from "./same-camera.ts";
import type { MapClick, MapScene } from "./scene.ts";
import { layersToKeep, type SettledView } from "./streamed-box.ts";
import { ZoomButtons } from "./ZoomButtons.tsx";

setWorkerUrl(maplibreWorkerUrl);

const CAMERA_SETTLES_MILLISECONDS = 300;
/** After the map came to rest with all it had asked for. */
const KEEPING_STARTS_MILLISECONDS = 1500;
const CAMERA_MILLISECONDS = 320;
const FIT_PADDING_PIXELS = 28;
/** Height of the meta line. */
const META_PIXELS = 28;
/** Half of the 44 px a finger needs; a mouse is finer. */
const TOUCH_REACH_PIXELS = 16;
const HOVER_REACH_PIXELS = 6;

export interface MapViewProps {
  readonly pack: PackIndex | undefined;
  readonly packId: string;
  readonly scene: Accessor<MapScene>;
  readonly clickHint: Accessor<string | null>;
  readonly camera: Camera | null;
  readonly words: Accessor<Words>;
  /** Address of a layer as GeoJSON inside this page: the map's own worker reads it, the page never parses it. */
  readonly layerUrl: (packId: string, layer: LayerId) => Promise<Result<string, Failure>>;
  /** The same for what meets a box: large layers come in parts. */
  readonly layerBoxUrl: (packId: string, layer: LayerId, bbox: Bbox) => Promise<Result<string, Failure>>;
  /** Holds a large layer's file for the time without a network. */
  readonly keepLayer: (packId: string, layer: LayerId) => Promise<unknown>;
  readonly onClick: (click: MapClick) => void;
  /** Press and hold, or the other mouse button: the ground itself, whatever is drawn on it. */
  readonly onHold?: ((lngLat: LngLat) => void) | undefined;
  readonly onHand?: ((hand: MapHand | null) => void) | undefined;
  readonly onCamera: (camera: Camera) => void;
  readonly onFailure: (failure: Failure) => void;
  readonly onShowLayer: (layer: LayerId, isShown: boolean) => void;
  readonly onSelect: (layer: LayerId, id: string) => void;
  readonly onClearSelection: () => void;
}

const hasWebgl = () => document.createElement("canvas").getContext("webgl2") !== null;

/** The one map of the page. A new pack gets a new map; all else is a change of the one that stands. */
export function MapView(props: MapViewProps) {
  return (
    <Show when={props.pack?.description.id} keyed>
      {/* While it stands there is a pack; imports change what it says, and the map goes on. */}
      <PackMap {...props} pack={props.pack as PackIndex} />
    </Show>
  );
}

function PackMap(props: MapViewProps & { readonly pack: PackIndex }) {
  let box!: HTMLElement;
  let canvasHost!: HTMLDivElement;
  const [map, setMap] = createSignal<MaplibreMap | null>(null);
  const [hovered, setHovered] = createSignal<{ feature: PickedFeature; x: number; y: number } | null>(null);
  const [clicked, setClicked] = createSignal<PickedFeature | null>(null);
  const [zoom, setZoom] = createSignal(props.camera?.zoom ?? 11);
  const [isReady, setReady] = createSignal(false);
  const inset = createCoverInset(() => canvasHost);
  /** Room around what is fitted: nothing of it under a strip of the door. */
  const padding = (pixels: number) => ({
    top: pixels,
    left: pixels,
    right: pixels,
    bottom: pixels + inset() + META_PIXELS,
  });
  const plan = createMemo(() => layerPlan(props.scene(), props.pack));
  /** Null until the map stands for the first time; then where it last stood. */
  const [settledView, setSettledView] = createSignal<SettledView | null>(null);
  const loader = createLayerLoader(
    {
      whole: (layer) => props.layerUrl(props.packId, layer),
      box: (layer, bbox) => props.layerBoxUrl(props.packId, layer, bbox),
    },
    props.pack.description,
  );

  onMount(() => {
    if (!hasWebgl()) {
      props.onFailure({ code: "NO_WEBGL" });
      return;
    }
    const [west, south, east, north] = props.pack.description.bbox;
    const made = new MaplibreMap({
      container: canvasHost,
      style: { version: 8, sources: {}, layers: [] },
      locale: { "Map.Title": props.words().map.mapLabel },
      attributionControl: false,
      pitchWithRotate: false,
      dragRotate: false,
      touchPitch: false,
      maxZoom: 19,
      minZoom: 9,
      fadeDuration: 120,
      // Resizing is ours: the box also changes without the window doing so.
      trackResize: false,
      ...(props.camera
        ? { center: [...props.camera.lngLat] as [number, number], zoom: props.camera.zoom }
        : {
            bounds: [west, south, east, north] as [number, number, number, number],
            fitBoundsOptions: { padding: padding(FIT_PADDING_PIXELS) },
          }),
    });
    made.touchZoomRotate.disableRotation();
    made.keyboard.disableRotation();
    const resizing = new ResizeObserver(() => made.resize());
    resizing.observe(canvasHost);
    connect(made);
    onCleanup(() => {
      resizing.disconnect();
      setMap(null);
      props.onHand?.(null);
      made.remove();
    });
  });

  function connect(made: MaplibreMap) {
    let lastReported = props.camera;
    let settling: ReturnType<typeof setTimeout> | undefined;
    onCleanup(() => clearTimeout(settling));
    made.on("webglcontextlost", () => props.onFailure({ code: "MAP_CONTEXT_LOST" }));
    made.on("error", (event) => {
      const sourceId = (event as { sourceId?: string }).sourceId;
      const source = sourceId ? plan().sources[sourceId] : undefined;
      if (source?.kind === "pack") loader.markFailed(source.layer);
      else console.error(event.error);
    });
    made.on("zoom", () => setZoom(Math.round(made.getZoom() * 5) / 5));
    const settle = () =>
      setSettledView({ bbox: made.getBounds().toArray().flat() as unknown as Bbox, zoom: made.getZoom() });
    made.on("moveend", () => {
      setZoom(made.getZoom());
      settle();
      clearTimeout(settling);
      settling = setTimeout(() => {
        const { lng, lat } = made.getCenter();
        lastReported = {
          lngLat: [Number(lng.toFixed(5)), Number(lat.toFixed(5))],
          zoom: Number(made.getZoom().toFixed(2)),
        };
        props.onCamera(lastReported);
      }, CAMERA_SETTLES_MILLISECONDS);
    });
    made.once("idle", () => setReady(true));
    made.once("style.load", () => {
      settle();
      setMap(made);
      props.onHand?.(createMapHand(made));
    });
    connectKeeping(made);
    connectPointer(made);

    // Until somebody moves the map it keeps showing the whole district, also when a strip of the door comes up.
    let isUntouched = props.camera === null;
    made.on("movestart", (event) => {
      if ((event as { originalEvent?: unknown }).originalEvent) isUntouched = false;
    });
    createEffect(
      on(inset, () => {
        if (!isUntouched || props.scene().focus) return;
        made.fitBounds([...props.pack.description.bbox], {
          padding: padding(FIT_PADDING_PIXELS),
          duration: 0,
        });
      }),
    );
    createEffect(() => {
      const wanted = props.camera;
      if (!wanted || isSameCamera(wanted, lastReported)) return;
      lastReported = wanted;
      isUntouched = false;
      made.jumpTo({ center: [...wanted.lngLat], zoom: wanted.zoom });
    });
    createEffect(
      on(
        () => props.scene().focus?.key,
        (key, previous) => {
          const focus = props.scene().focus;
          // A link's own camera stands until something new is asked.
          if (!focus || key === previous || (previous === undefined && props.camera !== null && !map()))
            return;
          isUntouched = false;
          made.fitBounds([...focus.bbox], {
            padding: padding(FIT_PADDING_PIXELS * 1.5),
            maxZoom: 16.5,
            duration: CAMERA_MILLISECONDS,
          });
        },
      ),
    );
  }

  /** Quietly, after everything that is seen: later boxes then come from memory, with or without a network. */
  function connectKeeping(made: MaplibreMap) {
    let starting: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    onCleanup(() => {
      isGone = true;
      clearTimeout(starting);
    });
    const keepAll = async () => {
      for (const layer of layersToKeep(props.pack.description))
        if (!isGone && !loader.isWhole(layer)) await props.keepLayer(props.packId, layer);
    };
    const whenSettled = () => {
      if (!loader.isSettled() || loader.arrived().layerUrls.size === 0) return;
      made.off("idle", whenSettled);
      starting = setTimeout(keepAll, KEEPING_STARTS_MILLISECONDS);
    };
    made.on("idle", whenSettled);
  }

  function connectPointer(made: MaplibreMap) {
    let frame = 0;
    onCleanup(() => cancelAnimationFrame(frame));
    made.on("mousemove", ({ lngLat: { lng, lat }, point }) => {
      // Once a frame, and not while the map moves: looking up costs as much as drawing.
      cancelAnimationFrame(frame);
      if (made.isMoving()) return;
      frame = requestAnimationFrame(() => {
        const feature = pickFeature(made, point, [lng, lat], HOVER_REACH_PIXELS);
        made.getCanvas().style.cursor = feature || props.clickHint() ? "pointer" : "";
        setHovered(feature ? { feature, x: point.x, y: point.y } : null);
      });
    });
    made.on("mouseout", () => {
      cancelAnimationFrame(frame);
      setHovered(null);
    });
    made.on("movestart", () => setHovered(null));
    connectHold(made, (lngLat) => props.onHold?.(lngLat));
    const press = (lngLat: LngLat, point: Point, reach: number) => {
      const feature = pickFeature(made, point, lngLat, reach);
      // While a door waits for a place, a click means that place and opens no card.
      if (props.clickHint() === null) {
        setClicked(feature);
        if (feature && CARD_LAYERS.has(feature.layer)) props.onSelect(feature.layer, feature.id);
        else if (CARD_LAYERS.has(props.scene().selection?.layer ?? "district")) props.onClearSelection();
      }
      props.onClick({
        lngLat,
        feature: feature ? { layer: feature.layer, id: feature.id } : null,
      });
    };
    made.on("click", ({ lngLat: { lng, lat }, point, originalEvent }) => {
      const isMouse = (originalEvent as PointerEvent).pointerType === "mouse";
      press([lng, lat], point, isMouse ? HOVER_REACH_PIXELS : TOUCH_REACH_PIXELS);
    });
    connectKeys(made, props.words, (lngLat, x, y) => press(lngLat, new Point(x, y), TOUCH_REACH_PIXELS));
  }

  createEffect(() => {
    const shown = map();
    if (!shown) return;
    const applier = new PlanApplier(shown);
    const pictures = drawImages(shown);
    // Before the need is looked at: what it no longer holds is asked for there.
    createEffect(
      on(
        () => props.pack,
        () => loader.refresh(IMPORT_LAYERS),
        { defer: true },
      ),
    );
    createEffect(() => loader.need(plan(), zoom(), settledView()));
    createEffect(() => {
      const wanted = plan();
      if (pictures.need(wanted.images)) applier.apply(wanted, loader.arrived());
    });
    // #region staff
    connectFlows(shown);
    // #endregion staff
  });

  // #region staff
  function connectFlows(shown: MaplibreMap) {
    const [overlay, setOverlay] = createSignal<FlowOverlay | null>(null);
    const isMoving = createMemo(() => (props.scene().flows?.length ?? 0) > 0);
    let isGone = false;
    createEffect(
      on(isMoving, (moving) => {
        if (!moving || overlay()) return;
        // 250 kB that only a board with trucks on the road needs. Without it the ways themselves are still drawn.
        import("./flow-overlay.ts").then(
          ({ createFlowOverlay }) => {
            if (!isGone) setOverlay(createFlowOverlay(shown));
          },
          (reason) => console.error(reason),
        );
      }),
    );
    createEffect(() => overlay()?.show(props.scene()));
    onCleanup(() => {
      isGone = true;
      overlay()?.remove();
    });
  }
  // #endregion staff

  return (
    <section
      class="map-view"
      ref={box}
      aria-label={props.words().map.title}
      data-ready={isReady()}
      style={{ "--map-inset": `${inset()}px` }}
    >
      <div class="map-canvas" ref={canvasHost} />
      <div class="map-tools">
        <LayerPanel
          pack={props.pack}
          scene={props.scene()}
          words={props.words()}
          zoom={zoom()}
          failed={loader.failed()}
          onShowLayer={props.onShowLayer}
        />
        <ZoomButtons
          map={map()}
          words={props.words()}
          onWholeDistrict={() =>
            map()?.fitBounds([...props.pack.description.bbox], {
              padding: padding(FIT_PADDING_PIXELS),
              duration: CAMERA_MILLISECONDS,
            })
          }
        />
      </div>
      <Show when={props.clickHint()}>{(hint) => <p class="map-hint">{hint()}</p>}</Show>
      <Show when={hovered()?.feature.id !== props.scene().selection?.id && hovered()}>
        {(at) => (
          <HoverCard
            feature={at().feature}
            x={at().x}
            y={at().y}
            boxWidth={canvasHost.clientWidth}
            boxHeight={canvasHost.clientHeight}
            pack={props.pack}
            language={props.scene().language}
            words={props.words()}
          />
        )}
      </Show>
      <Show when={!props.scene().isToldBeside && props.scene().selection}>
        {(selection) => (
          <FeatureCard
            layer={selection().layer}
            id={selection().id}
            clicked={clicked()}
            pack={props.pack}
            language={props.scene().language}
            words={props.words()}
            onClose={props.onClearSelection}
          />
        )}
      </Show>
      <MetaLine map={map()} pack={props.pack} words={props.words()} />
    </section>
  );
}
