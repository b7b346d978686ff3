import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../../../src/core/model/failure.ts";
import type { Finding, RawTable } from "../../../src/core/model/import.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { Method } from "../../../src/core/model/pack.ts";
import type { Result } from "../../../src/core/result.ts";
import type { OsmCity } from "../osm/osm-city.ts";
import type { FileOption } from "./options.ts";
import type { Partition } from "./partition.ts";
import type { SuppliedLayerId } from "./supplied.ts";

/** What positions are held against to tell how they are to be read. */
export interface KnownGround {
  readonly city: OsmCity;
  /** null while the boundary itself is in question. */
  readonly district: Polygon | MultiPolygon | null;
}

export interface LocatedTables {
  /** Positions in WGS-84. */
  readonly tables: readonly RawTable[];
  /** How they were read, in words: "GCJ-02 (decided by the streets)". */
  readonly crs: string;
}

export interface LayerDraft extends LocatedTables {
  readonly rows: readonly LayerFeature[];
  /** Rows of the file, good and bad. */
  readonly rowCount: number;
  readonly findings: readonly Finding[];
}

/** Readers the builder leans on; the same code as the browser's import. Failures that a person must decide come as a sentence. */
export interface PackTools {
  readOsm(
    file: string,
    options: {
      readonly clip: Polygon | MultiPolygon | null;
      readonly marginMetres: number;
      readonly onProgress: (share: number) => void;
    },
  ): Promise<Result<OsmCity, Failure>>;
  readTables(path: string): Promise<Result<readonly RawTable[], Failure>>;
  /** `ground` null: only a declared system can be used; the value is null when none is declared. */
  locate(
    tables: readonly RawTable[],
    option: FileOption,
    declared: string | null,
    ground: KnownGround | null,
  ): Promise<Result<LocatedTables | null, string>>;
  draftLayer(
    tables: readonly RawTable[],
    layer: SuppliedLayerId,
    about: {
      readonly declared: string | null;
      readonly ground: KnownGround;
      readonly method: Method;
      readonly source: string;
      readonly areas: Partition;
      /** Lists read before this one: gates look up their shelters. */
      readonly layers: Readonly<Partial<Record<SuppliedLayerId, { readonly rows: readonly LayerFeature[] }>>>;
    },
  ): Promise<Result<LayerDraft, string>>;
}
