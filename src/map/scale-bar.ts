/** Ground metres per CSS pixel of a Web Mercator map with 512 px tiles: equator length ÷ 512 at zoom 0, times cos φ. */
function metresPerPixel(latitudeDegrees: number, zoom: number): number {
  const equatorMetres = 40_075_016.686;
  return (equatorMetres * Math.cos((latitudeDegrees * Math.PI) / 180)) / (512 * 2 ** zoom);
}

/** The longest round length (1, 2, 5 × 10ⁿ metres) that fits into `maxPixels`. */
export function scaleBar(
  latitudeDegrees: number,
  zoom: number,
  maxPixels: number,
): { readonly lengthMetres: number; readonly widthPixels: number } {
  const perPixel = metresPerPixel(latitudeDegrees, zoom);
  const most = perPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const lengthMetres = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { lengthMetres, widthPixels: lengthMetres / perPixel };
}
