import { createSignal, For, Show } from "solid-js";
import { DEFAULT_RUBBLE, type NamedEdges, type RubbleAnswer } from "../../core/model/rubble.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import { settledScenario } from "../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";
import { QuestionFrame } from "./QuestionFrame.tsx";
import { QuestionTable } from "./QuestionTable.tsx";

/** Degrees at which houses fall and the district still has streets to speak of. */
const INTENSITIES = [6, 7, 8, 9, 10] as const;
const ROMAN: Readonly<Record<(typeof INTENSITIES)[number], string>> = {
  6: "VI",
  7: "VII",
  8: "VIII",
  9: "IX",
  10: "X",
};
const TOLD_STREETS = 5;
/** Which damage counts as a fall: the two ends of what can be meant, matrices of the rule pack `rubble`. */
const MATRICES = ["destroyed", "destroyed-or-very-heavy"] as const;

/** What fallen houses leave of the walk to a shelter, and which streets to clear first. */
export function RubbleQuestion(props: { readonly plan: PlanModel }) {
  const { state, commands, words } = useApp();
  const [intensity, setIntensity] = createSignal<(typeof INTENSITIES)[number]>(8);
  const [matrixId, setMatrixId] = createSignal<(typeof MATRICES)[number]>("destroyed");
  const said = () => words().plan.questions.rubble;
  const answer = () => shownAnswer(state, "rubble")?.answer ?? null;
  const streetName = (street: NamedEdges): string => {
    const inEnglish = state.language === "en";
    const own = (inEnglish && street.nameEn) || street.nameZh;
    if (own) return own;
    const near = (inEnglish && street.nearEn) || street.nearZh;
    return near ? said().nearStreet(near) : said().nameless;
  };
  const sentences = (found: RubbleAnswer): string[] => {
    const { cutOff, persons } = found.district;
    return [
      said().cutOff(
        formatModelledPersons(cutOff.mean),
        formatPercent(cutOff.mean / persons),
        formatModelledPersons(cutOff.low),
        formatModelledPersons(cutOff.high),
      ),
      said().spread(
        formatModelledPersons(found.cutOffPercentiles.p5),
        formatModelledPersons(found.cutOffPercentiles.p95),
      ),
      said().drawn(
        formatCount(found.drawsDone),
        formatCount(found.assumed.collapsedBuildings),
        formatCount(found.assumed.buildingsAlong),
      ),
    ];
  };
  return (
    <QuestionFrame
      kind="rubble"
      title={said().title}
      about={said().about}
      onAsk={() => {
        props.plan.settleReach();
        commands.ask("rubble", {
          ...DEFAULT_RUBBLE,
          intensity: intensity(),
          matrixId: matrixId(),
          scenario: settledScenario(state),
        });
      }}
      settings={
        <>
          <label class="question-field">
            <span>{said().intensity}</span>
            <select
              class="plan-input"
              value={intensity()}
              onChange={(event) =>
                setIntensity(
                  INTENSITIES.find((each) => String(each) === event.currentTarget.value) ?? intensity(),
                )
              }
            >
              <For each={INTENSITIES}>
                {(each) => (
                  <option value={each} selected={each === intensity()}>
                    {said().degrees(ROMAN[each])}
                  </option>
                )}
              </For>
            </select>
          </label>
          <label class="question-field">
            <span>{said().matrix}</span>
            <select
              class="plan-input"
              value={matrixId()}
              onChange={(event) =>
                setMatrixId(MATRICES.find((each) => each === event.currentTarget.value) ?? matrixId())
              }
            >
              <For each={MATRICES}>
                {(each) => (
                  <option value={each} selected={each === matrixId()}>
                    {said().matrices[each]}
                  </option>
                )}
              </For>
            </select>
          </label>
        </>
      }
    >
      <Show when={answer()}>
        {(found) => (
          <>
            <ul class="question-lines">
              <For each={sentences(found())}>{(line) => <li>{line}</li>}</For>
              <li>
                {said().unsurveyed} <MethodBadge method="modelled" />
              </li>
            </ul>
            <QuestionTable
              head={[said().clear, said().regained]}
              rows={found()
                .streets.slice(0, TOLD_STREETS)
                .map((street) => {
                  const place = street.lines[0]?.[0];
                  return {
                    label: streetName(street),
                    value: said().regainedPersons(
                      formatModelledPersons(street.regained.mean),
                      formatPercent(street.blockedShare),
                    ),
                    show: place ? () => commands.glanceAt(place) : null,
                  };
                })}
            />
          </>
        )}
      </Show>
    </QuestionFrame>
  );
}
