import { fireEvent, screen, within } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { BOARD_FIGURE_KEYS, boardFigures } from "../../src/state/board-figures.ts";
import { explainFigure, figureText, spoken } from "../../src/ui/plan/report/figure-text.ts";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

async function renderAnswered() {
  const plan = renderPlan();
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  return plan;
}

test("the board says who walks longest, what room is short and how two groups fare", async () => {
  const { container } = await renderAnswered();
  const value = (figure: string) =>
    container.querySelector(`.board-figures [data-figure="${figure}"]`)?.textContent;
  expect(value("p50Minutes")).toBe("8");
  expect(value("p95Minutes")).toBe("21");
  expect(value("worstTenthMinutes")).toBe("24");
  expect(value("worstTenthReachedShare")).toBe("0.0");
  expect(value("shortagePersons")).toBe("130");
  // 126 persons at half a square metre each
  expect(value("shortageSquareMetres")).toBe("63");
  expect(value("aged65-notReachedPersons")).toBe("98");
});

test("each figure opens its definition, the formula with its own figures, and the rule", async () => {
  const { container } = await renderAnswered();
  const row = container.querySelector('[data-figure="shortageSquareMetres"]')?.closest("details");
  if (!row) throw new Error("no such figure");
  fireEvent.click(row.querySelector("summary") as HTMLElement);
  expect(within(row).getByText(/130 人 × 0.5 平方米 = 63 平方米/)).toBeTruthy();
  expect(within(row).getByText(/每人平方米/)).toBeTruthy();
  expect(within(row).getByText("GB 51143-2015")).toBeTruthy();
});

test("figures follow the area that is chosen, and what is cut off says so instead of a number", async () => {
  const { container } = await renderAnswered();
  fireEvent.click(screen.getByRole("button", { name: /月坛街道 360 人走不到/ }));
  const value = (figure: string) =>
    container.querySelector(`.board-figures [data-figure="${figure}"]`)?.textContent;
  expect(value("p90Minutes")).toBe("有人走不到");
  expect(value("shortagePersons")).toBe("26");
});

test.each(["zh-CN", "en"] as const)(
  "every figure is explained in %s, also where nobody lives",
  (language) => {
    const words = wordsOf(language);
    const answer = createCoverageAnswer();
    const empty = {
      ...answer.district,
      persons: 0,
      withRoomPersons: 0,
      nearButFullPersons: 0,
      notReachedPersons: 0,
      unknownPersons: 0,
      p50Minutes: Number.NaN,
      p90Minutes: Number.NaN,
      p95Minutes: Number.NaN,
      worstTenthMinutes: Number.NaN,
      worstTenthReachedShare: Number.NaN,
    };
    for (const area of [answer.district, empty])
      for (const key of BOARD_FIGURE_KEYS) {
        const value = boardFigures(area, answer.squareMetresPerPerson)[key];
        const printed = spoken(figureText(words, key, value));
        const how = explainFigure(key, { words, answer, area, areaSquareMetres: 50_000_000, language });
        expect(how.definition).not.toBe("");
        expect(how.clause).not.toBe("–");
        expect(printed).not.toMatch(/NaN|Infinity|undefined/);
        expect(how.filled ?? "").not.toMatch(/NaN|Infinity|undefined/);
        // a reader finds the printed figure again in its own formula
        if (how.filled !== null) expect(how.filled).toContain(figureText(words, key, value).value);
      }
  },
);
