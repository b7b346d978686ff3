import { describe, expect, test } from "vitest";
import type { ContingencyPlan, PlanStep } from "../../../src/core/model/contingency.ts";
import type { Act, LogEntry } from "../../../src/core/model/operation.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";
import { stepStandings } from "../../../src/core/operation/step-standings.ts";

const step = (id: string, parts: Partial<PlanStep> = {}): PlanStep => ({
  id,
  hazard: null,
  levels: ["I"],
  roleId: "duty",
  textZh: id,
  textEn: id,
  dueMinute: 60,
  place: null,
  sign: null,
  ...parts,
});
const planOf = (...steps: PlanStep[]): ContingencyPlan => ({
  id: "plan",
  formatVersion: 1,
  titleZh: "预案",
  titleEn: "Plan",
  edition: "1",
  source: "",
  evidence: "ASSUMED",
  noteZh: "",
  noteEn: "",
  roles: [{ id: "duty", nameZh: "值班", nameEn: "Duty" }],
  steps,
});
const GROUND = { stationIds: ["s1", "s2"], shelterIds: ["a", "b", "c", "d"], tightMinutes: 10 };
const situationOf = (...acts: readonly (readonly [Act, number])[]) =>
  applyEntries(
    EMPTY_SITUATION,
    acts.map(
      ([act, minute], sequence): LogEntry => ({
        sequence,
        recordedAt: 0,
        minute,
        source: "person",
        by: "Li",
        act,
        hash: "",
      }),
    ),
  );
const standingsAt = (
  minute: number,
  steps: readonly PlanStep[],
  situation = EMPTY_SITUATION,
  hazard: "earthquake" | "flood" | null = null,
) => stepStandings(planOf(...steps), { hazard, level: "I" }, situation, GROUND, minute);

const opened = (shelterId: string, minute: number): readonly [Act, number] => [
  { kind: "shelter-status", shelterId, status: "opened" },
  minute,
];

describe("steps of a contingency plan against the clock", () => {
  test("ahead, due, late; what is due at this very minute is not late", () => {
    const states = [49, 50, 60, 60.1].map((minute) => standingsAt(minute, [step("x")])[0]?.state);
    expect(states).toEqual(["ahead", "due", "due", "late"]);
  });

  test("what somebody says is done is done at that minute, in time or late, until it is taken back", () => {
    const said = (isDone: boolean, minute: number): readonly [Act, number] => [
      { kind: "step-marked", stepId: "x", isDone },
      minute,
    ];
    expect(standingsAt(90, [step("x")], situationOf(said(true, 55)))[0]).toMatchObject({
      state: "done",
      doneMinute: 55,
      doneBy: { kind: "person", by: "Li" },
    });
    expect(standingsAt(90, [step("x")], situationOf(said(true, 61)))[0]?.state).toBe("done-late");
    expect(standingsAt(90, [step("x")], situationOf(said(true, 55), said(false, 70)))[0]?.state).toBe("late");
  });

  test("three of four shelters open: three quarters, done at the minute of the third", () => {
    const three = step("x", { sign: { kind: "shelters-opened", share: 0.75 } });
    const situation = situationOf(opened("a", 10), opened("c", 40), opened("b", 25), opened("elsewhere", 1));
    expect(standingsAt(39, [three], situation)[0]).toMatchObject({ doneMinute: null, share: 0.5 });
    expect(standingsAt(40, [three], situation)[0]).toMatchObject({
      state: "done",
      doneMinute: 40,
      doneBy: { kind: "sign" },
      share: 0.75,
    });
  });

  test("an opening reported late counts from when it was", () => {
    const all = step("x", { sign: { kind: "shelters-opened", share: 1 } });
    const known = situationOf(
      opened("a", 10),
      opened("b", 11),
      opened("c", 12),
      opened("d", 70),
      opened("d", 30),
    );
    expect(standingsAt(80, [all], known)[0]).toMatchObject({ state: "done", doneMinute: 30 });
  });

  test("crews out by station; a station that sends twice counts once", () => {
    const both = step("x", { sign: { kind: "crews-out", share: 1 } });
    const out = (stationId: string, minute: number): readonly [Act, number] => [
      { kind: "crews-out", stationId, crews: 1, incidentId: null },
      minute,
    ];
    expect(standingsAt(30, [both], situationOf(out("s1", 5), out("s1", 9)))[0]).toMatchObject({
      state: "ahead",
      share: 0.5,
    });
    expect(standingsAt(30, [both], situationOf(out("s1", 5), out("s2", 20)))[0]?.doneMinute).toBe(20);
  });

  test("a sign that means nobody is not done by itself", () => {
    const none = stepStandings(
      planOf(step("x", { sign: { kind: "shelters-opened", share: 1 } })),
      { hazard: null, level: "I" },
      EMPTY_SITUATION,
      { ...GROUND, shelterIds: [] },
      100,
    );
    expect(none[0]).toMatchObject({ state: "late", share: null });
  });

  test("steps of another hazard or level are left out, the others stand in the order they fall due", () => {
    const steps = [
      step("later", { dueMinute: 90 }),
      step("flood", { hazard: "flood", dueMinute: 5 }),
      step("quake", { hazard: "earthquake", dueMinute: 30 }),
      step("grave", { levels: ["II"], dueMinute: 1 }),
    ];
    const ids = standingsAt(0, steps, EMPTY_SITUATION, "earthquake").map((each) => each.step.id);
    expect(ids).toEqual(["quake", "later"]);
    expect(standingsAt(0, steps).map((each) => each.step.id)).toEqual(["flood", "quake", "later"]);
  });
});
