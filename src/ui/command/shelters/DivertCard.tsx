import { For, Match, Show, Switch } from "solid-js";
import type { DivertedPersons } from "../../../core/model/divert.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { ShelterDraft } from "./shelter-draft.ts";

interface Diversion {
  readonly fromId: string | null;
  readonly toId: string | null;
  readonly persons: number;
  readonly communities: readonly { readonly id: string; readonly persons: number }[];
}

/** Lines shown; the sum above and the last line below count them all. */
const SHOWN_DIVERSIONS = 12;

/** By where from and where to, most persons first; communities beneath. */
function diversionsOf(moves: readonly DivertedPersons[]): readonly Diversion[] {
  const found = new Map<string, Diversion>();
  for (const { communityId, fromShelterId, toShelterId, persons } of moves) {
    const key = `${fromShelterId}\n${toShelterId}`;
    const known = found.get(key);
    found.set(key, {
      fromId: fromShelterId,
      toId: toShelterId,
      persons: (known?.persons ?? 0) + persons,
      communities: [...(known?.communities ?? []), { id: communityId, persons }],
    });
  }
  return [...found.values()].sort((a, b) => b.persons - a.persons);
}

/** Before a report is made: who would go elsewhere, how many, and who has to be told. */
export function DivertCard(props: { readonly draft: ShelterDraft }) {
  const { state, words, pack } = useApp();
  const said = () => words().command.shelters;
  const found = () => {
    const preview = props.draft.preview();
    return preview.status === "found" ? preview.answer : null;
  };
  const failed = () => {
    const preview = props.draft.preview();
    return preview.status === "failed" ? preview.failure : null;
  };
  const shelterName = (id: string | null): string => {
    if (id === null) return "";
    const shelter = pack()?.shelters.find((each) => each.id === id);
    return shelter ? nameIn(state.language, shelter) : id;
  };
  const communityName = (id: string): string => {
    const community = pack()?.communities.find((each) => each.id === id);
    return community ? nameIn(state.language, community) : id;
  };
  const lineOf = ({ fromId, toId, persons }: Diversion): string => {
    const count = formatCount(persons);
    if (toId === null) return said().divertNowhere(shelterName(fromId), count);
    if (fromId === null) return said().divertPlaced(shelterName(toId), count);
    return said().divertTo(shelterName(fromId), shelterName(toId), count);
  };
  const toTell = () => {
    const moves = found()?.moves ?? [];
    const shelters = new Set(moves.flatMap(({ fromShelterId, toShelterId }) => [fromShelterId, toShelterId]));
    shelters.delete(null);
    return said().tell(
      formatCount(new Set(moves.map(({ communityId }) => communityId)).size),
      formatCount(shelters.size),
    );
  };
  const actions = (
    <div class="preview-actions">
      <button type="button" class="button" data-kind="primary" onClick={props.draft.confirm}>
        {said().confirm}
      </button>
      <button type="button" class="button" onClick={props.draft.dismiss}>
        {said().dismiss}
      </button>
    </div>
  );
  return (
    <Switch>
      <Match when={props.draft.preview().status === "asking"}>
        <div class="preview" aria-busy="true">
          <p class="side-note" role="status">
            {said().weighing}
          </p>
          <div class="skeleton" />
        </div>
      </Match>
      <Match when={failed()}>
        {(failure) => (
          <div class="preview">
            <FailureNote failure={failure()} onPutAway={props.draft.dismiss} />
            {actions}
          </div>
        )}
      </Match>
      <Match when={found()}>
        {(answer) => (
          <section class="preview divert" aria-label={said().notYet}>
            <p class="side-note">
              {said().notYet} <MethodBadge method="modelled" />
            </p>
            <p class="divert-sum num" role="status">
              <strong>{said().diverted(formatCount(answer().divertedPersons))}</strong>
              <Show when={answer().unplacedAfter > answer().unplacedBefore}>
                {" "}
                <strong data-worse="">
                  {said().moreUnplaced(formatCount(answer().unplacedAfter - answer().unplacedBefore))}
                </strong>
              </Show>
            </p>
            <ul class="divert-list">
              <For each={diversionsOf(answer().moves).slice(0, SHOWN_DIVERSIONS)}>
                {(diversion) => (
                  <li data-worse={diversion.toId === null ? "" : undefined}>
                    <span class="num">{lineOf(diversion)}</span>
                    <span class="side-note num">
                      {diversion.communities
                        .map(({ id, persons }) => `${communityName(id)} ${formatCount(persons)}`)
                        .join(words().command.rescue.comma)}
                    </span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={diversionsOf(answer().moves).length > SHOWN_DIVERSIONS}>
              <p class="side-note num">
                {words().command.rescue.moreChanges(
                  formatCount(diversionsOf(answer().moves).length - SHOWN_DIVERSIONS),
                )}
              </p>
            </Show>
            <p class="side-note num">{toTell()}</p>
            {actions}
          </section>
        )}
      </Match>
    </Switch>
  );
}
