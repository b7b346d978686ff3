import { encode } from "uqr";

export interface QrDrawing {
  /** Modules along a side, with the quiet zone. */
  readonly size: number;
  /** Filled squares as an SVG path, one unit a module. */
  readonly path: string;
}

/** White modules around the code: the standard asks for four. */
const QUIET_MODULES = 4;

/** A text as a QR code; null where it is too long for any. Level M: a fold or a stain of 15 % is mended. */
export function qrPath(text: string): QrDrawing | null {
  try {
    const { size, data } = encode(text, { ecc: "M", border: QUIET_MODULES });
    const path = data
      .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join("");
    return { size, path };
  } catch {
    // The writer throws for what no version holds.
    return null;
  }
}
