import { fireEvent, screen } from "@solidjs/testing-library";
import { expect, test } from "vitest";
import { renderPlan } from "./plan-harness.tsx";

test("an own pace that came with the link is said with its speed, and a pace that is picked takes its place", async () => {
  const { openPack, store, port } = renderPlan();
  store.commands.setScenario({ metresPerSecond: 1.17 });
  await openPack();
  const picker = screen.getByLabelText<HTMLSelectElement>("走法");
  expect(picker.selectedOptions[0]?.textContent).toContain("1.17");
  expect(screen.getByText(/步速：.*1\.17 米，自己定的速度/)).toBeTruthy();
  expect(port.last("coverage").request.scenario.metresPerSecond).toBe(1.17);
  fireEvent.change(picker, { target: { value: "brisk" } });
  expect(store.state.scenario).toMatchObject({ pace: "brisk", metresPerSecond: null });
});
