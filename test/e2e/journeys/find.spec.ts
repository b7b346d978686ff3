import { expect, LANGUAGES, numberIn, test } from "../drivers/page.ts";

for (const language of LANGUAGES) {
  test(`someone types where they are and is told where to go, in ${language}`, async ({ visitorIn }) => {
    const person = visitorIn(language);
    await person.opens("find");
    const place = await person.picksPlace(person.words.find.searchLabel, "xzm");
    expect(place).toContain(language === "en" ? "Xizhimen" : "西直门");
    const sentence = await person.textOf(".answer-where");
    expect(sentence).toMatch(language === "en" ? /^Go to .+/ : /^去.+/);
    expect(sentence).not.toMatch(/undefined|NaN|null/);
    const [minutes, metres] = (await person.textsOf(".answer-figure")).map(numberIn);
    expect(minutes).toBeGreaterThan(0);
    // Slow walk: 0.83 m/s, metres said to tens.
    expect(Math.abs((metres ?? 0) / 0.83 / 60 - (minutes ?? 0))).toBeLessThan(1.5);
    const steps = await person.textsOf(".answer-steps .answer-step-words");
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).not.toMatch(/undefined|NaN/);
    expect(await person.textsOf(".answer-others tbody th")).toHaveLength(2);
    await person.sees(person.words.find.privacy);
    if (language === "en") expect(sentence).not.toMatch(/\p{Script=Han}/u);
  });
}

test("a slower way of walking takes longer, a brisk one less", async ({ visitor }) => {
  await visitor.opens("find", "at=116.3553,39.9399");
  const minutes = async () => numberIn(await visitor.textOf(".answer-figure"));
  const slow = await minutes();
  await visitor.choosesRadio(visitor.words.shared.paces.brisk);
  await expect.poll(minutes).toBeLessThan(slow);
  await visitor.choosesRadio(visitor.words.shared.paces.slow);
  await expect.poll(minutes).toBe(slow);
});

test("a tap on the map is a place too", async ({ visitor }) => {
  await visitor.opens("find");
  await visitor.tapsMap(0.6, 0.45);
  await visitor.sees(visitor.words.find.pickedOnMap);
  expect(await visitor.textOf(".answer-where")).toMatch(/^去.+/);
  expect(visitor.link()).toMatch(/#.*at=116\.\d+,39\.\d+/);
});

test("a link opens the same answer again, place by name and all", async ({ visitor }) => {
  await visitor.opens("find");
  const place = await visitor.picksPlace(visitor.words.find.searchLabel, "月坛公园");
  const sentence = await visitor.textOf(".answer-where");
  const link = visitor.link();
  await visitor.opensLink(link);
  expect(await visitor.textOf(".answer-where")).toBe(sentence);
  await expect(visitor.part(".find-origin-name")).toHaveText(place);
});

for (const language of LANGUAGES) {
  test(`three taps, sub-district, community, place, for who cannot spell it, in ${language}`, async ({
    visitorIn,
  }) => {
    const person = visitorIn(language);
    await person.opens("find");
    await person.button(person.words.find.byCommunity).click();
    const rows = person.part(".find-picker-list button");
    await expect(rows).toHaveCount(15);
    for (let tap = 0; tap < 3; tap++) {
      const row = rows.nth(tap);
      const height = (await row.boundingBox())?.height ?? 0;
      expect(height).toBeGreaterThanOrEqual(44);
      await row.click();
    }
    expect(await person.textOf(".answer-where")).toMatch(language === "en" ? /^Go to .+/ : /^去.+/);
  });
}

test("a name nobody bears says what else can be done, a pasted link of AMap is a place", async ({
  visitor,
}) => {
  await visitor.opens("find");
  await visitor.picksPlace(visitor.words.find.searchLabel, "月坛公园");
  await visitor.button(visitor.words.find.change).click();
  const box = visitor.part('[role="combobox"]');
  await box.fill("天津之眼摩天轮");
  await visitor.sees(visitor.words.find.searchElse);
  await box.fill("116.359,39.941");
  await expect(visitor.part('[role="option"]')).toHaveCount(3);
  await box.fill("https://uri.amap.com/marker?position=116.359200,39.941360");
  await expect(visitor.part('[role="option"]')).toHaveCount(1);
  await box.press("Enter");
  // back in the frame of the map: some 550 m to the west
  expect(visitor.link()).toMatch(
    /at=116\.3529\d*,39\.9399\d*|at=116\.3530\d*,39\.9400\d*|at=116\.353\d*,39\.9[34]\d*/,
  );
  expect(await visitor.textOf(".answer-where")).toMatch(/^去.+/);
});

test("the back button returns to the door left", async ({ visitor }) => {
  await visitor.opens("find", "at=116.3553,39.9399");
  const sentence = await visitor.textOf(".answer-where");
  await visitor.goesTo("ledger");
  await visitor.goesBack();
  expect(await visitor.textOf(".answer-where")).toBe(sentence);
});

for (const language of LANGUAGES)
  test(`someone walks the way, leaves it, and is led on from there, in ${language}`, async ({
    visitorIn,
  }) => {
    const walker = visitorIn(language);
    const { walk, startWalking } = walker.words.find;
    const metresLeft = async () => numberIn(await walker.textOf(".walk-left"));
    await walker.standsAt(116.3226, 39.8908);
    await walker.opens("find", "at=116.3226,39.8908");
    const whole = (await walker.textsOf(".answer-figure")).map(numberIn)[1] ?? 0;
    await walker.button(startWalking).click();
    await expect.poll(metresLeft).toBeGreaterThan(whole - 40);
    // 85 m on along the lane: the way is the same, and less of it is left
    await walker.standsAt(116.3236, 39.89085);
    await expect.poll(metresLeft).toBeLessThan(whole - 60);
    // 250 m north of it, twice: a new way from there
    const link = walker.link();
    await walker.standsAt(116.3236, 39.8931);
    await walker.sees(walk.off);
    await walker.standsAt(116.3236, 39.89312);
    await expect.poll(() => walker.link()).not.toBe(link);
    await expect.poll(async () => await walker.page.getByText(walk.off).count()).toBe(0);
    await walker.button(walk.stop).click();
    expect(await walker.textOf(".answer-where")).not.toMatch(/undefined|NaN/);
  });

test("someone who gives no position turns the steps by hand to the gate", async ({ visitor }) => {
  const { walk, startWalking } = visitor.words.find;
  await visitor.opens("find", "at=116.3226,39.8908");
  const steps = await visitor.textsOf(".answer-steps .answer-step-words");
  await visitor.button(startWalking).click();
  for (const step of steps.slice(0, -1)) {
    expect(await visitor.textOf(".walk-step")).toBe(step);
    await visitor.button(walk.forward).click();
  }
  expect(await visitor.textOf(".walk-step")).toBe(steps.at(-1));
  await expect(visitor.button(walk.forward)).toBeDisabled();
});
