import type { Catalogue } from "../core/model/catalogue.ts";
import type { Failure } from "../core/model/failure.ts";
import type { Result } from "../core/result.ts";
import { readCatalogue } from "./catalogue.ts";
import { createFetchSource } from "./fetch-source.ts";

/** The districts hosted beside each other under `packsUrl`, which ends in `/`. */
export const fetchCatalogue = (packsUrl: string): Promise<Result<Catalogue, Failure>> =>
  readCatalogue(createFetchSource(packsUrl));
