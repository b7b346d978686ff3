import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import type { Candidate } from "../../src/core/model/pack.ts";
import { ok } from "../../src/core/result.ts";
import { createChange } from "../fixtures/create-change.ts";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { renderPlan } from "./plan-harness.tsx";

const plot = (id: string): Candidate => ({
  id,
  nameZh: id === "p2" ? "" : "南菜园空地",
  nameEn: "",
  lngLat: [116.36, 39.9],
  landUse: "vacated-plot",
  grossSquareMetres: 3000,
  ruleZh: "",
  ruleEn: "",
  method: "compiled",
  source: "a list",
  accuracyMetres: null,
});

test("plots of an imported file go into a scheme at a press, all in one step, and make one where there is none", async () => {
  const { store, port } = renderPlan();
  await port.opens(ok({ ...createPackIndex(), candidates: [plot("p1"), plot("p2")] }));
  expect(screen.queryByText(/不在这个方案里/)).toBeNull();
  store.set("changes", [
    createChange("list", {
      layer: "candidates",
      file: "地块.geojson",
      upserts: ["p1", "p2"].map((id) => ({
        geometry: { type: "Point", coordinates: [116.36, 39.9] },
        properties: { id },
      })),
    }),
  ]);
  expect(screen.getByText("「地块.geojson」有 2 处地块不在这个方案里")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "放进方案（2 处）" }));
  const { schemes, currentId, done } = store.state.schemes;
  expect(schemes).toHaveLength(1);
  expect(currentId).toBe(schemes[0]?.id);
  expect(schemes[0]?.proposals.sites.map(({ name, candidateId }) => [name, candidateId])).toEqual([
    ["南菜园空地", "p1"],
    ["地块 p2", "p2"],
  ]);
  expect(done).toHaveLength(1);
  expect(screen.queryByText(/不在这个方案里/)).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "从文件导入地块" }));
  expect(store.state.isDataOpen).toBe(true);
});
