/** A whole number within bounds; what is typed beyond them becomes the nearest bound, what is no number the value before. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label class="solver-field">
      <span>{props.label}</span>
      <input
        class="plan-input"
        type="number"
        min={props.least}
        max={props.most}
        step="1"
        value={props.value}
        onChange={(event) => {
          const typed = Math.round(event.currentTarget.valueAsNumber);
          const value = Number.isNaN(typed)
            ? props.value
            : Math.min(props.most, Math.max(props.least, typed));
          event.currentTarget.value = String(value);
          if (value !== props.value) props.onChange(value);
        }}
      />
    </label>
  );
}
