import { describe, expect, test } from "vitest";
import {
  embeddedPlan,
  readContingencyPlan,
  writeContingencyPlan,
} from "../../src/sources/contingency-plan.ts";

const PLAN = JSON.parse(writeContingencyPlan(embeddedPlan)) as Record<string, unknown> & {
  readonly steps: readonly Record<string, unknown>[];
};
const withPlan = (change: object): string => JSON.stringify({ ...PLAN, ...change });
const withStep = (at: number, change: object): string =>
  withPlan({ steps: PLAN.steps.map((step, i) => (i === at ? { ...step, ...change } : step)) });

describe("contingency plans as files", () => {
  test("what is written is read again", () => {
    expect(readContingencyPlan("p.json", writeContingencyPlan(embeddedPlan))).toEqual({
      ok: true,
      value: embeddedPlan,
    });
  });

  test("the three promises of the plan are steps at their minutes", () => {
    const due = (id: string) => embeddedPlan.steps.find((step) => step.id === id)?.dueMinute;
    expect([due("quake-crews-out"), due("quake-first-supplies"), due("quake-relief")]).toEqual([
      60, 360, 600,
    ]);
  });

  test.each([
    ["a page in place of the file", "<!doctype html><html></html>", {}],
    ["nothing", "", {}],
    ["a number", "3", {}],
    ["a later format", withPlan({ formatVersion: 2 }), { field: "formatVersion", found: "2" }],
    ["a step at no time", withStep(0, { dueMinute: null }), { field: "steps.0.dueMinute" }],
    ["a step before T0", withStep(3, { dueMinute: -1 }), { field: "steps.3.dueMinute" }],
    ["a level that is none", withStep(1, { levels: ["V"] }), { field: "steps.1.levels.0" }],
    ["no steps", withPlan({ steps: [] }), { field: "steps" }],
    ["a step twice", withPlan({ steps: [...PLAN.steps, PLAN.steps[0]] }), { field: "steps" }],
    [
      "a role nobody has",
      withStep(0, { roleId: "king" }),
      { expected: "every step with a role of the plan" },
    ],
    ["an unknown field", withStep(0, { phone: "110" }), { field: "steps.0.phone" }],
  ])("refused with its place: %s", (_, text, place) => {
    const read = readContingencyPlan("p.json", text);
    expect(read).toMatchObject({
      ok: false,
      failure: { code: "IMPORT_UNREADABLE", place: { file: "p.json", ...place } },
    });
  });

  test("too large", () => {
    expect(readContingencyPlan("p.json", " ".repeat(2_000_001))).toMatchObject({
      ok: false,
      failure: { code: "IMPORT_TOO_LARGE" },
    });
  });
});
