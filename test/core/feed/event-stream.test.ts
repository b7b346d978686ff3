import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventStream, type StreamEvent } from "../../../src/core/feed/create-event-stream.ts";

const read = (...parts: string[]): StreamEvent[] => {
  const stream = createEventStream(1000);
  return parts.flatMap((part) => stream.push(part));
};
const message = (data: string, lastEventId = "") => ({ kind: "message", data, lastEventId });

describe("a stream of Server-Sent Events", () => {
  test("the examples of the standard", () => {
    expect(read("data: YHOO\ndata: +2\ndata: 10\n\n")).toEqual([message("YHOO\n+2\n10")]);
    expect(
      read(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"),
    ).toEqual([message("first event", "1"), message("second event"), message(" third event")]);
    expect(read("data\n\ndata\ndata\n\ndata:")).toEqual([message(""), message("\n")]);
    expect(read("data:test\n\ndata: test\n\n")).toEqual([message("test"), message("test")]);
  });

  test("is read the same however it is cut, with every kind of line break", () => {
    const text = '\uFEFFid: 7\r\ndata: {"a":1}\r\r: beat\ndata: 二\r\ndata: three\n\nretry: 2500\n\n';
    const whole = read(text);
    expect(whole).toEqual([
      message('{"a":1}', "7"),
      message("二\nthree", "7"),
      { kind: "retry", milliseconds: 2500 },
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        expect(read(...at.slice(1).map((end, i) => text.slice(at[i], end)))).toEqual(whole);
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  test("a message that is too long is thrown away as it comes, and the next one is read", () => {
    const stream = createEventStream(1000);
    const events: StreamEvent[] = [];
    events.push(...stream.push("id: 3\ndata: "));
    for (let k = 0; k < 10_000; k++) events.push(...stream.push("x".repeat(1000)));
    events.push(...stream.push("\n\ndata: ok\n\n"));
    expect(events).toEqual([
      { kind: "too-large", lastEventId: "3" },
      { kind: "message", data: "ok", lastEventId: "3" },
    ]);
  });

  test("many short lines do not get round the limit", () => {
    expect(read(`${"data: 0123456789\n".repeat(200)}\n`)).toEqual([{ kind: "too-large", lastEventId: "" }]);
  });
});
