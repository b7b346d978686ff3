import type { BuildingStock } from "../model/buildings.ts";
import type { Failure } from "../model/failure.ts";
import type { RunContext } from "../model/progress.ts";
import type { RubbleAnswer, RubbleRequest } from "../model/rubble.ts";
import type { RubbleRules } from "../model/rubble-rules.ts";
import { err, ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { answerRubble } from "./rubble/answer-rubble.ts";
import { createRubbleDrawer } from "./rubble/draw-rubble.ts";
import { prepareRubble } from "./rubble/prepare-rubble.ts";
import { emptyPart, mergeParts, type RubblePart, type RubbleTask } from "./rubble/rubble-task.ts";

/** What is known besides the pack's usual layers. */
export interface RubbleGround {
  readonly stock: BuildingStock;
  readonly rules: RubbleRules;
}

/** Carries out draws 0 … draws - 1 of a task somewhere; when cancelled, answers with those done by then. */
export type DrawRubble = (
  task: RubbleTask,
  draws: number,
  run: RunContext,
) => Promise<Result<RubblePart, Failure>>;

/**
 * What collapsing houses leave of the walk to a shelter: many draws of which buildings fall, each building for itself once
 * the intensity is given; for each draw the streets that stay wide enough, and everybody's way on them. Shelters, gates
 * and bridges themselves stand, and the steps from a door to its street are free: what is counted is rubble in streets.
 */
export async function rubble(
  prepared: PreparedPack,
  ground: RubbleGround,
  request: RubbleRequest,
  draw: DrawRubble,
  run: RunContext,
): Promise<Result<RubbleAnswer, Failure>> {
  const setup = prepareRubble(prepared, ground.stock, ground.rules, request);
  if (!setup.ok) return setup;
  const { task } = setup.value;
  const drawn = await draw(task, request.draws, run);
  if (!drawn.ok) return drawn;
  if (drawn.value.drawNumbers.length === 0) return err({ code: "CANCELLED" });
  return ok(answerRubble(prepared, request, setup.value, createRubbleDrawer(task), drawn.value));
}

/** Draws between two looks at whether to go on: some 50 ms of a district. */
const DRAWS_AT_ONCE = 8;

/** All draws here, one after the other. */
export const drawInPlace: DrawRubble = async (task, draws, run) => {
  const drawer = createRubbleDrawer(task);
  let done = emptyPart(task, new Uint32Array(0));
  for (let first = 0; first < draws && !run.isCancelled(); first += DRAWS_AT_ONCE) {
    done = mergeParts(task, [done, drawer.draw(first, Math.min(DRAWS_AT_ONCE, draws - first))]);
    run.onProgress({ share: done.drawNumbers.length / draws, found: null });
  }
  return ok(done);
};
