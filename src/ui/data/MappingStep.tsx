import { createMemo, createUniqueId, For, Show } from "solid-js";
import {
  AREA_UNITS,
  COUNT_UNITS,
  type ColumnMapping,
  type ColumnUnit,
  type FieldMapping,
  IMPORT_LAYERS,
  type ImportLayer,
  LENGTH_UNITS,
  type PlaceMapping,
} from "../../core/model/import.ts";
import type { ImportField, LayerGuess, TableSummary } from "../../core/model/import-session.ts";
import { METHODS, type Method } from "../../core/model/pack.ts";
import { useApp } from "../shared/app-context.ts";
import type { ImportModel } from "./import-model.ts";

const UNITS: Readonly<Record<NonNullable<ImportField["measure"]>, readonly ColumnUnit[]>> = {
  area: AREA_UNITS,
  count: COUNT_UNITS,
  length: LENGTH_UNITS,
};
/** From here up a guess needs no second look. */
const SURE = 0.8;

/** What the table is and which of its columns is what; guessed, for the person to confirm. */
export function MappingStep(props: {
  readonly model: ImportModel;
  readonly table: TableSummary;
  readonly guess: LayerGuess;
}) {
  const { words } = useApp();
  const said = () => words().data.import;
  const mapping = () => props.guess.mapping;
  const change = (part: Partial<ColumnMapping>) =>
    props.model.setMapping(props.table, props.guess, { ...mapping(), ...part });
  const mapped = (field: string) => mapping().fields.find((entry) => entry.field === field);
  const setField = (field: string, part: Partial<FieldMapping> | null) => {
    const others = mapping().fields.filter((entry) => entry.field !== field);
    const old = mapped(field);
    if (part === null) return change({ fields: others });
    const fresh: FieldMapping = { column: "", unit: null, ...old, ...part, field, confidence: 1 };
    change({ fields: [...others, fresh] });
  };
  /** Fields with a column first, then those that have to be there, then the rest behind a fold. */
  const shown = createMemo(() =>
    props.guess.fields.filter(({ field, isRequired }) => isRequired || mapped(field) !== undefined),
  );
  const rest = createMemo(() => props.guess.fields.filter((field) => !shown().includes(field)));
  return (
    <form
      class="data-step"
      onSubmit={(event) => {
        event.preventDefault();
        props.model.judge(props.table, props.guess);
      }}
    >
      <p class="data-file">{said().tableRows(tableName(props.table), String(props.table.rowCount))}</p>
      <label class="data-field">
        <span>{said().layer}</span>
        <select
          onChange={(event) =>
            props.model.chooseLayer(props.table, props.guess, event.currentTarget.value as ImportLayer)
          }
        >
          <For each={layersInOrder(props.guess)}>
            {(layer) => (
              <option value={layer} selected={layer === mapping().layer}>
                {words().map.layerNames[layer]}
              </option>
            )}
          </For>
        </select>
      </label>
      <PlaceChoice table={props.table} place={mapping().place} onChange={(place) => change({ place })} />
      <ul class="mapping-list">
        <For each={shown()}>
          {(field) => (
            <MappingRow
              table={props.table}
              field={field}
              mapped={mapped(field.field)}
              onChange={(part) => setField(field.field, part)}
            />
          )}
        </For>
      </ul>
      <Show when={rest().length > 0}>
        <details class="data-more">
          <summary>{said().more(String(rest().length))}</summary>
          <ul class="mapping-list">
            <For each={rest()}>
              {(field) => (
                <MappingRow
                  table={props.table}
                  field={field}
                  mapped={undefined}
                  onChange={(part) => setField(field.field, part)}
                />
              )}
            </For>
          </ul>
        </details>
      </Show>
      <div class="data-pair">
        <label class="data-field">
          <span>{said().method}</span>
          <select onChange={(event) => change({ method: event.currentTarget.value as Method })}>
            <For each={METHODS}>
              {(method) => (
                <option value={method} selected={method === mapping().method}>
                  {words().shared.methods[method]}
                </option>
              )}
            </For>
          </select>
        </label>
        <label class="data-field">
          <span>{said().source}</span>
          <input
            type="text"
            value={mapping().source}
            maxLength={200}
            title={said().sourceHint}
            onChange={(event) => change({ source: event.currentTarget.value })}
          />
        </label>
      </div>
      <div class="data-actions">
        <button type="submit" class="button" data-kind="primary">
          {said().next}
        </button>
        <button type="button" class="button" onClick={() => props.model.cancel()}>
          {said().cancel}
        </button>
      </div>
    </form>
  );
}

const tableName = ({ file, part }: TableSummary) => (part === null ? file : `${file} · ${part}`);

/** Most likely first. */
const layersInOrder = ({ mapping, alternatives }: LayerGuess): readonly ImportLayer[] => [
  ...new Set([mapping.layer, ...alternatives, ...IMPORT_LAYERS]),
];

function PlaceChoice(props: {
  readonly table: TableSummary;
  readonly place: PlaceMapping;
  readonly onChange: (place: PlaceMapping) => void;
}) {
  const { words } = useApp();
  const said = () => words().data.import;
  const names = () => props.table.columns.map(({ name }) => name);
  const first = () => names()[0] ?? "";
  const kinds = () =>
    (["geometry", "columns", "wkt", "none"] as const).filter(
      (kind) => (kind === "geometry") === props.table.hasGeometry || kind === "none",
    );
  const fresh = (kind: PlaceMapping["kind"]): PlaceMapping => {
    if (kind === "columns") return { kind, x: first(), y: names()[1] ?? first() };
    return kind === "wkt" ? { kind, column: first() } : { kind };
  };
  const columnOf = (label: string, value: string, set: (column: string) => void) => (
    <label class="data-field">
      <span>{label}</span>
      <select onChange={(event) => set(event.currentTarget.value)}>
        <For each={names()}>
          {(name) => (
            <option value={name} selected={name === value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
  return (
    <div class="data-pair">
      <label class="data-field">
        <span>{said().place}</span>
        <select
          onChange={(event) => props.onChange(fresh(event.currentTarget.value as PlaceMapping["kind"]))}
        >
          <For each={kinds()}>
            {(kind) => (
              <option value={kind} selected={kind === props.place.kind}>
                {said().placeKinds[kind]}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={props.place.kind === "columns" && props.place}>
        {(columns) => (
          <>
            {columnOf(said().x, columns().x, (x) => props.onChange({ ...columns(), x }))}
            {columnOf(said().y, columns().y, (y) => props.onChange({ ...columns(), y }))}
          </>
        )}
      </Show>
      <Show when={props.place.kind === "wkt" && props.place}>
        {(wkt) => columnOf(said().column, wkt().column, (column) => props.onChange({ kind: "wkt", column }))}
      </Show>
    </div>
  );
}

function MappingRow(props: {
  readonly table: TableSummary;
  readonly field: ImportField;
  readonly mapped: FieldMapping | undefined;
  readonly onChange: (part: Partial<FieldMapping> | null) => void;
}) {
  const { words } = useApp();
  const said = () => words().data.import;
  const id = createUniqueId();
  const title = () => (words().findings.fields as Readonly<Record<string, string>>)[props.field.field] ?? "";
  const samples = () =>
    props.table.columns.find(({ name }) => name === props.mapped?.column)?.samples.join(" · ") ?? "";
  const trust = () => {
    const confidence = props.mapped?.confidence;
    if (confidence === undefined) return "";
    return confidence === 1 ? "" : confidence >= SURE ? said().sure : said().unsure;
  };
  return (
    <li class="mapping-row" data-unsure={(props.mapped?.confidence ?? 1) < SURE}>
      <label for={id} class="mapping-title">
        {title()}
        <Show when={props.field.isRequired}>
          <span class="mapping-flag">{said().required}</span>
        </Show>
        <Show when={trust()}>
          <span class="mapping-flag">{trust()}</span>
        </Show>
      </label>
      <select
        id={id}
        onChange={(event) => {
          const column = event.currentTarget.value;
          props.onChange(column === "" ? null : { column });
        }}
      >
        <option value="">{said().notGiven}</option>
        <For each={props.table.columns}>
          {({ name }) => (
            <option value={name} selected={name === props.mapped?.column}>
              {name}
            </option>
          )}
        </For>
      </select>
      <Show when={props.mapped && props.field.measure}>
        {(measure) => (
          <select
            aria-label={`${title()} ${said().unit}`}
            onChange={(event) =>
              props.onChange({ unit: (event.currentTarget.value || null) as ColumnUnit | null })
            }
          >
            <option value="">{said().units.written}</option>
            <For each={UNITS[measure()]}>
              {(unit) => (
                <option value={unit} selected={unit === (props.mapped?.unit ?? "")}>
                  {said().units[unit]}
                </option>
              )}
            </For>
          </select>
        )}
      </Show>
      <Show when={samples()}>
        <span class="mapping-samples">{said().samples(samples())}</span>
      </Show>
    </li>
  );
}
