import { createMemo, createSignal, For, Show } from "solid-js";
import { DEPOT_LEVELS, SUPPLY_ITEMS } from "../../../core/model/pack.ts";
import { formatCount, formatElapsed, nameIn } from "../../../i18n/format.ts";
import type { DepotStanding, ItemStanding } from "../../../state/supplies/register.ts";
import { useApp } from "../../shared/app-context.ts";
import { MovementForm } from "./MovementForm.tsx";
import { RegisterFiles } from "./RegisterFiles.tsx";
import type { SuppliesModel } from "./supplies-model.ts";

const MOST_WARNINGS = 8;
const MOST_MOVEMENTS = 12;

/** What lies where, by level, depot and item, with its expiry and who said it when; and the lines that say so. */
export function RegisterView(props: { readonly supplies: SuppliesModel }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.supplies;
  const [depotId, setDepotId] = createSignal<string | null>(null);
  const levels = createMemo(() =>
    DEPOT_LEVELS.map((level) => ({
      level,
      rows: props.supplies.standings().filter(({ depot }) => depot.level === level),
    })),
  );
  const warnings = createMemo(() =>
    props.supplies
      .standings()
      .flatMap(({ depot, items }) => {
        const name = nameIn(state.language, depot);
        return items.flatMap(({ item, expired, soon, soonest }) => [
          ...(expired > 0
            ? [{ at: "", text: said().warningExpired(name, props.supplies.quantityOf(item, expired)) }]
            : []),
          ...(soonest !== null
            ? [
                {
                  at: soonest,
                  text: said().warningSoon(name, props.supplies.quantityOf(item, soon), soonest),
                },
              ]
            : []),
        ]);
      })
      .sort((one, other) => one.at.localeCompare(other.at)),
  );
  const movements = createMemo(() => [...state.operation.shown.movements].reverse());
  const saidOf = ({ said: line }: ItemStanding) =>
    line
      ? `${said().saidAt(formatElapsed(line.minute))}${line.by ? ` ${line.by}` : ""}`
      : said().saidByPack(pack()?.description.asOf ?? "");
  const total = (rows: readonly DepotStanding[], index: number): string => {
    const known = rows.flatMap(({ items }) => items[index]?.usable ?? []);
    return known.length === 0
      ? words().shared.unknown
      : formatCount(known.reduce((sum, each) => sum + each, 0));
  };
  return (
    <div class="supplies-register">
      <p class="side-note num">{said().registerNote(props.supplies.month())}</p>
      <MovementForm supplies={props.supplies} depotId={depotId()} onDepot={setDepotId} />
      <section aria-labelledby="supplies-warnings">
        <h3 id="supplies-warnings" class="side-subhead">
          {said().warnings}
        </h3>
        <Show when={warnings().length > 0} fallback={<p class="side-note">{said().noWarnings}</p>}>
          <ul class="supplies-warnings num">
            <For each={warnings().slice(0, MOST_WARNINGS)}>
              {(warning) => <li data-expired={warning.at === "" ? "" : undefined}>{warning.text}</li>}
            </For>
          </ul>
          <Show when={warnings().length > MOST_WARNINGS}>
            <p class="side-note num">{said().moreWarnings(formatCount(warnings().length - MOST_WARNINGS))}</p>
          </Show>
        </Show>
      </section>
      <For each={levels()}>
        {({ level, rows }) => (
          <details class="supplies-level" open={level === "district"}>
            <summary>
              {words().command.depotLevels[level]}{" "}
              <span class="num">{said().levelDepots(formatCount(rows.length))}</span>
            </summary>
            <p class="supplies-totals num">
              <For each={SUPPLY_ITEMS}>
                {(item, index) => (
                  <span>
                    {words().command.items[item]} {total(rows, index())}
                  </span>
                )}
              </For>
            </p>
            <For each={rows}>
              {(row) => (
                <details
                  class="supplies-depot"
                  onToggle={(event) => event.currentTarget.open && setDepotId(row.depot.id)}
                >
                  <summary>{nameIn(state.language, row.depot)}</summary>
                  <table class="supplies-table num">
                    <thead>
                      <tr>
                        <For each={["item", "usable", "soon", "expired", "said"] as const}>
                          {(key) => <th scope="col">{said().registerColumns[key]}</th>}
                        </For>
                      </tr>
                    </thead>
                    <tbody>
                      <For each={row.items}>
                        {(each) => (
                          <tr data-expired={each.expired > 0 ? "" : undefined}>
                            <th scope="row">{words().command.items[each.item]}</th>
                            <td>
                              {each.usable === null ? words().shared.unknown : formatCount(each.usable)}
                            </td>
                            <td>
                              {each.soonest === null ? "–" : `${formatCount(each.soon)} · ${each.soonest}`}
                            </td>
                            <td>{each.expired > 0 ? formatCount(each.expired) : "–"}</td>
                            <td>
                              {each.usable === null ? "–" : saidOf(each)}
                              <Show when={each.overdrawn > 0}>
                                <span class="supplies-overdrawn">
                                  {said().overdrawn(props.supplies.quantityOf(each.item, each.overdrawn))}
                                </span>
                              </Show>
                            </td>
                          </tr>
                        )}
                      </For>
                    </tbody>
                  </table>
                </details>
              )}
            </For>
          </details>
        )}
      </For>
      <section aria-labelledby="supplies-movements">
        <h3 id="supplies-movements" class="side-subhead">
          {said().movements}
        </h3>
        <Show when={movements().length > 0} fallback={<p class="side-note">{said().movementsNone}</p>}>
          <ul class="supplies-movements num">
            <For each={movements().slice(0, MOST_MOVEMENTS)}>
              {({ movement, minute, by }) => (
                <li>
                  {formatElapsed(minute)} {said().kinds[movement.kind]}{" "}
                  {props.supplies.nameOf(movement.depotId)}
                  {movement.toId ? ` → ${props.supplies.nameOf(movement.toId)}` : ""}{" "}
                  {props.supplies.quantityOf(movement.item, movement.quantity)}
                  {movement.expires ? ` · ${movement.expires}` : ""}
                  {movement.paper ? ` · ${movement.paper}` : ""}
                  {by ? ` · ${by}` : ""}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <RegisterFiles supplies={props.supplies} />
    </div>
  );
}
