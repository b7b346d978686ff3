import { createSignal, For, Show } from "solid-js";
import type { RegisterFault } from "../../../core/model/register-file.ts";
import { formatCount } from "../../../i18n/format.ts";
import { registerTable } from "../../../state/supplies/register.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SuppliesModel } from "./supplies-model.ts";

const MOST_FAULTS = 20;
type Outcome = { readonly count: number } | { readonly faults: readonly RegisterFault[] };

/** The register as a workbook, and movements from one: everything is checked, and one fault keeps all of it out. */
export function RegisterFiles(props: { readonly supplies: SuppliesModel }) {
  const { words, pack, importer, operationDesk } = useApp();
  const said = () => words().command.supplies;
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  let picker: HTMLInputElement | undefined;
  async function take(file: File) {
    setOutcome(null);
    const index = pack();
    if (!index) return;
    const places = {
      depots: index.depots.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
      shelters: index.shelters.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
    };
    const read = await importer.readRegister(file, places);
    if (!read.ok) {
      props.supplies.setFailure(read.failure);
      return;
    }
    const { movements, faults } = read.value;
    if (faults.length > 0) {
      setOutcome({ faults });
      return;
    }
    await operationDesk()?.record(
      movements.map((movement) => ({
        kind: "stock-moved",
        movement: { ...movement, id: crypto.randomUUID(), paper: movement.paper || file.name },
      })),
      { source: "file" },
    );
    setOutcome({ count: movements.length });
  }
  const faults = () => {
    const found = outcome();
    return found && "faults" in found ? found.faults : null;
  };
  const count = () => {
    const found = outcome();
    return found && "count" in found ? found.count : null;
  };
  return (
    <section class="supplies-files">
      <div class="supplies-buttons">
        <button
          type="button"
          class="button"
          onClick={() =>
            void props.supplies.saveTable(
              registerTable(props.supplies.standings()),
              said().views.register,
              "xlsx",
            )
          }
        >
          {said().exportRegister}
        </button>
        <button type="button" class="button" onClick={() => picker?.click()}>
          {said().importRegister}
        </button>
      </div>
      <p class="side-note">{said().importNote}</p>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".xlsx,.csv"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) void take(file);
        }}
      />
      <div role="status">
        <Show when={count() !== null}>
          <p class="num">
            {(count() ?? 0) > 0 ? said().importDone(formatCount(count() ?? 0)) : said().importEmpty}
          </p>
        </Show>
        <Show when={faults()}>
          {(found) => (
            <>
              <p class="num">{said().importFaults(formatCount(found().length))}</p>
              <ul class="supplies-warnings num">
                <For each={found().slice(0, MOST_FAULTS)}>
                  {(fault) => (
                    <li>
                      {said().importFault(
                        formatCount(fault.row),
                        fault.field,
                        fault.expected,
                        fault.found === "" ? said().blank : fault.found,
                      )}
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}
