import type { MapColours } from "./colours.ts";
import { coloursOf } from "./colours.ts";

/** Pictures are drawn for screens of two device pixels per CSS pixel. */
export const IMAGE_PIXEL_RATIO = 2;
/** Size of a drawn pictogram on a map at full size, in CSS pixels; the whole picture has room for halo or plate. */
const ICON_PIXELS = 24;
const PICTURE_PIXELS = 32;
const PATTERN_PIXELS = 12;

/** A name says all: `light/solid/shelter-fixed/safeMark` = theme, form, pictogram or pattern, colour. */
interface ImageName {
  readonly colours: MapColours;
  readonly form: string;
  readonly subject: string;
  readonly colour: string;
}

function parseName(name: string): ImageName | null {
  const [tone, form, subject, colour] = name.split("/");
  if ((tone !== "light" && tone !== "dark") || !form || !subject || !colour) return null;
  const colours = coloursOf(tone);
  if (!(colour in colours)) return null;
  return { colours, form, subject, colour: colours[colour as keyof MapColours] };
}

function canvasOf(pixels: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = pixels * IMAGE_PIXEL_RATIO;
  canvas.height = pixels * IMAGE_PIXEL_RATIO;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no 2D canvas");
  context.scale(IMAGE_PIXEL_RATIO, IMAGE_PIXEL_RATIO);
  return { canvas, context };
}

const svgTexts = new Map<string, Promise<string | null>>();

/** The pictogram's own file from our own folder; null where it cannot be read. */
function svgText(icon: string): Promise<string | null> {
  const known = svgTexts.get(icon);
  if (known) return known;
  const asked = fetch(`${import.meta.env.BASE_URL}icons/${icon}.svg`)
    .then(async (response) => {
      const text = response.ok ? await response.text() : "";
      return text.includes("<svg") ? text : null;
    })
    .catch(() => null);
  svgTexts.set(icon, asked);
  return asked;
}

async function pictogram(icon: string, colour: string): Promise<HTMLImageElement | null> {
  const text = await svgText(icon);
  if (!text) return null;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text.replaceAll("currentColor", colour))}`;
  return image.decode().then(
    () => image,
    () => null,
  );
}

/** Makes every transparent part that is shut in by the drawing (the tent in the square) opaque in `colour`. */
function fillHoles(canvas: HTMLCanvasElement, colour: string): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const drawn = context.getImageData(0, 0, width, height).data;
  const isOutside = new Uint8Array(width * height);
  const stack = [0];
  while (stack.length > 0) {
    const at = stack.pop() as number;
    if (isOutside[at] || (drawn[at * 4 + 3] ?? 0) > 127) continue;
    isOutside[at] = 1;
    const column = at % width;
    if (column > 0) stack.push(at - 1);
    if (column < width - 1) stack.push(at + 1);
    if (at >= width) stack.push(at - width);
    if (at < width * (height - 1)) stack.push(at + width);
  }
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = colour;
  const pixel = 1 / IMAGE_PIXEL_RATIO;
  for (let at = 0; at < isOutside.length; at++)
    if (!isOutside[at]) context.fillRect((at % width) * pixel, Math.floor(at / width) * pixel, pixel, pixel);
  context.globalCompositeOperation = "source-over";
}

/** Solid pictogram with a halo of the land around it and the same colour in its cut-out. */
async function drawSolid(name: ImageName, canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) {
  const inset = (PICTURE_PIXELS - ICON_PIXELS) / 2;
  const [solid, halo] = await Promise.all([
    pictogram(name.subject, name.colour),
    pictogram(name.subject, name.colours.halo),
  ]);
  if (!solid || !halo) return drawFallback(name, context);
  context.drawImage(solid, inset, inset, ICON_PIXELS, ICON_PIXELS);
  fillHoles(canvas, name.colours.halo);
  context.globalCompositeOperation = "destination-over";
  const haloPixels = 2.2;
  for (let step = 0; step < 24; step++) {
    const angle = (step / 24) * 2 * Math.PI;
    context.drawImage(
      halo,
      inset + Math.cos(angle) * haloPixels,
      inset + Math.sin(angle) * haloPixels,
      ICON_PIXELS,
      ICON_PIXELS,
    );
  }
}

/** Pictogram on a plate: what is not a shelter never looks like one. */
async function drawPlate(name: ImageName, context: CanvasRenderingContext2D) {
  const picture = await pictogram(name.subject, name.colour);
  const centre = PICTURE_PIXELS / 2;
  const radius = centre - 2.2;
  context.beginPath();
  if (name.form === "square") context.roundRect(centre - radius, centre - radius, radius * 2, radius * 2, 6);
  else context.arc(centre, centre, radius, 0, 2 * Math.PI);
  context.fillStyle = name.colours.surface;
  context.strokeStyle = name.colours.halo;
  context.lineWidth = 4.4;
  context.stroke();
  context.fill();
  context.strokeStyle = name.colour;
  context.lineWidth = 2;
  context.stroke();
  const pixels = name.form === "square" ? 17 : 16;
  if (picture) context.drawImage(picture, centre - pixels / 2, centre - pixels / 2, pixels, pixels);
}

function drawRing(name: ImageName, context: CanvasRenderingContext2D) {
  const centre = PICTURE_PIXELS / 2;
  const circle = (radius: number, width: number, colour: string) => {
    context.beginPath();
    context.arc(centre, centre, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  };
  circle(10, 7, name.colours.routeCasing);
  circle(10, 3.4, name.colour);
  context.beginPath();
  context.arc(centre, centre, 3.4, 0, 2 * Math.PI);
  context.fillStyle = name.colour;
  context.fill();
}

/** A pictogram that could not be read: a plain disc in its colour, never nothing. */
function drawFallback(name: ImageName, context: CanvasRenderingContext2D) {
  context.beginPath();
  context.arc(PICTURE_PIXELS / 2, PICTURE_PIXELS / 2, 9, 0, 2 * Math.PI);
  context.fillStyle = name.colour;
  context.strokeStyle = name.colours.halo;
  context.lineWidth = 4;
  context.stroke();
  context.fill();
}

function drawPattern(name: ImageName, context: CanvasRenderingContext2D) {
  const size = PATTERN_PIXELS;
  context.strokeStyle = name.colour;
  context.fillStyle = name.colour;
  /** One period of a diagonal, drawn beyond the edges so that tiles meet. */
  const diagonal = (isRising: boolean, periods: number, width: number) => {
    context.lineWidth = width;
    for (let line = -periods; line <= 2 * periods; line++) {
      const start = (line * size) / periods;
      context.beginPath();
      context.moveTo(isRising ? start : start, isRising ? size + 2 : -2);
      context.lineTo(start + size + 4, isRising ? -2 : size + 2);
      context.stroke();
    }
  };
  switch (name.subject) {
    case "dots":
      context.beginPath();
      context.arc(size / 4, size / 4, 1.3, 0, 2 * Math.PI);
      context.arc((3 * size) / 4, (3 * size) / 4, 1.3, 0, 2 * Math.PI);
      context.fill();
      break;
    case "rising-wide":
      diagonal(true, 1, 1.2);
      break;
    case "falling-narrow":
      diagonal(false, 2, 1.2);
      break;
    case "cross":
      diagonal(true, 1, 1.1);
      diagonal(false, 1, 1.1);
      break;
    default:
      diagonal(true, 2, 1.5);
  }
}

/** Draws the picture of that name; null for a name that is none of ours. */
export async function drawImage(imageName: string): Promise<HTMLCanvasElement | null> {
  const name = parseName(imageName);
  if (!name) return null;
  const { canvas, context } = canvasOf(name.form === "pattern" ? PATTERN_PIXELS : PICTURE_PIXELS);
  if (name.form === "pattern") drawPattern(name, context);
  else if (name.form === "ring") drawRing(name, context);
  else if (name.form === "solid") await drawSolid(name, canvas, context);
  else await drawPlate(name, context);
  return canvas;
}
