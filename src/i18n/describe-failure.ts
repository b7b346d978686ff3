import type { Failure, FaultPlace } from "../core/model/failure.ts";
import { formatCount } from "./format.ts";
import type { Words } from "./words.ts";

export interface FailureWords {
  readonly title: string;
  readonly summary: string;
  readonly suggestion: string;
  /** What a button can do about it; null: nothing but reading. */
  readonly action: "retry" | null;
  /** For "details": what a helper on the phone would ask for. */
  readonly technical: string;
}

const whole = formatCount;

/** File, where in it, what was found, what was expected. */
function placeWords(
  { file, row, field, found, expected }: FaultPlace,
  words: Words,
): [file: string, where: string, found: string, expected: string] {
  const where = [row === undefined ? "" : `#${row}`, field ?? ""].filter(Boolean).join(" ");
  return [file, where, found ?? words.shared.unknown, expected ?? words.shared.unknown];
}

/** The one place where a failure becomes words. */
export function describeFailure(failure: Failure, words: Words): FailureWords {
  const said = words.failures;
  const technical = JSON.stringify(failure);
  const of = (
    entry: { readonly title: string; readonly suggestion: string },
    summary: string,
    action: "retry" | null = null,
  ): FailureWords => ({ title: entry.title, summary, suggestion: entry.suggestion, action, technical });
  switch (failure.code) {
    case "PACK_UNREACHABLE":
      return of(said.packUnreachable, said.packUnreachable.summary(failure.file), "retry");
    case "PACK_MALFORMED": {
      return of(said.packMalformed, said.packMalformed.summary(...placeWords(failure.place, words)), "retry");
    }
    case "PACK_TOO_NEW":
      return of(
        said.packTooNew,
        said.packTooNew.summary(String(failure.foundVersion), String(failure.supportedVersion)),
      );
    case "LAYER_MISSING":
      return of(said.layerMissing, said.layerMissing.summary(failure.layer));
    case "PLACE_OUTSIDE_DISTRICT":
      return of(said.placeOutside, said.placeOutside.summary(whole(failure.metresAway)));
    case "PLACE_FAR_FROM_STREET":
      return of(
        said.placeFarFromStreet,
        said.placeFarFromStreet.summary(whole(failure.metresAway), whole(failure.limitMetres)),
      );
    case "NO_SHELTER_IN_REACH":
      return of(said.noShelterInReach, said.noShelterInReach.summary(whole(failure.searchedSeconds / 60)));
    case "NO_WAY_BETWEEN":
      return of(said.noWayBetween, said.noWayBetween.summary[failure.profile]);
    case "NO_OPEN_SHELTER":
      return of(said.noOpenShelter, said.noOpenShelter.summary);
    case "NO_STREET_THERE":
      return of(said.noStreetThere, said.noStreetThere.summary(whole(failure.metresAway)));
    case "CLOSURE_NOT_USABLE":
      return of(said.closureNotUsable, said.closureNotUsable.faults[failure.fault]);
    // #region staff
    case "SITES_NOT_CHOOSABLE":
      return of(
        said.sitesNotChoosable,
        said.sitesNotChoosable.summary(failure.siteIds.join(words.shared.comma)),
      );
    case "SITE_NOT_USABLE":
      return of(said.siteNotUsable, said.siteNotUsable.faults[failure.fault]);
    case "SITE_UNKNOWN":
      return of(said.siteUnknown, said.siteUnknown.summary(failure.siteId));
    // #endregion staff
    case "QUESTION_NOT_VALID":
      return of(
        said.questionNotValid,
        said.questionNotValid.summary(failure.field, failure.found, failure.expected),
      );
    case "REQUEST_TOO_LARGE":
      return of(
        said.requestTooLarge,
        said.requestTooLarge.summary(whole(failure.bytes / 1e6), whole(failure.limitBytes / 1e6)),
      );
    case "LINK_NOT_UNDERSTOOD":
      return of(
        said.linkNotUnderstood,
        said.linkNotUnderstood.summary(failure.fields.join(words.shared.comma)),
      );
    case "NOT_IN_DATA":
      return of(said.notInData, said.notInData.summary[failure.layer]);
    case "NO_SUCH_PAGE":
      return of(said.noSuchPage, said.noSuchPage.summary(failure.path));
    case "NO_WEBGL":
      return of(said.noWebgl, said.noWebgl.summary);
    case "MAP_CONTEXT_LOST":
      return of(said.mapLost, said.mapLost.summary, "retry");
    case "WORKER_DIED":
      return of(said.workerDied, said.workerDied.summary, "retry");
    case "CANCELLED":
      return of(said.cancelled, said.cancelled.summary, "retry");
    case "LOCATION_DENIED":
      return of(said.locationDenied, said.locationDenied.summary);
    case "LOCATION_UNAVAILABLE":
      return of(said.locationUnavailable, said.locationUnavailable.summary, "retry");
    case "STORAGE_BLOCKED":
      return of(said.storageBlocked, said.storageBlocked.summary);
    // #region staff
    case "IMPORT_EMPTY":
      return of(said.importEmpty, said.importEmpty.summary(failure.file));
    case "IMPORT_FORMAT_UNKNOWN":
      return of(said.importFormatUnknown, said.importFormatUnknown.summary(failure.file, failure.found));
    case "IMPORT_UNREADABLE":
      return of(said.importUnreadable, said.importUnreadable.summary(...placeWords(failure.place, words)));
    case "IMPORT_TOO_LARGE": {
      const large = said.importTooLarge;
      const amount = (count: number) =>
        failure.what === "bytes" || failure.what === "unpacked" ? `${whole(count / 1e6)} MB` : whole(count);
      return of(
        large,
        large.summary(failure.file, large.what[failure.what], amount(failure.found), amount(failure.limit)),
      );
    }
    case "IMPORT_NO_GOOD_ROW":
      return of(
        said.importNoGoodRow,
        said.importNoGoodRow.summary(failure.file, whole(failure.rejectedCount)),
      );
    case "CRS_UNKNOWN":
      return of(said.crsUnknown, said.crsUnknown.summary(failure.file, failure.found));
    // #endregion staff
    case "UNEXPECTED":
      return of(said.unexpected, said.unexpected.summary, "retry");
    default: {
      const never: never = failure;
      throw new Error(String(never));
    }
  }
}
