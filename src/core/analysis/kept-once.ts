import { keep, type PreparedPack } from "./prepare.ts";

interface KeptOptions {
  /** It hangs on nothing that a bridge changes, such as where places are tied: it is the one of the pack without bridges. */
  readonly ignoresBridges?: boolean;
  /** It hangs on no row a scheme changes (shelters, gates, stations, depots): it is the one of the pack without proposals. */
  readonly ignoresSites?: boolean;
  /** Keys kept, the one unused for longest goes first; without it keys must be few. */
  readonly atMost?: number;
}

/** Computes a value once per prepared pack and key; freed with the pack. */
export function keptOnce<Value>(
  compute: (prepared: PreparedPack, key: string) => Value,
  options: KeptOptions = {},
): (prepared: PreparedPack, key?: string) => Value {
  const kept = new WeakMap<PreparedPack, Map<string, Value>>();
  return (given, key = "") => {
    const unplanned = options.ignoresSites ? (given.unplanned ?? given) : given;
    const prepared = options.ignoresBridges ? (unplanned.base ?? unplanned) : unplanned;
    const values = kept.get(prepared) ?? new Map<string, Value>();
    kept.set(prepared, values);
    return keep(values, key, () => compute(prepared, key), options.atMost);
  };
}
