import fc from "fast-check";
import { expect, test } from "vitest";
import { paginate, textLines } from "../../src/ui/plan/report/paginate.ts";

test("every item stands on one page, in order, and no page is overfull unless by one item alone", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 120, noNaN: true }), { maxLength: 60 }),
      fc.double({ min: 20, max: 250, noNaN: true }),
      fc.double({ min: 0, max: 15, noNaN: true }),
      (heights, page, head) => {
        const pages = paginate(
          heights.map((heightMillimetres, content) => ({ heightMillimetres, content })),
          page,
          head,
        );
        expect(pages.flat()).toEqual(heights.map((_, i) => i));
        for (const items of pages) {
          const used = items.reduce((sum, i) => sum + heights[i]!, head);
          expect(items.length === 1 || used <= page + 1e-9).toBe(true);
          expect(items.length).toBeGreaterThan(0);
        }
      },
    ),
  );
});

test("hanzi take more room than letters, and a text takes a line at least", () => {
  expect(textLines("", 40)).toBe(1);
  expect(textLines("走得最久的十分之一", 14)).toBeGreaterThan(textLines("worst ten", 14));
});
