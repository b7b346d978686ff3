import type { PreparedPack } from "./prepare.ts";

/**
 * Computes a value once per prepared pack and key; freed with the pack. `ignoresBridges`: it hangs on nothing that a
 * bridge changes, such as where places are tied, so it is the one of the pack without bridges.
 */
export function keptOnce<Value>(
  compute: (prepared: PreparedPack, key: string) => Value,
  options: { readonly ignoresBridges?: boolean } = {},
): (prepared: PreparedPack, key?: string) => Value {
  const kept = new WeakMap<PreparedPack, Map<string, Value>>();
  return (given, key = "") => {
    const prepared = options.ignoresBridges ? (given.base ?? given) : given;
    let values = kept.get(prepared);
    if (!values) {
      values = new Map();
      kept.set(prepared, values);
    }
    let value = values.get(key);
    if (value === undefined) {
      value = compute(prepared, key);
      values.set(key, value);
    }
    return value;
  };
}
