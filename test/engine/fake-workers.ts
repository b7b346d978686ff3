import { expose } from "comlink";
import type { EngineParts, WorkerPort } from "../../src/engine/engine.ts";
import type { AnalysisApi } from "../../workers/analysis-api.ts";
import type { LayersApi } from "../../workers/layers-api.ts";

/** A worker that lives on the other end of a MessageChannel, dies when told to, and cannot hear anything once ended. */
interface FakeWorker {
  readonly isEnded: () => boolean;
  readonly die: (detail: string) => void;
}

function startFake(api: object): FakeWorker & { readonly port: WorkerPort } {
  const { port1, port2 } = new MessageChannel();
  expose(api, port1);
  let isEnded = false;
  const listeners: ((detail: string) => void)[] = [];
  const end = () => {
    isEnded = true;
    port1.close();
    port2.close();
  };
  return {
    port: { endpoint: port2, terminate: end, onDeath: (listener) => void listeners.push(listener) },
    isEnded: () => isEnded,
    die: (detail) => {
      end();
      for (const listener of listeners) listener(detail);
    },
  };
}

/** One call that reached a worker, answered when the test says so. */
export interface Call {
  readonly worker: number;
  readonly verb: string;
  readonly request: unknown;
  readonly answer: (result: unknown) => void;
  readonly fail: (reason: Error) => void;
  readonly progress: (progress: unknown) => void;
}

/** Starts fake workers, remembers every one of them and every call that reached them. */
export class Workshop {
  readonly analysis: FakeWorker[] = [];
  readonly layers: FakeWorker[] = [];
  readonly calls: Call[] = [];
  #heard: (() => void)[] = [];

  readonly parts: EngineParts = {
    startAnalysisWorker: () => {
      const worker = this.analysis.length;
      const api: AnalysisApi = {
        openFirst: (request, onProgress) => this.#call(worker, "openFirst", request, onProgress) as never,
        open: (request, onProgress) => this.#call(worker, "open", request, onProgress) as never,
        applyChanges: (changes) => this.#call(worker, "applyChanges", changes, () => {}) as never,
        run: (kind, request, onProgress) => this.#call(worker, kind, request, onProgress) as never,
      };
      const fake = startFake(api);
      this.analysis.push(fake);
      return fake.port;
    },
    startLayersWorker: () => {
      const worker = this.layers.length;
      const api: LayersApi = {
        layer: (request) => this.#call(worker, "layer", request, () => {}) as never,
        layerBox: (request) => this.#call(worker, "layerBox", request, () => {}) as never,
        keepLayer: (request) => this.#call(worker, "keepLayer", request, () => {}) as never,
      };
      const fake = startFake(api);
      this.layers.push(fake);
      return fake.port;
    },
    packsUrl: "https://example.org/packs/",
  };

  #call(worker: number, verb: string, request: unknown, onProgress: (progress: never) => void) {
    return new Promise((answer, fail) => {
      this.calls.push({ worker, verb, request, answer, fail, progress: onProgress as Call["progress"] });
      for (const listener of this.#heard.splice(0)) listener();
    });
  }

  /** The nth call, 0-based, once it has reached a worker. */
  async call(index: number): Promise<Call> {
    for (;;) {
      const found = this.calls[index];
      if (found) return found;
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  endAll(): void {
    for (const worker of [...this.analysis, ...this.layers]) if (!worker.isEnded()) worker.die("test over");
  }
}
