import type { Words } from "../words.ts";
import { command } from "./command.ts";
import { findings } from "./findings.ts";
import { enFirst } from "./first.ts";
import { ledger } from "./ledger.ts";
import { plan } from "./plan.ts";

export const en: Words = {
  ...enFirst,
  // #region staff
  findings,
  plan,
  command,
  ledger,
  // #endregion staff
};
