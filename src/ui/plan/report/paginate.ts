/** What is laid on pages one after the other: never cut itself. Heights are millimetres. */
export interface FlowItem<Content> {
  readonly heightMillimetres: number;
  readonly content: Content;
}

/**
 * Lays items on pages in order; an item higher than a page has one of its own. Each page after the first starts with
 * `headMillimetres` already taken, as the first does: a table repeats its head.
 */
export function paginate<Content>(
  items: readonly FlowItem<Content>[],
  pageMillimetres: number,
  headMillimetres: number,
): readonly (readonly Content[])[] {
  const pages: Content[][] = [];
  let page: Content[] = [];
  let usedMillimetres = headMillimetres;
  for (const { heightMillimetres, content } of items) {
    if (page.length > 0 && usedMillimetres + heightMillimetres > pageMillimetres) {
      pages.push(page);
      page = [];
      usedMillimetres = headMillimetres;
    }
    page.push(content);
    usedMillimetres += heightMillimetres;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** Lines a text takes at 9 pt in a column: hanzi are as wide as they are high, Latin letters little more than half. */
export function textLines(text: string, columnMillimetres: number): number {
  const letterMillimetres = 3.2;
  const width = [...text].reduce(
    (sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 1 : 0.56) * letterMillimetres,
    0,
  );
  return Math.max(1, Math.ceil((width * 1.06) / columnMillimetres));
}
