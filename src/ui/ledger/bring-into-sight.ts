/** Scrolls the list a row stands in, and nothing around it, until the row is in its middle. */
export function bringIntoSight(row: HTMLElement): void {
  const list = row.closest<HTMLElement>(".ledger");
  // On a phone the list does not scroll; the whole page below the header does.
  const scroller = list && list.scrollHeight > list.clientHeight ? list : row.closest<HTMLElement>(".stage");
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  const at = row.getBoundingClientRect();
  scroller.scrollTop += at.top + at.height / 2 - (box.top + box.height / 2);
}
