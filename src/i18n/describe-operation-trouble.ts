import type { FaultPlace } from "../core/model/failure.ts";
import type { OperationTrouble } from "../core/model/operation-trouble.ts";
import { formatCount } from "./format.ts";
import type { Words } from "./words.ts";

export interface OperationTroubleWords {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether saving the log as a file is what helps. */
  readonly isFileOffered: boolean;
}

const SHOWN_CHARACTERS = 24;
const short = (text: string | undefined, words: Words) =>
  text === undefined
    ? words.shared.unknown
    : text.length > SHOWN_CHARACTERS
      ? `${text.slice(0, SHOWN_CHARACTERS)}…`
      : text;

/** The one place where trouble with a log becomes words. */
export function describeOperationTrouble(trouble: OperationTrouble, words: Words): OperationTroubleWords {
  const said = words.command.log.troubles;
  const of = (title: string, ...lines: readonly string[]): OperationTroubleWords => ({
    title,
    lines,
    isFileOffered: false,
  });
  const placeLine = ({ row, field, found, expected }: FaultPlace) =>
    said.chainBroken.place(String(row ?? 1), field ?? "", short(found, words), short(expected, words));
  switch (trouble.code) {
    case "LOG_NOT_KEPT":
      return {
        title: said.notKept.title,
        lines: [said.notKept[trouble.reason], said.notKept.suggestion],
        isFileOffered: true,
      };
    case "LOG_LOOKED_AT_PAST":
      return of(said.lookedAtPast.title, said.lookedAtPast.summary);
    case "OPERATION_OVER":
      return of(said.over.title, said.over.summary(trouble.title));
    case "OPERATION_DELETED_ELSEWHERE":
      return of(said.deletedElsewhere.title, said.deletedElsewhere.summary(trouble.title));
    case "OPERATION_GONE":
      return of(said.gone.title, said.gone.summary);
    case "LINK_OVERRULED":
      return of(said.linkOverruled.title, said.linkOverruled.summary(formatCount(trouble.closures)));
    case "LOG_FILE_UNREADABLE":
      return of(
        said.unreadable.title,
        trouble.place.file,
        placeLine(trouble.place),
        said.unreadable.suggestion,
      );
    case "LOG_FILE_TOO_NEW":
      return of(
        said.tooNew.title,
        said.tooNew.summary(trouble.file, String(trouble.foundVersion), String(trouble.supportedVersion)),
        ...(trouble.title === null ? [] : [said.tooNew.name(trouble.title)]),
        said.unreadable.suggestion,
      );
    case "LOG_OF_OTHER_PACK":
      return of(
        said.otherPack.title,
        said.otherPack.summary(trouble.file, trouble.packId, trouble.openPackId),
      );
    case "LOG_CHAIN_BROKEN":
      return of(
        said.chainBroken.title,
        trouble.place.file,
        placeLine(trouble.place),
        said.chainBroken.good(formatCount(trouble.goodCount)),
      );
    case "LOG_FORKED":
      return of(
        said.forked.title,
        said.forked.summary(trouble.file, trouble.title, formatCount(trouble.sequence + 1)),
      );
    default: {
      const never: never = trouble;
      throw new Error(String(never));
    }
  }
}
