import { EMPTY_SITUATION } from "../../core/operation/empty-situation.ts";
import type { OperationState } from "./operation-desk.ts";

export const NO_OPERATION: OperationState = {
  head: null,
  entries: [],
  situation: EMPTY_SITUATION,
  lookedAtSequence: null,
  shown: EMPTY_SITUATION,
  isClockLive: true,
  keptCount: 0,
  author: "",
  troubles: [],
};
