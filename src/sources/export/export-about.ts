import type { ExportAbout } from "../../core/model/export.ts";

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
