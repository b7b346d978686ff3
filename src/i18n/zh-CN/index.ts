import { command } from "./command.ts";
import { findings } from "./findings.ts";
import { zhCNFirst } from "./first.ts";
import { ledger } from "./ledger.ts";
import { plan } from "./plan.ts";

export const zhCN = {
  ...zhCNFirst,
  // #region staff
  findings,
  plan,
  command,
  ledger,
  // #endregion staff
};
