import { For, Show } from "solid-js";
import { BOARD_FIGURE_KEYS, type BoardFigureKey } from "../../../state/board-figures.ts";
import { areaSquareMetresOf, explainFigure, type FigureExplained, figureName } from "./figure-text.ts";
import { paginate, textLines } from "./paginate.ts";
import type { PageSpec } from "./ReportPage.tsx";
import { PAGE_ROOM, type ReportData } from "./report-data.ts";

const LINE_MILLIMETRES = 4.35;
const TITLE_MILLIMETRES = 12;

interface Explained {
  readonly name: string;
  readonly how: FigureExplained;
}

/** Definition, formula with figures and rule of every figure, on as many pages as they need. */
export function methodPages(data: ReportData): readonly PageSpec[] {
  const { words, answer, pack, language } = data;
  const said = words.plan.report.how;
  const area = answer.district;
  const explain = (key: BoardFigureKey): Explained => ({
    name: figureName(words, key),
    how: explainFigure(key, {
      words,
      answer,
      area,
      areaSquareMetres: areaSquareMetresOf(pack, area.id),
      language,
    }),
  });
  const room = PAGE_ROOM[data.paper];
  const columns = data.paper === "a3" ? 2 : 1;
  const column = room.widthMillimetres / columns - 8;
  const heightOf = ({ how }: Explained) =>
    3.2 +
    LINE_MILLIMETRES *
      (1 +
        textLines(how.definition, column) +
        (how.filled ? textLines(`${said.filled} ${how.filled}`, column) : 0) +
        textLines(`${said.clause} ${how.clause}`, column));
  const pages = paginate(
    BOARD_FIGURE_KEYS.map(explain).map((each) => ({
      heightMillimetres: heightOf(each) / columns,
      content: each,
    })),
    room.heightMillimetres - (columns - 1) * 20,
    TITLE_MILLIMETRES,
  );
  const title = words.plan.print.sections.methods;
  return pages.map((items, i) => ({
    id: `methods-${i + 1}`,
    title,
    body: () => (
      <>
        <h2>{i === 0 ? title : `${title}（${words.plan.print.continued}）`}</h2>
        <dl class="report-methods">
          <For each={items}>
            {({ name, how }) => (
              <div>
                <dt>{name}</dt>
                <dd>{how.definition}</dd>
                <Show when={how.filled}>
                  {(filled) => (
                    <dd>
                      <span class="report-label">{said.filled}</span> {filled()}
                    </dd>
                  )}
                </Show>
                <dd>
                  <span class="report-label">{said.clause}</span> {how.clause}
                </dd>
              </div>
            )}
          </For>
        </dl>
      </>
    ),
  }));
}
