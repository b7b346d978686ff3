import { command } from "./command.ts";
import { data } from "./data.ts";
import { failures } from "./failures.ts";
import { find } from "./find.ts";
import { findings } from "./findings.ts";
import { ledger } from "./ledger.ts";
import { map } from "./map.ts";
import { offline } from "./offline.ts";
import { plan } from "./plan.ts";
import { shared } from "./shared.ts";

export const zhCN = {
  shared,
  data,
  failures,
  find,
  map,
  offline,
  // #region staff
  findings,
  plan,
  command,
  ledger,
  // #endregion staff
};
