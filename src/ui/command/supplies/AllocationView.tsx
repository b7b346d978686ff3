import { createMemo, For, Show } from "solid-js";
import type { ShelterSupplies, SuppliesAnswer } from "../../../core/model/supplies.ts";
import { formatClock, formatCount, formatElapsed, formatPercent } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { DepotLossTable } from "./DepotLossTable.tsx";
import { PickingLists } from "./PickingLists.tsx";
import type { SuppliesModel } from "./supplies-model.ts";
import { TransferList } from "./TransferList.tsx";

const MOST_SHELTERS = 12;
const DAY_MINUTES = 1440;

/** The plan in figures: how much is short and how much of that is unavoidable, items, when they run out, losses, lists. */
export function AllocationView(props: { readonly supplies: SuppliesModel; readonly answer: SuppliesAnswer }) {
  const { words } = useApp();
  const said = () => words().command.supplies;
  const hours = (minutes: number) => formatCount(minutes / 60);
  const persons = () => props.answer.shelters.reduce((sum, shelter) => sum + shelter.persons, 0);
  const served = () => props.answer.shelters.reduce((sum, shelter) => sum + shelter.servedPersons, 0);
  /** How much more the plan has than no plan can do without, of the latter. */
  const gapShare = () =>
    props.answer.boundPersonMinutes > 0
      ? props.answer.unmetPersonMinutes / props.answer.boundPersonMinutes - 1
      : Infinity;
  const isExact = () => props.answer.unmetPersonMinutes <= props.answer.boundPersonMinutes + 1e-6;
  const scarcest = () => {
    const row = props.answer.items.find(({ item }) => item === props.answer.scarcestItem);
    return row && row.persons < persons() ? row : null;
  };
  const soonestOut = ({ stockOuts }: ShelterSupplies) =>
    Math.min(
      ...stockOuts.map(({ firstMinute, runsOutMinute }) => (firstMinute === Infinity ? 0 : runsOutMinute)),
    );
  const runningOut = createMemo(() =>
    props.answer.shelters
      .filter((shelter) => soonestOut(shelter) < Infinity)
      .sort((one, other) => soonestOut(one) - soonestOut(other) || other.persons - one.persons),
  );
  const when = (minute: number) =>
    minute < DAY_MINUTES
      ? formatElapsed(minute)
      : said().day(formatCount(Math.floor(minute / DAY_MINUTES) + 1), formatClock(minute % DAY_MINUTES));
  return (
    <div class="supplies-plan" data-stale={props.supplies.isStale() ? "" : undefined}>
      <section aria-labelledby="supplies-unmet">
        <h3 id="supplies-unmet" class="side-subhead">
          {said().unmet}
        </h3>
        <p class="supplies-figure num">{said().minutes(hours(props.answer.unmetPersonMinutes))}</p>
        <p class="num">
          {isExact()
            ? said().exact
            : said().bound(hours(props.answer.boundPersonMinutes), formatPercent(gapShare()))}
        </p>
        <p class="num">{said().served(formatCount(served()), formatCount(persons()))}</p>
        <p class="num" data-late={props.answer.latePersons > 0 ? "" : undefined}>
          {props.answer.latePersons > 0
            ? said().late(formatCount(props.answer.latePersons))
            : said().noneLate}
        </p>
        <p class="side-note">{said().unmetNote}</p>
        <Show
          when={props.answer.request.effort === "quick"}
          fallback={<p class="side-note">{said().isThorough}</p>}
        >
          <button
            type="button"
            class="button"
            title={said().thoroughNote}
            onClick={() => props.supplies.askThoroughly()}
          >
            {said().thorough}
          </button>
        </Show>
      </section>

      <section aria-labelledby="supplies-items">
        <h3 id="supplies-items" class="side-subhead">
          {said().items}
        </h3>
        <Show when={scarcest()}>
          {(row) => (
            <p class="supplies-scarcest num">
              {said().scarcest(words().command.items[row().item], formatCount(row().persons))}
            </p>
          )}
        </Show>
        <table class="supplies-table num">
          <thead>
            <tr>
              <For each={["item", "need", "usable", "delivered", "persons"] as const}>
                {(key) => <th scope="col">{said().itemColumns[key]}</th>}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.answer.items}>
              {(row) => (
                <tr data-short={row.deliveredUnits < row.neededUnits ? "" : undefined}>
                  <th scope="row">{words().command.items[row.item]}</th>
                  <td>{formatCount(row.neededUnits)}</td>
                  <td>{formatCount(row.usableUnits)}</td>
                  <td>{formatCount(row.deliveredUnits)}</td>
                  <td>{formatCount(row.persons)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <For each={props.answer.items.filter(({ item }) => item === props.answer.scarcestItem)}>
          {(row) => (
            <Show when={row.movableUnits < row.usableUnits}>
              <p class="side-note num">
                {said().trucklessNote(
                  words().command.items[row.item],
                  words().command.quantities[row.item](formatCount(row.usableUnits - row.movableUnits)),
                )}
              </p>
            </Show>
          )}
        </For>
      </section>

      <section aria-labelledby="supplies-out">
        <h3 id="supplies-out" class="side-subhead">
          {said().stockOut}
        </h3>
        <p class="side-note num">{said().stockOutNote(formatCount(props.answer.stayDays))}</p>
        <Show when={runningOut().length > 0} fallback={<p>{said().lastsAll}</p>}>
          <table class="supplies-table num">
            <thead>
              <tr>
                <For each={["shelter", "item", "first", "out"] as const}>
                  {(key) => <th scope="col">{said().stockOutColumns[key]}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={runningOut().slice(0, MOST_SHELTERS)}>
                {(shelter) => (
                  <For each={shelter.stockOuts}>
                    {(row, i) => (
                      <tr>
                        <Show when={i() === 0}>
                          <th scope="row" rowspan={shelter.stockOuts.length}>
                            {props.supplies.nameOf(shelter.shelterId)}
                          </th>
                        </Show>
                        <td>{words().command.items[row.item]}</td>
                        <td>{row.firstMinute === Infinity ? said().neverComes : when(row.firstMinute)}</td>
                        <td>
                          {row.firstMinute === Infinity
                            ? "–"
                            : row.runsOutMinute === Infinity
                              ? said().lasts
                              : when(row.runsOutMinute)}
                        </td>
                      </tr>
                    )}
                  </For>
                )}
              </For>
            </tbody>
          </table>
          <Show when={runningOut().length > MOST_SHELTERS}>
            <p class="side-note num">
              {said().moreShelters(formatCount(runningOut().length - MOST_SHELTERS))}
            </p>
          </Show>
        </Show>
      </section>

      <DepotLossTable supplies={props.supplies} />
      <TransferList supplies={props.supplies} transfers={props.answer.transfers} />
      <PickingLists supplies={props.supplies} answer={props.answer} />
    </div>
  );
}
