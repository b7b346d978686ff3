import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { WorkCard } from "./WorkCard.tsx";

/** The order of building while it is worked out. */
export function OrderCard() {
  const { state, words } = useApp();
  const request = () => {
    const task = state.tasks.buildOrder;
    return task.status === "running" ? task.request : null;
  };
  return (
    <WorkCard
      kind="buildOrder"
      title={words().plan.solver.card.order(
        formatCount(request()?.years ?? 0),
        formatCount((request()?.years ?? 0) * (request()?.perYear ?? 0)),
      )}
      found={null}
      limitSeconds={request()?.limitSeconds ?? 1}
    />
  );
}
