import { For, type JSX, Show } from "solid-js";

export interface QuestionRow {
  readonly label: string;
  readonly value: string;
  /** Shows the place on the map; null = there is no one place. */
  readonly show: (() => void) | null;
}

/** What would help, and by how much: one line each. */
export function QuestionTable(props: {
  readonly head: readonly [label: string, value: JSX.Element];
  readonly rows: readonly QuestionRow[];
}) {
  return (
    <Show when={props.rows.length > 0}>
      <table class="question-table">
        <thead>
          <tr>
            <For each={props.head}>{(title) => <th scope="col">{title}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">
                  <Show when={row.show} fallback={row.label}>
                    {(show) => (
                      <button type="button" class="link-button" onClick={() => show()()}>
                        {row.label}
                      </button>
                    )}
                  </Show>
                </th>
                <td>{row.value}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}
