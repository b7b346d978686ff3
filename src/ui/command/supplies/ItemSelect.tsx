import { For } from "solid-js";
import { SUPPLY_ITEMS, type SupplyItem } from "../../../core/model/pack.ts";
import { useApp } from "../../shared/app-context.ts";

/** One of the things that are stored. */
export function ItemSelect(props: {
  readonly item: SupplyItem;
  readonly onChange: (item: SupplyItem) => void;
}) {
  const { words } = useApp();
  return (
    <label>
      {words().command.supplies.fields.item}
      <select
        onChange={(event) => {
          const chosen = SUPPLY_ITEMS[event.currentTarget.selectedIndex];
          if (chosen) props.onChange(chosen);
        }}
      >
        <For each={SUPPLY_ITEMS}>
          {(each) => (
            <option value={each} selected={each === props.item}>
              {words().command.items[each]}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}
