import { For, type JSX, Show } from "solid-js";
import { formatCount, formatModelledPersons, formatPercent, nameIn } from "../../i18n/format.ts";
import type { Consequences } from "../../state/command-consequences.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";

const SHOWN_NEWLY_LATE = 3;

/** What a closure changes, before it is made or after. */
export function ConsequenceList(props: { readonly of: Consequences }) {
  const { state, words, pack } = useApp();
  const plusPersons = () => props.of.notReachedAfter - props.of.notReachedBefore;
  const shareChange = () => Math.abs(props.of.rescueShareAfter - props.of.rescueShareBefore);
  const Line = (line: {
    readonly label: string;
    readonly isWorse: boolean;
    readonly children: JSX.Element;
  }) => (
    <div class="consequence">
      <dt>{line.label}</dt>
      <dd class="num" data-worse={line.isWorse ? "" : undefined}>
        {line.children}
      </dd>
    </div>
  );
  const siteName = (id: string) => {
    const shelter = pack()?.shelters.find((candidate) => candidate.id === id);
    return shelter ? nameIn(state.language, shelter) : id;
  };
  return (
    <>
      <dl class="consequences">
        <Line label={words().command.lateSites} isWorse={props.of.lateSitesAfter > props.of.lateSitesBefore}>
          {words().command.fromTo(
            formatCount(props.of.lateSitesBefore),
            formatCount(props.of.lateSitesAfter),
          )}
        </Line>
        <Line label={words().command.slowerSites} isWorse={false}>
          {words().command.sites(formatCount(props.of.slowerSites))}
        </Line>
        <Show when={props.of.cutOffSites > 0}>
          <Line label={words().command.cutOffSites} isWorse>
            {words().command.sites(formatCount(props.of.cutOffSites))}
          </Line>
        </Show>
        <Line label={words().command.moreNotReached} isWorse={plusPersons() > 0}>
          {plusPersons() === 0
            ? words().command.noChange
            : `${plusPersons() > 0 ? "+" : "−"}${words().shared.persons(formatModelledPersons(Math.abs(plusPersons())))}`}
        </Line>
        <Line label={words().command.longestExtra} isWorse={false}>
          {props.of.longestExtraMinutes < 1
            ? words().command.noChange
            : words().command.plusMinutes(formatCount(props.of.longestExtraMinutes))}
        </Line>
        <Line
          label={words().command.rescueChange}
          isWorse={props.of.rescueShareAfter < props.of.rescueShareBefore && shareChange() >= 0.0005}
        >
          {shareChange() < 0.0005
            ? words().command.noChange
            : words().command.percentFromTo(
                formatPercent(props.of.rescueShareBefore),
                formatPercent(props.of.rescueShareAfter),
              )}
        </Line>
      </dl>
      <Show when={props.of.newlyLate.length > 0}>
        <ul class="newly-late" aria-label={words().command.newlyLate}>
          <For each={props.of.newlyLate.slice(0, SHOWN_NEWLY_LATE)}>
            {(site) => (
              <li>
                <span class="state-mark" data-state="breaks" aria-hidden="true" />
                <span>{siteName(site.shelterId)}</span>
                <strong class="num">
                  {site.lateMinutes === Infinity
                    ? words().command.cannotCome
                    : words().command.late(site.lateMinutes)}
                </strong>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p class="side-method">
        <MethodBadge method="modelled" />
      </p>
    </>
  );
}
