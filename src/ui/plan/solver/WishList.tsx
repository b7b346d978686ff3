import { createSignal, createUniqueId, For, Show } from "solid-js";
import { wishOf, withWish } from "../../../state/siting/siting-filters.ts";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import type { SolverModel } from "./solver-model.ts";

const MOST_FOUND = 6;

/** Sites that must be, and sites that may not: found by name, or pressed on the map. */
export function WishList(props: { readonly solver: SolverModel }) {
  const { words, commands } = useApp();
  const said = () => words().plan.solver;
  const [typed, setTyped] = createSignal("");
  const found = () => {
    const text = typed().trim().toLowerCase();
    if (!text) return [];
    return props.solver
      .candidates()
      .filter(({ nameZh, nameEn }) => `${nameZh} ${nameEn}`.toLowerCase().includes(text))
      .slice(0, MOST_FOUND)
      .map(({ id }) => id);
  };
  const wished = () => {
    const { requiredIds, forbiddenIds } = props.solver.filters();
    return [...requiredIds, ...forbiddenIds];
  };
  /** The one pressed first, those already said, then what the search finds: each once. */
  const shown = () => [...new Set([...[props.solver.pressedId() ?? []].flat(), ...wished(), ...found()])];
  return (
    <section class="solver-wishes" aria-label={said().wishes}>
      <label class="solver-field">
        <span>{said().wishes}</span>
        <input
          class="plan-input"
          type="search"
          placeholder={said().wishSearch}
          value={typed()}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Show when={typed().trim() !== "" && found().length === 0}>
        <p class="solver-note">{said().noneFits}</p>
      </Show>
      <Show when={shown().length > 0} fallback={<p class="solver-note">{said().wishHint}</p>}>
        <ul>
          <For each={shown()}>
            {(id) => (
              <li>
                <button type="button" class="link-button" onClick={() => commands.select("candidates", id)}>
                  {id === props.solver.pressedId()
                    ? said().pressed(props.solver.nameOf(id))
                    : props.solver.nameOf(id)}
                </button>
                <WishChoice solver={props.solver} id={id} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function WishChoice(props: { readonly solver: SolverModel; readonly id: string }) {
  const { words } = useApp();
  const said = () => words().plan.solver;
  const name = createUniqueId();
  return (
    <Segmented
      legend={said().wishFor(props.solver.nameOf(props.id))}
      name={`wish-${name}`}
      options={[
        { value: "must", label: said().must },
        { value: "free", label: said().free },
        { value: "never", label: said().never },
      ]}
      value={wishOf(props.solver.filters(), props.id) ?? "free"}
      onChange={(wish) =>
        props.solver.setFilters(withWish(props.solver.filters(), props.id, wish === "free" ? null : wish))
      }
    />
  );
}
