import { type JSX, Show } from "solid-js";
import { useApp } from "../shared/app-context.ts";

export type Direction = "ascending" | "descending";

/** Head of a column that orders its table at a press. */
export function SortHeader(props: {
  readonly column: string;
  /** null: another column orders the table. */
  readonly direction: Direction | null;
  /** Which way a press would order it. */
  readonly next: Direction;
  /** What the column holds, for who cannot see its place. */
  readonly hint: string;
  readonly title?: string;
  readonly onSort: () => void;
  readonly children: JSX.Element;
  readonly unit?: JSX.Element;
}) {
  const { words } = useApp();
  return (
    <th scope="col" data-column={props.column} aria-sort={props.direction ?? "none"}>
      <button
        type="button"
        class="sort-button"
        data-column={props.column}
        data-sorted={props.direction === null ? undefined : ""}
        title={props.title}
        aria-label={words().plan.sortBy(props.hint, words().plan.sortDirections[props.next])}
        onClick={() => props.onSort()}
      >
        {props.children}
        <Show when={props.direction}>
          {(direction) => (
            <span class="sort-arrow" aria-hidden="true">
              {direction() === "ascending" ? "▲" : "▼"}
            </span>
          )}
        </Show>
        {props.unit}
      </button>
    </th>
  );
}
