import type { Alert } from "../../../core/model/operation.ts";
import { useApp } from "../../shared/app-context.ts";

/** As the warnings of China are numbered: I is the worst. */
const NUMERALS: Readonly<Record<Alert["level"], string>> = {
  red: "Ⅰ",
  orange: "Ⅱ",
  yellow: "Ⅲ",
  blue: "Ⅳ",
  unknown: "–",
};

/** Numeral and word: the colour alone says nothing. */
export function AlertBadge(props: { readonly level: Alert["level"] }) {
  const { words } = useApp();
  return (
    <span class="alert-badge" data-level={props.level}>
      <span aria-hidden="true">{NUMERALS[props.level]}</span> {words().command.feeds.level[props.level]}
    </span>
  );
}
