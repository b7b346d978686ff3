import type { PreparedPack } from "./prepare.ts";

/** Computes a value once per prepared pack and key; freed with the pack. */
export function keptOnce<Value>(
  compute: (prepared: PreparedPack, key: string) => Value,
): (prepared: PreparedPack, key?: string) => Value {
  const kept = new WeakMap<PreparedPack, Map<string, Value>>();
  return (prepared, key = "") => {
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
