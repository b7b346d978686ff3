import type { Alert } from "../../../core/model/operation.ts";
import { alertNumeral } from "../../../i18n/alert-numeral.ts";
import { useApp } from "../../shared/app-context.ts";

/** Numeral and word: the colour alone says nothing. */
export function AlertBadge(props: { readonly level: Alert["level"] }) {
  const { words } = useApp();
  return (
    <span class="alert-badge" data-level={props.level}>
      <span aria-hidden="true">{alertNumeral(props.level)}</span> {words().command.feeds.level[props.level]}
    </span>
  );
}
