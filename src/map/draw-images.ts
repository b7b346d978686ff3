import type { Map as MaplibreMap } from "maplibre-gl";
import { createSignal } from "solid-js";
import { drawImage, IMAGE_PIXEL_RATIO } from "./map-images.ts";

/** Draws the pictures a plan names and hands them to the map. */
export function drawImages(map: MaplibreMap) {
  const asked = new Set<string>();
  const [drawn, setDrawn] = createSignal<ReadonlySet<string>>(new Set());
  let isGone = false;
  map.once("remove", () => {
    isGone = true;
  });

  async function draw(names: readonly string[]) {
    const canvases = await Promise.all(names.map((name) => drawImage(name)));
    if (isGone) return;
    names.forEach((name, index) => {
      const canvas = canvases[index];
      const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
      if (pixels && !map.hasImage(name)) map.addImage(name, pixels, { pixelRatio: IMAGE_PIXEL_RATIO });
    });
    setDrawn((before) => new Set([...before, ...names]));
  }

  return {
    /** True once all of them are on the map; asks for those that are not. */
    need(names: readonly string[]): boolean {
      const missing = names.filter((name) => !asked.has(name));
      for (const name of missing) asked.add(name);
      if (missing.length > 0) void draw(missing);
      const have = drawn();
      return names.every((name) => have.has(name));
    },
  };
}
