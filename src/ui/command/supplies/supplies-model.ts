import { type Accessor, createEffect, createMemo, createSignal } from "solid-js";
import type { ExportTable } from "../../../core/model/export.ts";
import type { Failure } from "../../../core/model/failure.ts";
import type { SupplyItem } from "../../../core/model/pack.ts";
import type { SuppliesAnswer } from "../../../core/model/supplies.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import { shownAnswer } from "../../../state/store.ts";
import { type DepotStanding, registerStandings } from "../../../state/supplies/register.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import { saveFile } from "../../shared/save-file.ts";

export interface SuppliesModel {
  readonly answer: Accessor<SuppliesAnswer | null>;
  readonly isStale: Accessor<boolean>;
  readonly askThoroughly: () => void;
  readonly standings: Accessor<readonly DepotStanding[]>;
  /** ISO month stock is judged in. */
  readonly month: Accessor<string>;
  readonly nameOf: (id: string) => string;
  readonly quantityOf: (item: SupplyItem, count: number) => string;
  readonly saveTable: (table: ExportTable, titleZh: string, format: "csv" | "xlsx") => Promise<void>;
  readonly failure: Accessor<Failure | null>;
  readonly putFailureAway: () => void;
  readonly setFailure: (failure: Failure) => void;
}

export function createSuppliesModel(app: AppContextValue): SuppliesModel {
  const { state, commands, words, pack, importer } = app;
  const [failure, setFailure] = createSignal<Failure | null>(null);
  // asked once its part is open; from then on it follows what is set on the board
  createEffect(() => {
    if (state.asked.supplies === null)
      commands.ask("supplies", { scenario: state.scenario, response: state.response, effort: "quick" });
  });
  const month = () =>
    state.response.ground?.month ??
    pack()?.description.asOf.slice(0, 7) ??
    new Date().toISOString().slice(0, 7);
  const standings = createMemo(() => {
    const index = pack();
    return index ? registerStandings(index, state.operation.shown.movements, month()) : [];
  });
  const names = createMemo(() => {
    const index = pack();
    return new Map(
      index
        ? [...index.depots, ...index.shelters, ...index.gates].map((row) => [
            row.id,
            nameIn(state.language, row),
          ])
        : [],
    );
  });
  const shown = createMemo(() => shownAnswer(state, "supplies"));
  return {
    answer: () => shown()?.answer ?? null,
    isStale: () => state.tasks.supplies.status === "running",
    askThoroughly: () =>
      commands.ask("supplies", { scenario: state.scenario, response: state.response, effort: "thorough" }),
    standings,
    month,
    nameOf: (id) => names().get(id) ?? id,
    quantityOf: (item, count) =>
      `${words().command.items[item]} ${words().command.quantities[item](formatCount(count))}`,
    saveTable: async (table, titleZh, format) => {
      const index = pack();
      if (!index) return;
      const { description } = index;
      const bytes = await importer.exportTable(
        table,
        {
          titleZh: `${description.titleZh} ${titleZh}`,
          titleEn: `${description.titleEn}: ${table.name}`,
          packId: state.packId,
          method: "modelled",
          source: description.attributions.join("; "),
          licence: [...new Set(description.resources.map(({ licence }) => licence))].join("; "),
          asOf: description.asOf,
          exportedAt: new Date().toISOString(),
        },
        format,
      );
      if (bytes.ok) saveFile(`${state.packId}-${table.name}.${format}`, bytes.value);
      else setFailure(bytes.failure);
    },
    failure,
    putFailureAway: () => setFailure(null),
    setFailure,
  };
}
