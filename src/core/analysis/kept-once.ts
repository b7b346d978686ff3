import { keep, type PreparedPack } from "./prepare.ts";

/**
 * Computes a value once per prepared pack and key; freed with the pack. `ignoresBridges`: it hangs on nothing that a
 * bridge changes, such as where places are tied, so it is the one of the pack without bridges. `atMost`: keys kept, the
 * one unused for longest goes first; without it keys must be few.
 */
export function keptOnce<Value>(
  compute: (prepared: PreparedPack, key: string) => Value,
  options: { readonly ignoresBridges?: boolean; readonly atMost?: number } = {},
): (prepared: PreparedPack, key?: string) => Value {
  const kept = new WeakMap<PreparedPack, Map<string, Value>>();
  return (given, key = "") => {
    const prepared = options.ignoresBridges ? (given.base ?? given) : given;
    const values = kept.get(prepared) ?? new Map<string, Value>();
    kept.set(prepared, values);
    return keep(values, key, () => compute(prepared, key), options.atMost);
  };
}
