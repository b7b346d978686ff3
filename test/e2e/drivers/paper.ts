import type { Visitor } from "./page.ts";

/** Pages the browser would print, by the paper's own size. */
export async function pagesPrinted({ page }: Visitor): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
}

/** Width and height of every page the browser would print, in millimetres. */
export async function sizesPrinted({ page }: Visitor): Promise<readonly (readonly [number, number])[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
  const POINTS_PER_MILLIMETRE = 72 / 25.4;
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(
    ([, width, height]) =>
      [
        Math.round(Number(width) / POINTS_PER_MILLIMETRE),
        Math.round(Number(height) / POINTS_PER_MILLIMETRE),
      ] as const,
  );
}

/** An A4 with margins of 12 mm, in pixels of a style sheet. */
const PAPER = { width: 703, height: 1031 };

/** Which of these boxes hold more than they have room for on paper. */
export async function cutOffOnPaper({ page }: Visitor, selector: string): Promise<string[]> {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PAPER);
  const cut = await page
    .locator(selector)
    .evaluateAll((boxes) =>
      boxes
        .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
        .map((box) => box.className),
    );
  // Not "screen": the next printing would then be of the screen.
  await page.emulateMedia({ media: null });
  return cut;
}

export async function looksAt({ page }: Visitor, widthPixels: number): Promise<void> {
  await page.setViewportSize({ width: widthPixels, height: 900 });
}

/** Pixels by which the page is wider than a screen of this width; 0 = nothing scrolls sideways. */
export async function hangsOver(visitor: Visitor, widthPixels: number): Promise<number> {
  await looksAt(visitor, widthPixels);
  return visitor.page.evaluate(() => {
    const widths = [document.documentElement, ...document.querySelectorAll(".stage, .find")].map(
      (box) => box.scrollWidth - box.clientWidth,
    );
    return Math.max(0, ...widths);
  });
}
