import { type Accessor, createContext, useContext } from "solid-js";
import type { searchPlaces } from "../../core/analysis/search-places.ts";
import type { AnalysisKind } from "../../core/model/answers.ts";
import type { Catalogue } from "../../core/model/catalogue.ts";
import type { CommitmentTable } from "../../core/model/commitment.ts";
import type { Failure } from "../../core/model/failure.ts";
import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type { KitRules } from "../../core/model/household.ts";
import type { FirstIndex, PackIndex } from "../../core/model/pack-data.ts";
import type { PastedPosition, PositionFault } from "../../core/model/pasted-position.ts";
import type { RulePack } from "../../core/model/rule-pack.ts";
import type { Result } from "../../core/result.ts";
import type { Words } from "../../i18n/words.ts";
import type { MapHand } from "../../map/map-hand.ts";
import type { MapClick, MapScene } from "../../map/scene.ts";
import type { AnalysisPort } from "../../state/analyses.ts";
import type { AppState } from "../../state/app-state.ts";
import type { OfflineControls } from "../../state/connect-offline.ts";
import type { FeedDesk } from "../../state/feed/feed-desk.ts";
import type { ImportPort } from "../../state/import-port.ts";
import type { OperationDesk } from "../../state/operation/operation-desk.ts";
import type { PlanDesk } from "../../state/operation/plan-desk.ts";
import type { SchemeTexts } from "../../state/schemes/scheme-texts.ts";
import type { Commands } from "../../state/store.ts";

/** What a door gives the one map that all doors share. */
export interface MapBinding {
  readonly scene: Accessor<MapScene>;
  readonly onClick: (click: MapClick) => void;
  /** The ground was pressed and held. */
  readonly onHold?: (lngLat: LngLat) => void;
  /** Short words at the pointer while the door waits for a click, e.g. "click a street to close it". */
  readonly clickHint?: Accessor<string | null>;
}

export type SearchPlaces = typeof searchPlaces;

/** What only /ledger reads: its door waits for `load`, the first answer of the others does without it. */
export interface LedgerTables {
  readonly load: () => Promise<void>;
  /** The plan's promises, as rows of /ledger. Throws before it is loaded. */
  readonly commitments: () => CommitmentTable;
  /** The figures from standards in use, with clause and edition. Throws before it is loaded. */
  readonly rules: () => RulePack;
}

export interface AppContextValue {
  readonly state: AppState;
  readonly commands: Commands;
  readonly words: Accessor<Words>;
  /** The open pack; null while it loads or when it failed. */
  readonly pack: Accessor<PackIndex | null>;
  /** What a way to a shelter is told with: there before the whole pack is open. */
  readonly firstPack: Accessor<FirstIndex | null>;
  /** null: not fetched yet. */
  readonly searchPlaces: Accessor<SearchPlaces | null>;
  readonly ledgerTables: LedgerTables;
  /** What a household stores for itself: read when somebody makes a card. */
  readonly loadKit: () => Promise<KitRules>;
  /** One-off questions to the engine; live ones are kept up by the state itself. */
  readonly port: AnalysisPort;
  /** The door to reading, checking and writing files. */
  readonly importer: ImportPort;
  /** The log of /command; null until it has been read. */
  readonly operationDesk: Accessor<OperationDesk | null>;
  /** Contingency plans of /command: read when the tasks are first opened. */
  readonly planDesk: () => Promise<PlanDesk>;
  /** What /command listens to; null until it has been read. */
  readonly feedDesk: Accessor<FeedDesk | null>;
  /** Schemes of /plan as files and in links, read when one is written or read. */
  readonly schemeTexts: () => Promise<SchemeTexts>;
  /** Districts hosted beside this one. */
  readonly catalogue: () => Promise<Result<Catalogue, Failure>>;
  /**
   * Reads a pasted link or two figures as a position near the district; null where it is none. Absent where positions are
   * not read.
   */
  readonly readPosition?: (
    text: string,
    district: Bbox,
  ) => Promise<Result<PastedPosition, PositionFault> | null>;
  readonly retryPack: () => void;
  readonly retryAnalysis: (kind: AnalysisKind) => void;
  /** Stops the live question of this kind; the last answer stays on screen. */
  readonly cancelAnalysis: (kind: AnalysisKind) => void;
  /** Ends a long question with the best answer it has by now. */
  readonly stopAnalysis: (kind: AnalysisKind) => void;
  readonly offline: OfflineControls;
  /** A door calls this once when it mounts; the map shows the last one bound. */
  readonly bindMap: (binding: MapBinding) => void;
  /** The map for who takes things on it in hand; null while there is none. */
  readonly mapHand: Accessor<MapHand | null>;
}

export const AppContext = createContext<AppContextValue>();

export function useApp(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error("useApp outside of AppContext");
  return value;
}
