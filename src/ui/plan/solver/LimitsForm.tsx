import { For, Show } from "solid-js";
import { LAND_USES, type LandUse } from "../../../core/model/pack.ts";
import { RISK_LAYERS, type RiskLayer, type RiskLevel } from "../../../core/model/risk-here.ts";
import { formatCount } from "../../../i18n/format.ts";
import { EXCLUSIONS } from "../../../state/siting/siting-filters.ts";
import { useApp } from "../../shared/app-context.ts";
import { NumberField } from "./NumberField.tsx";
import { SelectField } from "./SelectField.tsx";
import type { SolverModel } from "./solver-model.ts";
import { WishList } from "./WishList.tsx";

const LEVELS = [2, 3, 4] as const satisfies readonly RiskLevel[];
const LARGEST_SQUARE_METRES = 1_000_000;

/** Which candidates may be chosen: by land use, size, zones and water, and by name. */
export function LimitsForm(props: { readonly solver: SolverModel }) {
  const { words } = useApp();
  const said = () => words().plan.solver;
  const filters = () => props.solver.filters();
  const allowed = () => props.solver.choosable();
  const usesThere = (): { readonly use: LandUse; readonly count: number }[] =>
    LAND_USES.flatMap((use) => {
      const count = props.solver.candidates().filter(({ landUse }) => landUse === use).length;
      return count > 0 ? [{ use, count }] : [];
    });
  const setUse = (use: LandUse, isIn: boolean) => {
    const others = filters().excludedUses.filter((each) => each !== use);
    props.solver.setFilters({ ...filters(), excludedUses: isIn ? others : [...others, use] });
  };
  const setZone = (layer: RiskLayer, level: string) => {
    const { [layer]: _, ...others } = filters().zoneLevels;
    const chosen = LEVELS.find((each) => String(each) === level);
    props.solver.setFilters({
      ...filters(),
      zoneLevels: chosen === undefined ? others : { ...others, [layer]: chosen },
    });
  };
  const excludedWords = () =>
    EXCLUSIONS.flatMap((reason) => {
      const count = allowed().excluded[reason];
      return count ? [said().excluded[reason](formatCount(count))] : [];
    });
  const names = (ids: readonly string[]) =>
    ids.map((id) => props.solver.nameOf(id)).join(said().answer.separator);
  return (
    <>
      <details class="solver-limits">
        <summary>
          {said().limits}
          <span class="solver-left">
            {said().left(
              formatCount(allowed().choosableIds.length),
              formatCount(props.solver.candidates().length),
            )}
          </span>
        </summary>
        <fieldset class="solver-uses">
          <legend>{said().uses}</legend>
          <For each={usesThere()}>
            {({ use, count }) => (
              <label class="solver-check">
                <input
                  type="checkbox"
                  checked={!filters().excludedUses.includes(use)}
                  onChange={(event) => setUse(use, event.currentTarget.checked)}
                />
                <span>{said().useCount(words().map.landUses[use], formatCount(count))}</span>
              </label>
            )}
          </For>
        </fieldset>
        <fieldset class="solver-zones">
          <legend>{said().zones}</legend>
          <For each={RISK_LAYERS}>
            {(layer) => (
              <SelectField
                label={said().zoneOf(words().map.layerNames[layer])}
                options={[
                  { value: "", label: said().zoneAny },
                  ...LEVELS.map((level) => ({
                    value: String(level),
                    label: said().zoneFrom(said().zoneLevels[level]),
                  })),
                ]}
                value={String(filters().zoneLevels[layer] ?? "")}
                onChange={(level) => setZone(layer, level)}
              />
            )}
          </For>
        </fieldset>
        <label class="solver-check">
          <input
            type="checkbox"
            checked={filters().isFloodedExcluded}
            onChange={(event) =>
              props.solver.setFilters({ ...filters(), isFloodedExcluded: event.currentTarget.checked })
            }
          />
          <span>{said().flooded}</span>
        </label>
        <NumberField
          label={`${said().leastArea} (${said().squareMetres})`}
          value={filters().leastSquareMetres}
          least={0}
          most={LARGEST_SQUARE_METRES}
          onChange={(leastSquareMetres) => props.solver.setFilters({ ...filters(), leastSquareMetres })}
        />
        <Show when={excludedWords().length > 0}>
          <p class="solver-note">{excludedWords().join(said().answer.separator)}</p>
        </Show>
        <Show when={allowed().isGroundMissing}>
          <p class="solver-note">{said().groundMissing}</p>
        </Show>
        <For each={allowed().unknownLayers}>
          {(layer) => <p class="solver-note">{said().unknownLayer(words().map.layerNames[layer])}</p>}
        </For>
      </details>
      <WishList solver={props.solver} />
      <Show when={allowed().againstFilterIds.length > 0}>
        <p class="solver-note">{said().againstFilter(names(allowed().againstFilterIds))}</p>
      </Show>
    </>
  );
}
