import type { FaultPlace } from "../core/model/failure.ts";
import { SCHEME_EXPECTATIONS, type SchemeTrouble } from "../core/model/scheme.ts";
import type { Words } from "./words.ts";

export interface TroubleWords {
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether saving everything as files is what helps. */
  readonly isFileOffered: boolean;
}

/** More than so many faults are counted, not listed. */
const MOST_LISTED = 6;

function expectedWords(expected: string | undefined, words: Words): string {
  const known = Object.entries(SCHEME_EXPECTATIONS).find(([, text]) => text === expected);
  const said = words.plan.schemes.troubles.expectations;
  return known ? said[known[0] as keyof typeof said] : (expected ?? words.shared.unknown);
}

function placeLine(place: FaultPlace, words: Words): string {
  const where = [place.row === undefined ? "" : `#${place.row}`, place.field ?? ""].filter(Boolean).join(" ");
  const said = words.plan.schemes.troubles;
  return said.place(
    where || place.file,
    place.found ?? words.shared.unknown,
    expectedWords(place.expected, words),
  );
}

/** The one place where trouble with schemes becomes words. */
export function describeSchemeTrouble(trouble: SchemeTrouble, words: Words): TroubleWords {
  const said = words.plan.schemes.troubles;
  const of = (title: string, ...lines: readonly string[]): TroubleWords => ({
    title,
    lines,
    isFileOffered: false,
  });
  switch (trouble.code) {
    case "SCHEMES_NOT_KEPT":
      return {
        title: said.notKept.title,
        lines: [said.notKept[trouble.reason], said.notKept.suggestion],
        isFileOffered: true,
      };
    case "SCHEME_KEPT_TWICE":
      return of(said.keptTwice.title, said.keptTwice.summary(trouble.name, trouble.copyName));
    case "SCHEME_FILE_UNREADABLE":
      return of(
        said.fileUnreadable.title,
        trouble.place.file,
        placeLine(trouble.place, words),
        said.nothingLost,
      );
    case "SCHEME_FILE_TOO_NEW": {
      const versions = [String(trouble.foundVersion), String(trouble.supportedVersion)] as const;
      return of(
        said.fileTooNew.title,
        said.fileTooNew.summary(trouble.file, ...versions),
        ...(trouble.schemeName === null ? [] : [said.fileTooNew.name(trouble.schemeName)]),
        said.fileTooNew.suggestion,
      );
    }
    case "SCHEME_OF_OTHER_PACK":
      return of(
        said.otherPack.title,
        said.otherPack.summary(trouble.file, trouble.packId, trouble.openPackId),
        said.nothingLost,
      );
    case "SCHEME_FILE_CHANGED":
      return of(said.fileChanged.title, said.fileChanged.summary(trouble.file));
    case "SCHEME_OF_OTHER_DATE":
      return of(said.otherDate.title, said.otherDate.summary(trouble.asOf, trouble.openAsOf));
    case "SCHEME_PARTS_LEFT_OUT": {
      const left = trouble.places.length - MOST_LISTED;
      return of(
        said.partsLeftOut.title(String(trouble.places.length)),
        ...trouble.places.slice(0, MOST_LISTED).map((place) => placeLine(place, words)),
        ...(left > 0 ? [said.partsLeftOut.more(String(left))] : []),
      );
    }
    case "SCHEME_LINK_NOT_UNDERSTOOD":
      return of(
        said.linkNotUnderstood.title,
        placeLine(trouble.place, words),
        said.linkNotUnderstood.suggestion,
      );
    default: {
      const never: never = trouble;
      throw new Error(String(never));
    }
  }
}
