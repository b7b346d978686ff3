import { formatAge } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";

/** How long ago in words, to the second below a minute: of a feed that is what tells whether it lives. */
export function useFeedAges() {
  const { state, words, feedDesk } = useApp();
  return (moment: number): string => {
    const now = feedDesk()?.now() ?? moment;
    return (
      formatAge(new Date(moment).toISOString(), now, state.language) ??
      words().command.feeds.seconds(String(Math.max(0, Math.round((now - moment) / 1000))))
    );
  };
}
