import { For, Show } from "solid-js";
import { formatCount, formatModelledPersons, formatPercent, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { CommandModel } from "../command-model.ts";
import { REACH_MINUTES } from "./forces-model.ts";

/** What each kind of force reaches in time from its bases, mobilisation included, and where it leaves gaps. */
export function ReachList(props: { readonly command: CommandModel }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.forces;
  const forces = () => props.command.forces;
  const communityName = (id: string): string => {
    const community = pack()?.communities.find((each) => each.id === id);
    return community ? nameIn(state.language, community) : id;
  };
  return (
    <section class="force-reach" aria-labelledby="force-reach-title">
      <h3 id="force-reach-title" class="side-subhead">
        {said().reachTitle} <MethodBadge method="modelled" />
      </h3>
      <fieldset class="reach-minutes">
        <legend class="side-note">{said().reachWithin}</legend>
        <For each={REACH_MINUTES}>
          {(minutes) => (
            <button
              type="button"
              class="button num"
              aria-pressed={forces().reachMinutes() === minutes}
              onClick={() => forces().setReachMinutes(minutes)}
            >
              {words().shared.minutes(String(minutes))}
            </button>
          )}
        </For>
      </fieldset>
      <Show when={forces().answer()} fallback={<div class="skeleton" />}>
        {(answer) => (
          <ul class="reach-list">
            <For each={answer().reach}>
              {(reach) => (
                <li>
                  <button
                    type="button"
                    class="button"
                    aria-pressed={forces().outlinedKind() === reach.kind}
                    aria-label={said().outline(words().command.stationKinds[reach.kind])}
                    disabled={reach.stations === 0}
                    title={reach.stations === 0 ? said().noStation : undefined}
                    onClick={() =>
                      forces().setOutlinedKind(forces().outlinedKind() === reach.kind ? null : reach.kind)
                    }
                  >
                    {words().command.stationKinds[reach.kind]}
                  </button>
                  <span class="num">
                    {said().reached(
                      formatCount(reach.stations),
                      formatPercent(
                        answer().persons > 0 ? reach.reachedPersons / answer().persons : Number.NaN,
                      ),
                    )}
                    <Show when={reach.gaps[0]}>
                      {(worst) => (
                        <span class="side-note">
                          {said().gap(
                            communityName(worst().communityId),
                            formatModelledPersons(worst().persons),
                          )}
                        </span>
                      )}
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
      <p class="side-note">{said().assumption}</p>
    </section>
  );
}
