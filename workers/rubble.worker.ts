import { expose, transfer } from "comlink";
import { collectTransferables } from "./collect-transferables.ts";
import { createRubbleApi, type RubbleApi } from "./rubble-api.ts";

const api = createRubbleApi();
const exposed: RubbleApi = {
  begin: api.begin,
  draw: api.draw,
  result: async () => {
    const part = await api.result();
    return transfer(part, collectTransferables(part));
  },
};
expose(exposed);
