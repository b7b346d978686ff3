import { NO_PROPOSALS, type Proposals, type ProposedBase } from "../../core/model/proposal.ts";
import type { Scheme, SchemeBook } from "../../core/model/scheme.ts";
import { addScheme, changeProposals } from "./edit-schemes.ts";

/** Bases to put into a scheme, and those that then stand there no more: of the pack or put in before. */
export interface BaseChange {
  readonly bases: readonly ProposedBase[];
  readonly movedIds: readonly string[];
}

function withBases(proposals: Proposals, { bases, movedIds }: BaseChange): Proposals {
  const put = proposals.bases ?? [];
  const moved = new Set(movedIds);
  const stays = put.filter(({ id }) => !moved.has(id) && bases.every((base) => base.id !== id));
  const ofPack = movedIds.filter((id) => put.every((base) => base.id !== id));
  return {
    ...proposals,
    bases: [...stays, ...bases],
    closedBaseIds: [...new Set([...(proposals.closedBaseIds ?? []), ...ofPack])],
  };
}

/** Into the current scheme; into a new one, open at once, where the district is looked at as it is. One step of undo. */
export const putBases = (
  book: SchemeBook,
  change: BaseChange,
  fresh: Pick<Scheme, "id" | "name">,
): SchemeBook =>
  book.currentId === null
    ? addScheme(book, { ...fresh, proposals: withBases(NO_PROPOSALS, change) })
    : changeProposals(book, (proposals) => withBases(proposals, change));
