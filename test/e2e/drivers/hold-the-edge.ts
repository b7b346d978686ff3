import type { Visitor } from "./page.ts";

/** What the page gets. */
interface Edge {
  tellPosition(longitude: number, latitude: number, accuracy: number): void;
  tellNoPosition(code: number): void;
  isThinking: boolean;
  thinkOn(): void;
}

/** Put into the page before it starts, so it knows nothing of this file. */
function putEdge(): void {
  interface Held {
    readonly onPosition: PositionCallback;
    readonly onError: PositionErrorCallback | null | undefined;
  }
  const asked: Held[] = [];
  const watching = new Map<number, Held>();
  const edge = globalThis as unknown as Edge;
  edge.tellPosition = (longitude, latitude, accuracy) => {
    const coords = {
      longitude,
      latitude,
      accuracy,
      speed: null,
      heading: null,
      altitude: null,
      altitudeAccuracy: null,
    };
    const position = { coords, timestamp: Date.now() } as unknown as GeolocationPosition;
    for (const { onPosition } of [...asked.splice(0), ...watching.values()]) onPosition(position);
  };
  edge.tellNoPosition = (code) => {
    const error = { code, message: "", PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2, TIMEOUT: 3 };
    for (const { onError } of [...asked.splice(0), ...watching.values()])
      onError?.(error as GeolocationPositionError);
  };
  Object.defineProperty(navigator, "geolocation", {
    value: {
      getCurrentPosition: (onPosition: PositionCallback, onError?: PositionErrorCallback) =>
        void asked.push({ onPosition, onError }),
      watchPosition: (onPosition: PositionCallback, onError?: PositionErrorCallback) => {
        watching.set(watching.size + 1, { onPosition, onError });
        return watching.size;
      },
      clearWatch: (id: number) => void watching.delete(id),
    },
  });
  const questions: (() => void)[] = [];
  edge.isThinking = false;
  edge.thinkOn = () => {
    edge.isThinking = false;
    for (const ask of questions.splice(0)) ask();
  };
  globalThis.Worker = class extends Worker {
    readonly #isHeld: boolean;
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#isHeld = options?.name === "analysis";
    }
    override postMessage(message: unknown, how?: StructuredSerializeOptions | Transferable[]): void {
      const ask = () => super.postMessage(message, how as StructuredSerializeOptions);
      if (edge.isThinking && this.#isHeld) questions.push(ask);
      else ask();
    }
  };
}

/**
 * The device's position and the analysis worker's answers come when the test says so; what the page does with them is its
 * own. To be had before the page is opened.
 */
export async function holdTheEdge({ page }: Visitor) {
  await page.addInitScript(putEdge);
  return {
    /** The device says where it is, to everyone who asked. */
    tells: (lngLat: readonly [number, number], accuracyMetres: number): Promise<void> =>
      page.evaluate(
        ([longitude, latitude, accuracy]) =>
          (globalThis as unknown as Edge).tellPosition(longitude, latitude, accuracy),
        [...lngLat, accuracyMetres] as [number, number, number],
      ),
    /** Code as of GeolocationPositionError. */
    tellsNoPosition: (code: number): Promise<void> =>
      page.evaluate((why) => (globalThis as unknown as Edge).tellNoPosition(why), code),
    /** From now on the analysis answers nothing, until `thinksOn`. */
    thinksSlowly: (): Promise<void> =>
      page.evaluate(() => {
        (globalThis as unknown as Edge).isThinking = true;
      }),
    thinksOn: (): Promise<void> => page.evaluate(() => (globalThis as unknown as Edge).thinkOn()),
  };
}
