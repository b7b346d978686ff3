import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";

/** Width of the corners where the map keeps its meta line and its card, in CSS pixels. */
const CORNER_PIXELS = 330;

/** How far up from the lower edge of `box` something lies over one of its lower corners; 0 when nothing does. */
function coveredPixels(box: DOMRect, covers: readonly DOMRect[]): number {
  const over = covers.filter((cover) => {
    const inHeight = cover.bottom > box.bottom - 80 && cover.top < box.bottom && cover.top > box.top + 40;
    const onLeft = cover.left < box.left + CORNER_PIXELS && cover.right > box.left;
    const onRight = cover.right > box.right - CORNER_PIXELS && cover.left < box.right;
    return inHeight && (onLeft || onRight);
  });
  return Math.max(0, ...over.map((cover) => box.bottom - cover.top));
}

/** Height in CSS pixels that a door's strip or sheet takes from the lower edge of the map. */
export function createCoverInset(boxOf: () => HTMLElement): Accessor<number> {
  const [inset, setInset] = createSignal(0);
  onMount(() => {
    const box = boxOf();
    const door = box.closest(".stage")?.querySelector(".door");
    if (!door) return;
    const read = () =>
      setInset(
        coveredPixels(
          box.getBoundingClientRect(),
          [...door.children].map((child) => child.getBoundingClientRect()),
        ),
      );
    const sizes = new ResizeObserver(read);
    const observeAll = () => {
      sizes.disconnect();
      sizes.observe(box);
      for (const child of door.children) sizes.observe(child);
      read();
    };
    const arrivals = new MutationObserver(observeAll);
    arrivals.observe(door, { childList: true });
    observeAll();
    onCleanup(() => {
      sizes.disconnect();
      arrivals.disconnect();
    });
  });
  return inset;
}
