import type { CoverageAnswer } from "../../../core/model/answers.ts";
import type { Language } from "../../../core/model/language.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import { NO_PROPOSALS, type Proposals } from "../../../core/model/proposal.ts";
import type { AuditAnswer } from "../../../core/model/shelter-audit.ts";
import type { SiteAreaAnswer } from "../../../core/model/site-area.ts";
import type { Words } from "../../../i18n/words.ts";
import type { PrintedLayers } from "../../../map/print/print-map.ts";
import type { MapScene } from "../../../map/scene.ts";

export const PAPERS = ["a4", "a3"] as const;
export type Paper = (typeof PAPERS)[number];

/** Room inside the margins, header and footer of a page, millimetres. */
export const PAGE_ROOM: Readonly<
  Record<Paper, { readonly widthMillimetres: number; readonly heightMillimetres: number }>
> = {
  a4: { widthMillimetres: 182, heightMillimetres: 256 },
  a3: { widthMillimetres: 392, heightMillimetres: 256 },
};

export interface SiteFacts {
  /** null = it could not be worked out. */
  readonly area: SiteAreaAnswer | null;
  readonly audit: AuditAnswer | null;
}

/** Everything a report says: the answers on screen, the words of its own language, and what was asked for it alone. */
export interface ReportData {
  readonly words: Words;
  readonly language: Language;
  readonly paper: Paper;
  readonly withCommunities: boolean;
  readonly pack: PackIndex;
  readonly answer: CoverageAnswer;
  readonly beside: { readonly answer: CoverageAnswer; readonly name: string } | null;
  readonly schemeName: string;
  readonly schemeNote: string;
  readonly scene: MapScene;
  /** null while they are read, or where they could not be. */
  readonly layers: PrintedLayers | null;
  readonly siteFacts: ReadonlyMap<string, SiteFacts>;
  /** First digits of the hash of all that the figures were asked with. */
  readonly fingerprint: string;
  readonly dayText: string;
  readonly isStale: boolean;
}

export const proposalsOfReport = ({ answer }: ReportData): Proposals =>
  answer.request.scenario.proposals ?? NO_PROPOSALS;
