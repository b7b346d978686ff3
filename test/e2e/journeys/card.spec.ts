import { expect, LANGUAGES, test } from "../drivers/page.ts";
import { cutOffOnPaper, hangsOver, looksAt, pagesPrinted } from "../drivers/paper.ts";

/** As long as the fields take; a place's name in a link may be twice that. */
const LONG_NAME = "大栅栏西河沿正乙祠戏楼东侧小广场老槐树下".repeat(2);

test("a household makes its card by keyboard and prints it on exactly one A4, in both languages", async ({
  visitorIn,
}) => {
  // Two languages, six printings: three times the usual allowance on a busy machine.
  test.slow();
  for (const language of LANGUAGES) {
    const person = visitorIn(language);
    const said = person.cardWords;
    // A page of its own: another fragment alone would be a step within the last one.
    await person.opensLink("about:blank");
    await person.opens("find", `at=116.3553,39.9399&place=${encodeURIComponent(LONG_NAME.slice(0, 60))}`);
    await person.textOf(".answer-where");
    await person.button(person.words.find.makeCard).press("Enter");
    await expect(person.part(".card-form h1")).toBeFocused();
    for (const part of ["older", "child", "infant", "wheelchair", "pet"] as const)
      await person.button(said.more(said.parts[part])).press("Space");
    for (const field of [said.meetNear, said.meetFar])
      await person.part(`label:has-text("${field}") input`).fill(LONG_NAME);
    await expect(person.part(".card-kit li")).toHaveCount(21);
    expect(await person.barriers()).toEqual([]);
    for (const [paper, pages] of [
      ["sheet", 1],
      ["same", 1],
      ["apart", 2],
    ] as const) {
      await person.choosesRadio(said.papers[paper]);
      expect(await pagesPrinted(person), `${language}, ${paper}`).toBe(pages);
    }
    expect(await cutOffOnPaper(person, ".card-sheet, .card-face"), language).toEqual([]);
    for (const width of [320, 390])
      expect(await hangsOver(person, width), `${language}, ${width} px`).toBe(0);
    await looksAt(person, 1440);
    await person.button(said.back).press("Enter");
    await expect(person.button(person.words.find.makeCard)).toBeFocused();
    expect(person.leaks()).toEqual([]);
  }
});
