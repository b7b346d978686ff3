import { CoverPage, hasFiguresBeside } from "./CoverPage.tsx";
import { FiguresPage } from "./FiguresPage.tsx";
import { methodPages } from "./method-pages.tsx";
import { type PageSpec, tablePages } from "./ReportPage.tsx";
import { PAGE_ROOM, type ReportData } from "./report-data.ts";
import {
  areasReport,
  buildOrderReport,
  dataReport,
  loadsReport,
  minutesReport,
  notesReport,
  type ReportTable,
  sitesReport,
} from "./report-tables.ts";

/** The pages of a report in the order they are read. */
export function reportPages(data: ReportData): readonly PageSpec[] {
  const { sections } = data.words.plan.print;
  const optional = (table: ReportTable | null) => (table ? [table] : []);
  return [
    { id: "cover", title: sections.map, body: () => <CoverPage data={data} /> },
    ...(hasFiguresBeside(data)
      ? []
      : [
          {
            id: "figures",
            title: sections.figures,
            body: () => (
              <FiguresPage
                data={data}
                widthMillimetres={PAGE_ROOM[data.paper].widthMillimetres}
                isBeside={false}
              />
            ),
          },
        ]),
    ...tablePages(data, [
      ...areasReport(data, "subdistricts"),
      ...(hasFiguresBeside(data) ? [minutesReport(data)] : []),
    ]),
    ...tablePages(data, [
      ...optional(sitesReport(data)),
      ...optional(buildOrderReport(data)),
      loadsReport(data),
    ]),
    ...(data.withCommunities ? tablePages(data, areasReport(data, "communities")) : []),
    ...methodPages(data),
    ...tablePages(data, [dataReport(data), notesReport(data)]),
  ];
}
