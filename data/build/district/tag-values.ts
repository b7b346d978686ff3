const FOOT_METRES = 0.3048;

/** "12", "12.5 m", "40'": metres; null where it cannot be read or is not above 0. */
export function metresOfTag(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|ft|'|)\s*$/i.exec(text);
  if (!match) return null;
  const value = Number((match[1] as string).replace(",", "."));
  const metres = /^(ft|')$/i.test(match[2] as string) ? value * FOOT_METRES : value;
  return metres > 0 ? metres : null;
}

/** "5", "5.5", "5;6" (the highest): whole storeys above the ground, at least 1; null where it cannot be read. */
export function storeysOfTag(text: string | undefined): number | null {
  const values = (text ?? "")
    .split(/[;,]/)
    .map(Number)
    .filter((value) => Number.isFinite(value) && value > 0 && value < 200);
  return values.length === 0 ? null : Math.max(1, Math.round(Math.max(...values)));
}

/** Year of a date as OpenStreetMap writes it: "1978", "1978-05-01", "~1920", "C19" (1800); null where it cannot be read. */
export function yearOfTag(text: string | undefined): number | null {
  if (text === undefined) return null;
  const year = /(?:^|[^\d])(\d{4})(?:[^\d]|$)/.exec(text);
  if (year) return Number(year[1]);
  const century = /^\s*C(\d{2})\b/i.exec(text);
  return century ? (Number(century[1]) - 1) * 100 : null;
}
