import { createEffect, onCleanup, untrack } from "solid-js";
import type { AppStore } from "../store.ts";
import type { SchemeKeeping } from "./connect-schemes.ts";
import { addScheme, chooseScheme } from "./edit-schemes.ts";
import type { SchemeTexts } from "./scheme-texts.ts";

/** The address follows when the hand rests. */
const REST_MILLISECONDS = 300;

export interface SchemeLinkParts {
  readonly texts: SchemeTexts;
  readonly keeping: Pick<SchemeKeeping, "settled">;
  readonly newId: () => string;
  readonly distinctName: (name: string, taken: readonly string[]) => string;
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** The current scheme goes into the link where it fits; one that comes in a link is added, unless it is there. */
export function connectSchemeLink(store: AppStore, parts: SchemeLinkParts): void {
  const { state, set, commands } = store;
  const { encodeScheme, decodeScheme, MOST_LINK_LETTERS } = parts.texts;
  /** Written here: no news when it is read back. */
  let written: string | null = null;
  let isReading = false;
  let isGone = false;
  let cancelTimer = () => {};
  onCleanup(() => {
    isGone = true;
    cancelTimer();
  });

  const write = () => {
    const { schemes, currentId } = state.schemes;
    const current = schemes.find(({ id }) => id === currentId);
    const text = current ? encodeScheme(current) : null;
    written = text !== null && text.length <= MOST_LINK_LETTERS ? text : null;
    set("schemeText", written);
  };

  async function read(text: string) {
    const packId = state.packId;
    isReading = true;
    // What is kept on this device comes first: the scheme of a link one made oneself is there already.
    await parts.keeping.settled();
    isReading = false;
    if (isGone || packId !== state.packId || state.schemeText !== text) return;
    written = text;
    const known = state.schemes.schemes.find((scheme) => encodeScheme(scheme) === text);
    if (known) {
      commands.setSchemes(chooseScheme(state.schemes, known.id));
      return;
    }
    const decoded = decodeScheme(text);
    if (!decoded.ok) {
      commands.tellOfSchemes({ code: "SCHEME_LINK_NOT_UNDERSTOOD", place: decoded.failure });
      write();
      return;
    }
    const { faults, ...scheme } = decoded.value;
    const names = state.schemes.schemes.map(({ name }) => name);
    commands.setSchemes(
      addScheme(state.schemes, {
        ...scheme,
        id: parts.newId(),
        name: parts.distinctName(scheme.name, names),
      }),
    );
    if (faults.length > 0) commands.tellOfSchemes({ code: "SCHEME_PARTS_LEFT_OUT", places: faults });
  }

  createEffect(() => {
    const text = state.schemeText;
    if (text !== null && text !== written) untrack(() => void read(text));
  });
  createEffect(() => {
    void [state.schemes.schemes, state.schemes.currentId, state.packId];
    untrack(() => {
      cancelTimer();
      const writeUnlessReading = () => {
        if (isReading) cancelTimer = parts.after(REST_MILLISECONDS, writeUnlessReading);
        else write();
      };
      cancelTimer = parts.after(REST_MILLISECONDS, writeUnlessReading);
    });
  });
}
