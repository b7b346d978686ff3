const OPENS = /#region staff\b/;
const CLOSES = /#endregion staff\b/;

/**
 * A source file as the public edition builds it: what stands between `#region staff` and `#endregion staff` is not
 * there. The lines stay, empty, so that a fault is still found in its place. Throws where a region has no end or no
 * beginning: half a cut would leave in what must not be there.
 */
export function cutStaffLines(text: string, file: string): string {
  let opened: number | null = null;
  const kept = text.split("\n").map((line, at) => {
    const [opens, closes] = [OPENS.test(line), CLOSES.test(line)];
    if (opens && opened !== null) throw new Error(`${file}:${at + 1}: a staff region within another`);
    if (closes && opened === null)
      throw new Error(`${file}:${at + 1}: a staff region ends that began nowhere`);
    if (opens) opened = at + 1;
    const isCut = opened !== null;
    if (closes) opened = null;
    return isCut ? "" : line;
  });
  if (opened !== null) throw new Error(`${file}:${opened}: a staff region without an end`);
  return kept.join("\n");
}
