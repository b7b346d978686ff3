const ICON_NAMES = [
  "card",
  "clock",
  "closure",
  "data",
  "gate-locked",
  "gate",
  "locate",
  "modelled",
  "search",
  "shelter-centre",
  "shelter-fixed",
  "shelter-indoor",
  "shelter-point",
  "speak",
  "stale",
  "stay",
  "unknown",
  "walk",
  "waterlogging",
  "wheelchair",
  // #region staff
  "depot-community",
  "depot-department",
  "depot-district",
  "depot-street",
  "gas",
  "report",
  "rubble",
  "screen",
  "station-fire-small",
  "station-fire",
  "station-flood",
  "station-medical",
  "station-seismic",
  "station-volunteer",
  "truck",
  "unmet",
  // #endregion staff
] as const;
export type IconName = (typeof ICON_NAMES)[number];

/** Our own pictograms, one colour, drawn with the text colour. Decorative: the word stands beside it. */
export function Icon(props: { readonly name: IconName; readonly sizePixels?: number }) {
  return (
    <span
      class="icon"
      aria-hidden="true"
      style={{
        width: `${props.sizePixels ?? 20}px`,
        height: `${props.sizePixels ?? 20}px`,
        "--icon": `url("${import.meta.env.BASE_URL}icons/${props.name}.svg")`,
      }}
    />
  );
}
