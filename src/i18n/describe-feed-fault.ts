import type { FeedFault } from "../core/model/feed.ts";
import { formatCount } from "./format.ts";
import type { Words } from "./words.ts";

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

/** What was found and what was expected, in a sentence. */
export function describeFeedFault(fault: FeedFault, words: Words): string {
  const said = words.command.feeds.faults;
  switch (fault.code) {
    case "address-unusable":
      return said.addressUnusable(fault.found);
    case "address-has-password":
      return said.addressHasPassword;
    case "not-allowed":
      return said.notAllowed(fault.found, fault.expected.join(words.shared.comma));
    case "unreachable":
      return said.unreachable;
    case "http-status":
      return said.httpStatus(String(fault.status));
    case "redirected":
      return said.redirected;
    case "stopped":
      return said.stopped;
    case "silent":
      return said.silent(formatCount(fault.seconds));
    case "html":
      return said.html;
    case "garbage":
      return said.garbage(fault.found);
    case "too-large": {
      const limit = megabytes(fault.limitBytes);
      return said.tooLarge(fault.bytes === null ? said.largerThan(limit) : megabytes(fault.bytes), limit);
    }
    case "version":
      return said.version(fault.found, fault.expected);
    case "field":
      return said.field(fault.field, fault.found, fault.expected);
    case "far-away":
      return said.farAway(formatCount(fault.kilometres));
    case "datum-undecided":
      return said.datumUndecided(formatCount(fault.waiting));
    case "xml-entities":
      return said.xmlEntities;
    case "not-cap":
      return said.notCap(fault.found);
    default: {
      const never: never = fault;
      throw new Error(String(never));
    }
  }
}
