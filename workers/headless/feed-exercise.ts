/** A message of an exercise before it has a moment. */
export interface ScriptedMessage {
  readonly source: string;
  readonly sequence: number;
  /** Minutes after T0 it tells of. */
  readonly minute: number;
  /** Minutes after T0 it is sent, where it is late or sent twice; else when it happens. */
  readonly toldAtMinute?: number;
  /** Minutes by which the sender's clock runs ahead when it is sent. */
  readonly clockAheadMinutes?: number;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface FeedExercise {
  readonly version: 1;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly packId: string;
  readonly durationMinutes: number;
  /** In the order they are sent. */
  readonly messages: readonly ScriptedMessage[];
}

export interface Replay {
  /** T0 as the messages have it, milliseconds since 1970. */
  readonly t0: number;
  /** How many of the messages have been sent by then. */
  sentBy(now: number): number;
  /** When a message is sent, milliseconds since 1970. */
  sentAt(index: number): number;
  /** A message as it is sent. */
  message(index: number): Readonly<Record<string, unknown>>;
}

const MINUTE_MILLISECONDS = 60_000;

/**
 * An exercise played so many times as fast as it happened. T0 is put so far back that no message is ever ahead of the
 * clock (but those that are meant to be) and the last one is told as it happens.
 * @param speed 1 or more
 */
export function replayExercise(exercise: FeedExercise, startedAt: number, speed: number): Replay {
  const { messages, durationMinutes } = exercise;
  const t0 = startedAt - durationMinutes * MINUTE_MILLISECONDS * (1 - 1 / speed);
  const atMinute = (minute: number) => startedAt + (minute * MINUTE_MILLISECONDS) / speed;
  const sentAt = (index: number) => {
    const message = messages[index];
    return message ? atMinute(message.toldAtMinute ?? message.minute) : Infinity;
  };
  const iso = (minute: number) => new Date(Math.round(t0 + minute * MINUTE_MILLISECONDS)).toISOString();
  /** Moments inside of a text stand as {sent:minute}. */
  const filled = (value: unknown): unknown =>
    typeof value === "string"
      ? value.replace(/\{sent:(\d+)\}/g, (_, minute: string) =>
          iso(Number(minute)).replace(/\.\d+Z$/, "+00:00"),
        )
      : value;
  return {
    t0,
    sentAt,
    sentBy(now) {
      let count = 0;
      while (sentAt(count) <= now) count++;
      return count;
    },
    message(index) {
      const scripted = messages[index];
      if (!scripted) throw new Error(`the exercise has no message ${index}`);
      const { source, sequence, minute, clockAheadMinutes, kind, payload } = scripted;
      const time =
        clockAheadMinutes === undefined
          ? iso(minute)
          : new Date(sentAt(index) + clockAheadMinutes * MINUTE_MILLISECONDS).toISOString();
      const said = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, filled(value)]));
      return { version: 1, source, sequence, time, kind, payload: said };
    },
  };
}
