import type { Method } from "../../core/model/pack.ts";

/** What every exported file says of itself: a table without it is believed too much or too little. */
export interface ExportAbout {
  readonly titleZh: string;
  readonly titleEn: string;
  /** District the rows are of, e.g. `xicheng`. */
  readonly packId: string;
  readonly method: Method;
  readonly source: string;
  readonly licence: string;
  /** ISO date or year the facts are of. */
  readonly asOf: string;
  /** ISO time of the export, from whoever has a clock. */
  readonly exportedAt: string;
}

/** Everything inside a pack is WGS-84, longitude first. */
export const EXPORT_CRS = "EPSG:4326";

/** The same as lines of a sheet: word, value. */
export const aboutLines = (about: ExportAbout): readonly (readonly [string, string])[] => [
  ["标题 Title", `${about.titleZh} ${about.titleEn}`],
  ["数据包 Pack", about.packId],
  ["方法 Method", about.method],
  ["来源 Source", about.source],
  ["许可 Licence", about.licence],
  ["截至 As of", about.asOf],
  ["坐标系 Coordinates", `${EXPORT_CRS} WGS-84`],
  ["导出 Exported", about.exportedAt],
];
