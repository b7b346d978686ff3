import type { FaultPlace } from "../../core/model/failure.ts";
import type { Scenario } from "../../core/model/scenario.ts";
import type { Scheme, SchemeTrouble } from "../../core/model/scheme.ts";
import type { Result } from "../../core/result.ts";

type Settings = Omit<Scenario, "proposals">;
type LinkScheme = Pick<Scheme, "name" | "note" | "proposals">;

/** Schemes as files and in links: loaded when one is written or read. */
export interface SchemeTexts {
  /** Which build this is. */
  readonly app: string;
  readonly writeSchemeFile: (parts: {
    readonly app: string;
    readonly madeAt: string;
    readonly pack: { readonly id: string; readonly asOf: string };
    readonly rules: { readonly id: string; readonly edition: string };
    readonly settings: Settings;
    readonly scheme: Scheme;
  }) => string;
  readonly readSchemeFile: (
    file: string,
    text: string,
    open: {
      readonly packId: string;
      readonly asOf: string;
      readonly known?: {
        readonly shelters: ReadonlySet<string>;
        readonly gates: ReadonlySet<string>;
        readonly bases: ReadonlySet<string>;
      };
    },
  ) => Result<
    {
      readonly scheme: Scheme;
      readonly settings: Settings | null;
      readonly troubles: readonly SchemeTrouble[];
    },
    SchemeTrouble
  >;
  readonly encodeScheme: (scheme: LinkScheme) => string;
  readonly decodeScheme: (
    text: string,
  ) => Result<LinkScheme & { readonly faults: readonly FaultPlace[] }, FaultPlace>;
  readonly MOST_LINK_LETTERS: number;
}
