import type { FeedFault } from "../../core/model/feed.ts";
import { err, ok, type Result } from "../../core/result.ts";

/**
 * The whole address, where it may be listened to: on the app's own origin or on one that the configuration lists.
 * Relative ones are under the app's folder.
 */
export function allowedAddress(
  given: string,
  homeUrl: string,
  allowedOrigins: readonly string[],
): Result<string, FeedFault> {
  let url: URL;
  try {
    url = new URL(given.trim(), homeUrl);
  } catch {
    return err({ code: "address-unusable", found: given.slice(0, 200) });
  }
  if (given.trim() === "" || (url.protocol !== "https:" && url.protocol !== "http:"))
    return err({ code: "address-unusable", found: given.slice(0, 200) });
  // It would stand in the address that is shown, and be sent with every question.
  if (url.username !== "" || url.password !== "") return err({ code: "address-has-password" });
  const expected = [new URL(homeUrl).origin, ...allowedOrigins];
  if (!expected.includes(url.origin)) return err({ code: "not-allowed", found: url.origin, expected });
  return ok(url.href);
}
