import type { PreparedPack } from "./prepare.ts";

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
    let values = kept.get(prepared);
    if (!values) {
      values = new Map();
      kept.set(prepared, values);
    }
    const known = values.get(key);
    const value = known === undefined ? compute(prepared, key) : known;
    if (known !== undefined && options.atMost === undefined) return value;
    // to the end of the map's order: its first key is the one unused for longest
    values.delete(key);
    values.set(key, value);
    if (values.size > (options.atMost ?? Infinity)) values.delete(values.keys().next().value as string);
    return value;
  };
}
