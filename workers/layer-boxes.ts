import type { Failure } from "../src/core/model/failure.ts";
import type { Bbox } from "../src/core/model/geometry.ts";
import type { LayerId, PackDescription } from "../src/core/model/pack.ts";
import { err, ok, type Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { readFeaturesInBox } from "../src/sources/flatgeobuf-box.ts";
import { flatGeobufAsGeoJson, openFlatGeobuf } from "../src/sources/flatgeobuf-read.ts";
import { layerAsGeoJson } from "../src/sources/layer-geojson.ts";
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

/** The layers of one pack at a time, whole or, large ones, box by box; what was read of those stays for boxes to come. */
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
    return found.ok ? ok(flatGeobufAsGeoJson(found.value).bytes) : this.#distrusted(request.layer, found);
  }

  /** All features as UTF-8 GeoJSON. */
  async whole(request: LayerRequest): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
    const { packId, baseUrl, layer } = request;
    const source = this.#turnTo(baseUrl);
    const file = this.#streamed.get(layer)?.file;
    // A file held for the time without a network serves the whole too.
    const held = file?.isWholeHere ? await file.readWhole() : null;
    if (!file || !held?.ok) {
      const read = await layerAsGeoJson(source, packId, layer, this.#describe(source, packId));
      return read.ok ? read : this.#distrusted(layer, read);
    }
    const opened = openFlatGeobuf(held.value, file.path);
    return opened.ok
      ? ok(flatGeobufAsGeoJson(opened.value).bytes)
      : err({ code: "PACK_MALFORMED", packId, place: opened.failure });
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

  /** Perhaps a new version was put in place: described and opened anew the next time. */
  #distrusted<Failed extends { readonly failure: Failure }>(layer: LayerId, result: Failed): Failed {
    if (result.failure.code === "PACK_MALFORMED") {
      this.#description = null;
      this.#streamed.delete(layer);
    }
    return result;
  }

  #turnTo(baseUrl: string): ByteSource {
    if (baseUrl !== this.#baseUrl) this.#forget();
    this.#baseUrl = baseUrl;
    return this.#sourceAt(baseUrl);
  }

  /** Read once for all layers; what failed is asked for again. */
  #describe(source: ByteSource, packId: string): Promise<Result<PackDescription, Failure>> {
    if (this.#description) return this.#description;
    const asked = readDescription(source, packId).then((read) => {
      if (!read.ok && this.#description === asked) this.#description = null;
      return read;
    });
    this.#description = asked;
    return asked;
  }

  async #open({ packId, baseUrl, layer }: LayerRequest): Promise<Result<Streamed, Failure>> {
    const source = this.#turnTo(baseUrl);
    const description = await this.#describe(source, packId);
    // Another pack may have been asked for in between.
    if (this.#baseUrl !== baseUrl) return err({ code: "CANCELLED" });
    if (!description.ok) return description;
    const known = this.#streamed.get(layer);
    if (known) return ok(known);
    const resource = description.value.resources.find((entry) => entry.name === layer);
    if (!resource) return err({ code: "LAYER_MISSING", packId, layer });
    const made = { file: new RangedFile(source, packId, resource), stop: new AbortController() };
    this.#streamed.set(layer, made);
    return ok(made);
  }
}
