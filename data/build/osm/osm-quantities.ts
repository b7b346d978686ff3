/*
 * Quantities as mappers write them: https://wiki.openstreetmap.org/wiki/Map_features/Units. What is not understood is
 * null, never guessed.
 */

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const LENGTH = new RegExp(`^${NUMBER}\\s*(m|metre|metres|meter|meters|米|cm|mm|km|ft|feet|in)?$`, "i");
const FEET = new RegExp(`^${NUMBER}\\s*'(?:\\s*${NUMBER}\\s*(?:"|''))?$`);
const INCHES = new RegExp(`^${NUMBER}\\s*(?:"|'')$`);
const METRES_PER: Readonly<Record<string, number>> = {
  cm: 0.01,
  mm: 0.001,
  km: 1000,
  ft: 0.3048,
  feet: 0.3048,
  in: 0.0254,
};
const numberOf = (text: string) => Number(text.replace(",", "."));

/** "3.5", "3,5 m", "350 cm", `10'`, `10'6"`, "11 ft" → metres > 0; null = not understood. Of a list the least counts. */
export function parseMetres(text: string | undefined): number | null {
  if (!text) return null;
  const values = text.split(";").map((part) => {
    const trimmed = part.trim().replace(/[’′]/g, "'").replace(/[”″]/g, '"');
    const feet = FEET.exec(trimmed);
    if (feet) return numberOf(feet[1] as string) * 0.3048 + numberOf(feet[2] ?? "0") * 0.0254;
    const inches = INCHES.exec(trimmed);
    if (inches) return numberOf(inches[1] as string) * 0.0254;
    const plain = LENGTH.exec(trimmed);
    return plain
      ? numberOf(plain[1] as string) * (METRES_PER[(plain[2] ?? "m").toLowerCase()] ?? 1)
      : Number.NaN;
  });
  const least = Math.min(...values);
  return Number.isFinite(least) && least > 0 ? least : null;
}

const WEIGHT = new RegExp(`^${NUMBER}\\s*(t|tonnes|吨|kg|lbs|lb|st|cwt)?$`, "i");
const TONNES_PER: Readonly<Record<string, number>> = {
  kg: 0.001,
  lbs: 0.00045359237,
  lb: 0.00045359237,
  st: 0.90718474,
  cwt: 0.050802,
};

/** "7.5", "3.5 t", "16000 lbs", "10 st" (short tons) → tonnes > 0. */
export function parseTonnes(text: string | undefined): number | null {
  if (!text) return null;
  const found = WEIGHT.exec(text.trim());
  if (!found) return null;
  const tonnes = numberOf(found[1] as string) * (TONNES_PER[(found[2] ?? "t").toLowerCase()] ?? 1);
  return tonnes > 0 ? tonnes : null;
}

const SPEED = new RegExp(`^${NUMBER}\\s*(km/h|kmh|kph|mph|knots)?$`, "i");
/**
 * Limits written as a kind of zone: the commonest ones, for China those of a road with one lane each way. General knowledge,
 * not re-read in the regulations; https://wiki.openstreetmap.org/wiki/Default_speed_limits collects them by country.
 */
const ZONE_KMH: Readonly<Record<string, number>> = {
  "CN:rural": 70,
  urban: 50,
  rural: 90,
  trunk: 100,
  motorway: 120,
  living_street: 10,
  walk: 7,
  none: 120,
};

/** "50", "30 mph", "walk", "CN:urban", "none" → km/h 1…255; null = not understood ("signals", "variable"). */
export function parseKmh(text: string | undefined): number | null {
  if (!text) return null;
  const values = text.split(";").map((part) => {
    const trimmed = part.trim();
    const zone = ZONE_KMH[trimmed] ?? ZONE_KMH[trimmed.replace(/^[A-Z]{2}(-[A-Z]+)?:/, "")];
    if (zone) return zone;
    const found = SPEED.exec(trimmed.replace(/^[A-Z]{2}(-[A-Z]+)?:(zone:?)?/, ""));
    if (!found) return Number.NaN;
    const unit = (found[2] ?? "").toLowerCase();
    return numberOf(found[1] as string) * (unit === "mph" ? 1.609344 : unit === "knots" ? 1.852 : 1);
  });
  const least = Math.min(...values);
  return Number.isFinite(least) && least >= 1 ? Math.min(255, Math.round(least)) : null;
}

/** "10%", "-5 %", "1:12", "5°" → per cent, + = up; null where only "up", "down" or nothing is known. */
export function parseInclinePercent(text: string | undefined): number | null {
  if (!text) return null;
  const found = /^([+-]?)(\d+(?:[.,]\d+)?)\s*(%|°|:\s*(\d+(?:[.,]\d+)?))?$/.exec(text.trim());
  if (!found) return null;
  const value = numberOf(found[2] as string);
  const unit = found[3] ?? "%";
  const percent =
    unit === "%"
      ? value
      : unit === "°"
        ? Math.tan((value * Math.PI) / 180) * 100
        : (value / numberOf(found[4] as string)) * 100;
  if (!Number.isFinite(percent)) return null;
  return Math.max(-127, Math.min(127, Math.round(percent * (found[1] === "-" ? -1 : 1))));
}

/** First whole storey or layer of "-1", "0;1", "1.5" → -128…127; 0 when none is given. */
export function parseLevel(text: string | undefined): number {
  const value = Number.parseFloat(text ?? "");
  return Number.isFinite(value) ? Math.max(-128, Math.min(127, Math.trunc(value))) : 0;
}
