import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { minutesChart } from "../../src/ui/plan/minutes-chart.ts";
import { type ChartModel, pointWords, xRangeOf, yRangeOf } from "../../src/ui/shared/charts/chart-model.ts";
import { createCoverageAnswer } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

const chart: ChartModel = {
  x: [1, 2, 4],
  xTitle: "sites",
  yTitle: "persons",
  xTexts: ["1 site", "2 sites", "4 sites"],
  yText: (value) => `${value} p`,
  series: [
    { id: "found", label: "Found", kind: "line", tone: "you", values: [10, 30, 40], mark: "circle" },
    { id: "bound", label: "At most", kind: "line", tone: "ink", values: [12, null, 44], mark: "diamond" },
  ],
  ticks: [],
  rule: null,
};

test("a point is read with every value there is, and without those there are not", () => {
  expect(pointWords(chart, 0, ", ")).toBe("1 site, Found 10 p, At most 12 p");
  expect(pointWords(chart, 1, ", ")).toBe("2 sites, Found 30 p");
});

test("values are drawn from 0 up to the largest with room above; one point alone has width", () => {
  const [low, high] = yRangeOf(chart);
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(44);
  expect(yRangeOf({ ...chart, series: [] })[1]).toBeGreaterThan(0);
  const [left, right] = xRangeOf({ ...chart, x: [3] });
  expect(left).toBeLessThan(3);
  expect(right).toBeGreaterThan(3);
});

test("the chart of minutes holds everybody, hatches those outside the rule and lays the other scheme over them", () => {
  const answer = createCoverageAnswer();
  const beside = createCoverageAnswer({
    personsByMinute: answer.personsByMinute.map((persons) => persons / 2),
  });
  const made = minutesChart(wordsOf("zh-CN"), answer, 10, "甲", { answer: beside, name: "现状" });
  const [now, other] = made.series;
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((so, value) => so + (value ?? 0), 0);
  expect(sum(now!.values)).toBe(1234);
  expect(now!.isHatched!.slice(0, 10)).toEqual(Array(10).fill(false));
  expect(now!.isHatched!.slice(10)).not.toContain(false);
  expect(other!.label).toBe("现状");
  expect(other!.values[3]).toBe(now!.values[3]! / 2);
  expect(made.x).toHaveLength(made.xTexts.length);
  expect(new Set(made.x).size).toBe(made.x.length);
});

test("where nothing can be drawn the figures stand as a table with a head for every column", async () => {
  const plan = renderPlan();
  await plan.openPack();
  await plan.port.last("coverage").answer(createCoverageAnswer());
  const table = screen.getByRole("table", { name: "居民走到最近门口要多久" });
  expect(table.querySelectorAll("tbody tr")).toHaveLength(32);
  fireEvent.click(screen.getByRole("tab", { name: "街道和社区表" }));
  expect(screen.queryByRole("table", { name: "居民走到最近门口要多久" })).toBeNull();
});
