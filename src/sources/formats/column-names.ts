/** Letters of a spreadsheet column from 0: A … Z, AA … */
function letters(index: number): string {
  let text = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

/**
 * Distinct names in the order given: blanks get the letter of their column, repeats a number. `__proto__` counts as
 * taken: as a key of a plain object it would vanish.
 */
export function distinctNames(raw: readonly (string | null)[]): string[] {
  const taken = new Set(["__proto__"]);
  const counts = new Map<string, number>();
  return raw.map((cell, index) => {
    const base = (cell ?? "").replace(/\s+/g, " ").trim() || letters(index);
    let name = base;
    for (let n = counts.get(base) ?? 2; taken.has(name); n++) {
      name = `${base} (${n})`;
      counts.set(base, n + 1);
    }
    taken.add(name);
    return name;
  });
}
