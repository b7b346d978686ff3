import { createSignal } from "solid-js";

/**
 * One signal per field. Values are immutable and replaced whole, so that answers with large typed arrays are never
 * wrapped in proxies and can be posted to a worker as they are.
 */
export function createShallowStore<Shape extends object>(initial: Shape) {
  const state = {} as Shape;
  const setters = {} as { [Key in keyof Shape]: (value: Shape[Key]) => void };
  for (const key of Object.keys(initial) as (keyof Shape)[]) {
    const [read, write] = createSignal(initial[key]);
    Object.defineProperty(state, key, { get: read, enumerable: true });
    setters[key] = (value) => write(() => value);
  }
  return {
    state: state as Readonly<Shape>,
    set: <Key extends keyof Shape>(key: Key, value: Shape[Key]) => setters[key](value),
  };
}
