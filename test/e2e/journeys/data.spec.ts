import { expect, LANGUAGES, numberIn, test } from "../drivers/page.ts";

/** Thirty open places spread over the district, in a table that says how its positions are to be read. */
const newShelters = () => {
  const rows = [0, 1, 2, 3, 4].flatMap((column) =>
    [0, 1, 2, 3, 4, 5].map((row) => {
      const [lng, lat] = [116.336 + column * 0.009, 39.88 + row * 0.011];
      return `新址 ${column}-${row},紧急,3公顷,${lng.toFixed(5)},${lat.toFixed(5)},EPSG:4326`;
    }),
  );
  return ["名称,层级,有效面积,经度,纬度,crs", ...rows, "坏行,紧急,1公顷,abc,39.9,EPSG:4326"].join("\r\n");
};

for (const language of LANGUAGES)
  test(`a planner adds a list of new shelters and sees the numbers move, takes it off, finds it after a reload, in ${language}`, async ({
    visitorIn,
  }) => {
    test.slow();
    const planner = visitorIn(language);
    const said = planner.words.data;
    await planner.opens("plan");
    const headline = async () =>
      numberIn(await planner.textOf('[data-number="networkPersons"] .number-value'));
    const before = await headline();
    await planner.button(said.open).click();
    await planner.picksFile("新址.csv", newShelters());
    await expect(planner.part(".mapping-list").first()).toBeVisible();
    await planner.button(said.import.next).click();
    await expect(planner.part(".check-counts, .crs-choices").first()).toBeVisible();
    // Where the ground and the table do not agree the person is asked; the first picture is what the table says.
    if (await planner.part(".crs-choices").isVisible()) await planner.part(".crs-choice").first().click();
    await planner.sees(said.check.good("30"));
    await planner.sees(said.check.rejected("1"));
    expect(await planner.barriers()).toEqual([]);
    await planner.button(said.check.accept).click();
    await planner.sees(said.check.accepted("30"));
    await expect.poll(headline).toBeGreaterThan(before);
    // What follows has no words of its own to be read in both languages.
    if (language === "en") return;
    const after = await headline();

    await planner.button(said.changes.undo).click();
    await expect.poll(headline).toBe(before);
    await planner.button(said.changes.redo).click();
    await expect.poll(headline).toBe(after);

    // A file that is none of those known changes nothing.
    await planner.picksFile("bad.bin", "\u0000\u0001\u0002");
    await planner.sees(planner.words.failures.importFormatUnknown.title);
    expect(await headline()).toBe(after);

    await planner.reloads();
    await expect.poll(headline).toBe(after);
    await planner.sees("新址.csv");
  });
