/** One message of a stream of Server-Sent Events, or what came in place of one. */
export type StreamEvent =
  | { readonly kind: "message"; readonly data: string; readonly lastEventId: string }
  /** Its data were longer than allowed, and were thrown away as they came. */
  | { readonly kind: "too-large"; readonly lastEventId: string }
  | { readonly kind: "retry"; readonly milliseconds: number };

export interface EventStream {
  /** Text as it comes, cut anywhere. */
  push(text: string): StreamEvent[];
}

/** Reads `text/event-stream` (WHATWG HTML §9.2.6) holding at most `mostCharacters` of one message. */
export function createEventStream(mostCharacters: number): EventStream {
  let line = "";
  let isLineCut = false;
  let isStart = true;
  let wasCarriageReturn = false;
  let data: string[] = [];
  let dataCharacters = 0;
  let isTooLarge = false;
  let lastEventId = "";

  function field(events: StreamEvent[], text: string): void {
    const colon = text.indexOf(":");
    if (colon === 0) return;
    const name = colon === -1 ? text : text.slice(0, colon);
    const value = colon === -1 ? "" : text.slice(text[colon + 1] === " " ? colon + 2 : colon + 1);
    if (name === "data") {
      dataCharacters += value.length + 1;
      if (dataCharacters > mostCharacters || isLineCut) isTooLarge = true;
      else data.push(value);
    } else if (name === "id" && !value.includes("\0")) lastEventId = value;
    else if (name === "retry" && /^\d{1,9}$/.test(value))
      events.push({ kind: "retry", milliseconds: Number(value) });
  }

  function endOfLine(events: StreamEvent[]): void {
    if (line !== "") field(events, line);
    else {
      if (isTooLarge) events.push({ kind: "too-large", lastEventId });
      else if (data.length > 0) events.push({ kind: "message", data: data.join("\n"), lastEventId });
      data = [];
      dataCharacters = 0;
      isTooLarge = false;
    }
    line = "";
    isLineCut = false;
  }

  return {
    push(given) {
      const events: StreamEvent[] = [];
      let text = given;
      if (isStart && text !== "") {
        isStart = false;
        if (text.startsWith("\uFEFF")) text = text.slice(1);
      }
      let from = 0;
      // The line break of two signs may be cut in the middle.
      if (wasCarriageReturn && text.startsWith("\n")) from = 1;
      if (text !== "") wasCarriageReturn = false;
      const breaks = /\r\n|\r|\n/g;
      breaks.lastIndex = from;
      for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
        append(text.slice(from, found.index));
        endOfLine(events);
        from = breaks.lastIndex;
        if (found[0] === "\r" && from === text.length) wasCarriageReturn = true;
      }
      append(text.slice(from));
      return events;
    },
  };

  function append(part: string): void {
    const room = mostCharacters + 16 - line.length;
    if (part.length > room) isLineCut = true;
    line += part.length > room ? part.slice(0, Math.max(0, room)) : part;
  }
}
