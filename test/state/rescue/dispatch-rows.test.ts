import { describe, expect, it } from "vitest";
import { stationRows } from "../../../src/state/command-selectors.ts";
import { dispatchRows } from "../../../src/state/rescue/dispatch-rows.ts";
import { createBoardAnswer, createCommandPack } from "../../fixtures/create-command.ts";

const said = (minute: number) => ({ minute, source: "person", by: "" }) as const;

/** F1 mobilises in 2 minutes, F2 in 52. */
function statesAt(elapsedMinutes: number, firstOut: Readonly<Record<string, ReturnType<typeof said>>>) {
  const answer = createBoardAnswer({
    dispatch: [
      { stationId: "F1", mobilisationMinutes: 2, state: "kept" },
      { stationId: "F2", mobilisationMinutes: 52, state: "on-the-way" },
    ],
  });
  const rows = dispatchRows(
    stationRows(answer, createCommandPack(), elapsedMinutes),
    { firstOut },
    elapsedMinutes,
  );
  return Object.fromEntries(rows.map(({ station, state, outMinute }) => [station.id, [state, outMinute]]));
}

describe("dispatchRows", () => {
  it("goes by the forecast while the log says nothing of anybody", () => {
    expect(statesAt(30, {})).toEqual({ F1: ["kept", null], F2: ["on-the-way", null] });
    expect(statesAt(90, {})).toEqual({ F1: ["kept", null], F2: ["kept", null] });
  });

  it("goes by the minute a crew went out, whatever was forecast", () => {
    expect(statesAt(90, { F1: said(41), F2: said(75) })).toEqual({ F1: ["kept", 41], F2: ["breaks", 75] });
  });

  it("takes whoever is not logged for not out once others are: on the way within the hour, broken after it", () => {
    expect(statesAt(30, { F2: said(20) })).toEqual({ F1: ["on-the-way", null], F2: ["kept", 20] });
    expect(statesAt(60, { F2: said(20) }).F1).toEqual(["on-the-way", null]);
    expect(statesAt(61, { F2: said(20) }).F1).toEqual(["breaks", null]);
  });

  it("does not count at a minute looked back at what was said to happen later", () => {
    expect(statesAt(30, { F1: said(41) }).F1).toEqual(["on-the-way", null]);
  });
});
