import { For, Show } from "solid-js";
import { formatCount, formatElapsed } from "../../../i18n/format.ts";
import type { PickingList } from "../../../state/supplies/picking-tables.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SuppliesModel } from "./supplies-model.ts";

/** Trips of one depot, truck by truck. */
export function PickingTrips(props: {
  readonly supplies: SuppliesModel;
  readonly list: PickingList;
  /** A column for a signature, on paper. */
  readonly isSigned?: boolean;
}) {
  const { words } = useApp();
  const said = () => words().command.supplies;
  return (
    <For each={props.list.trucks}>
      {({ truck, trips }) => (
        <table class="supplies-table supplies-trips num">
          <caption>{said().pickingTruck(formatCount(truck + 1))}</caption>
          <thead>
            <tr>
              <For each={["trip", "shelter", "load", "kilograms", "depart", "arrive"] as const}>
                {(key) => <th scope="col">{said().pickingColumns[key]}</th>}
              </For>
              <Show when={props.isSigned}>
                <th scope="col">{said().pickingColumns.signed}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={trips}>
              {(trip) => (
                <tr>
                  <td>{formatCount(trip.number)}</td>
                  <td>
                    {props.supplies.nameOf(trip.shelterId)}
                    <span class="supplies-gate">{props.supplies.nameOf(trip.gateId)}</span>
                  </td>
                  <td>
                    <For each={trip.load}>
                      {({ item, quantity }) => (
                        <span class="supplies-load">{props.supplies.quantityOf(item, quantity)}</span>
                      )}
                    </For>
                  </td>
                  <td>{formatCount(trip.kilograms)}</td>
                  <td>{formatElapsed(trip.departMinute)}</td>
                  <td>{formatElapsed(trip.arriveMinute)}</td>
                  <Show when={props.isSigned}>
                    <td />
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      )}
    </For>
  );
}
