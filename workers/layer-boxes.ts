import type { Failure } from "../src/core/model/failure.ts";
import type { Bbox } from "../src/core/model/geometry.ts";
import type { LayerId, PackDescription } from "../src/core/model/pack.ts";
import { err, ok, type Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { readFeaturesInBox } from "../src/sources/flatgeobuf-box.ts";
import { flatGeobufAsGeoJson } from "../src/sources/flatgeobuf-read.ts";
import { readDescription } from "../src/sources/pack-files.ts";
import { RangedFile } from "../src/sources/ranged-file.ts";

export interface LayerRequest {
  readonly packId: string;
  readonly baseUrl: string;
  readonly layer: LayerId;
}

interface Streamed {
  readonly file: RangedFile;
  /** Ends the reading of the box before. */
  stop: AbortController;
}

/** The large layers of one pack at a time, read box by box; what was read stays for the boxes to come. */
export class LayerBoxes {
  readonly #sourceAt: (baseUrl: string) => ByteSource;
  #baseUrl: string | null = null;
  #description: Promise<Result<PackDescription, Failure>> | null = null;
  readonly #streamed = new Map<LayerId, Streamed>();

  constructor(sourceAt: (baseUrl: string) => ByteSource) {
    this.#sourceAt = sourceAt;
  }

  /**
   * Features that meet the box, as UTF-8 GeoJSON. Latest wins: an older question for the same layer that has no answer
   * yet is answered CANCELLED, because no signal crosses to a worker.
   */
  async box(
    request: LayerRequest & { readonly bbox: Bbox },
  ): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
    const opened = await this.#open(request);
    if (!opened.ok) return opened;
    const streamed = opened.value;
    streamed.stop.abort();
    streamed.stop = new AbortController();
    const { signal } = streamed.stop;
    const found = await readFeaturesInBox(streamed.file, request.bbox, signal);
    if (signal.aborted) return err({ code: "CANCELLED" });
    if (found.ok) return ok(flatGeobufAsGeoJson(found.value).bytes);
    // Perhaps a new version was put in place: described and opened anew the next time.
    if (found.failure.code === "PACK_MALFORMED") this.#forget();
    return found;
  }

  /** Reads the file as a whole, so that every later box comes from memory. The answer: its length in bytes. */
  async keep(request: LayerRequest): Promise<Result<number, Failure>> {
    const opened = await this.#open(request);
    if (!opened.ok) return opened;
    const whole = await opened.value.file.readWhole();
    return whole.ok ? ok(whole.value.length) : whole;
  }

  #forget(): void {
    for (const { stop } of this.#streamed.values()) stop.abort();
    this.#streamed.clear();
    this.#description = null;
  }

  async #open({ packId, baseUrl, layer }: LayerRequest): Promise<Result<Streamed, Failure>> {
    if (baseUrl !== this.#baseUrl) this.#forget();
    this.#baseUrl = baseUrl;
    const source = this.#sourceAt(baseUrl);
    this.#description ??= readDescription(source, packId);
    const asked = this.#description;
    const description = await asked;
    // Another pack may have been asked for in between.
    if (this.#baseUrl !== baseUrl) return err({ code: "CANCELLED" });
    if (!description.ok) {
      if (this.#description === asked) this.#description = null;
      return description;
    }
    const known = this.#streamed.get(layer);
    if (known) return ok(known);
    const resource = description.value.resources.find((entry) => entry.name === layer);
    if (!resource) return err({ code: "LAYER_MISSING", packId, layer });
    const made = { file: new RangedFile(source, packId, resource), stop: new AbortController() };
    this.#streamed.set(layer, made);
    return ok(made);
  }
}
