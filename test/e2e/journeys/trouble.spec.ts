import { expect, LANGUAGES, test } from "../drivers/page.ts";

const AT_XIZHIMEN = "at=116.3553,39.9399";

for (const language of LANGUAGES) {
  for (const file of ["network.bin", "shelters.fgb"])
    test(`${file} is missing: said with what to do, and trying again works, in ${language}`, async ({
      visitorIn,
    }) => {
      const person = visitorIn(language);
      const found = await person.losesFile(file);
      await person.opens("find", AT_XIZHIMEN);
      const { title, summary, suggestion } = person.words.failures.packUnreachable;
      for (const said of [title, summary(file), suggestion]) await person.sees(said);
      await found();
      await person.button(person.words.shared.retry).first().click();
      await person.textOf(".answer-where");
      await person.seesNot(title);
    });

  test(`the calculation dies: said, and trying again works, in ${language}`, async ({ visitorIn }) => {
    const person = visitorIn(language);
    const found = await person.losesFile("network.bin");
    await person.mayLoseWorkers();
    await person.opens("find", AT_XIZHIMEN);
    await person.sees(person.words.failures.packUnreachable.title);
    await found();
    // Held back, so that the worker dies in the middle of its work.
    const release = await person.holdsFile("network.bin");
    await person.button(person.words.shared.retry).first().click();
    await person.sees(person.words.shared.loadingDistrict);
    await person.losesWorker();
    const { title, suggestion } = person.words.failures.workerDied;
    await person.sees(title);
    await person.sees(suggestion);
    await release();
    await person.button(person.words.shared.retry).first().click();
    await person.textOf(".answer-where");
  });

  test(`no graphics: the words still answer, the map says why it is not there, in ${language}`, async ({
    visitorIn,
  }) => {
    const person = visitorIn(language);
    await person.hasNoGraphics();
    await person.opens("find", AT_XIZHIMEN);
    await person.textOf(".answer-where");
    await person.sees(person.words.failures.noWebgl.title);
    await person.sees(person.words.failures.noWebgl.suggestion);
    await person.goesTo("plan");
    await person.textOf(".number-value");
  });

  test(`a link with faults opens what it can and names the rest, in ${language}`, async ({ visitorIn }) => {
    const person = visitorIn(language);
    await person.opens("find", `${AT_XIZHIMEN}&pace=teleport&clock=99:99`);
    await person.textOf(".answer-where");
    await person.sees(person.words.failures.linkNotUnderstood.title);
    await person.sees(
      person.words.failures.linkNotUnderstood.summary(["pace", "clock"].join(person.words.shared.comma)),
    );
    await person.button(person.words.shared.putAway).click();
    await person.seesNot(person.words.failures.linkNotUnderstood.title);
  });
}

test("a layer the map cannot read leaves the rest of the map and every answer", async ({ visitor }) => {
  await visitor.losesFile("green.fgb");
  await visitor.opens("find", AT_XIZHIMEN);
  await visitor.textOf(".answer-where");
  await visitor.seesMap();
});

test("a worker lost between two questions is replaced without a word", async ({ visitor }) => {
  await visitor.mayLoseWorkers();
  await visitor.opens("find", AT_XIZHIMEN);
  await visitor.textOf(".answer-where");
  await visitor.losesWorker();
  await visitor.choosesRadio(visitor.words.shared.paces.brisk);
  await expect(visitor.part('.answer[data-stale="false"]')).toBeVisible();
  await visitor.seesNot(visitor.words.failures.workerDied.title);
});

test("with the network gone after the first load, every door still answers", async ({ visitor }) => {
  await visitor.opens("find", AT_XIZHIMEN);
  await visitor.textOf(".answer-where");
  await visitor.hasEverything();
  await visitor.losesNetwork();
  await visitor.choosesRadio(visitor.words.shared.paces.wheelchair);
  await expect(visitor.part('.answer[data-stale="false"]')).toBeVisible();
  await visitor.goesTo("plan");
  await visitor.textOf(".number-value");
  await visitor.goesTo("command");
  await expect(visitor.part(".promise-name")).toHaveCount(3);
  await visitor.goesTo("ledger");
  await visitor.textOf(".ledger-value");
});
