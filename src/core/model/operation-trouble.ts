import type { FaultPlace } from "./failure.ts";

/** What somebody at /command has to be told about the log that did not go as wished. Words live in `i18n`. */
export type OperationTrouble =
  /** The browser does not keep it: the log lives as long as this page does. */
  | { readonly code: "LOG_NOT_KEPT"; readonly reason: "full" | "blocked" }
  /** Nothing is written while what was known earlier is on screen. */
  | { readonly code: "LOG_LOOKED_AT_PAST" }
  /** Nothing is written in an operation that has been ended. */
  | { readonly code: "OPERATION_OVER"; readonly title: string }
  /** Another window deleted it; it is still here. */
  | { readonly code: "OPERATION_DELETED_ELSEWHERE"; readonly title: string }
  | { readonly code: "OPERATION_GONE" }
  /** The address brought closures that the open operation's log does not have: the log holds. */
  | { readonly code: "LINK_OVERRULED"; readonly closures: number }
  | LogFileTrouble;

/** Why the file of a log was not taken, or not whole. */
export type LogFileTrouble =
  | { readonly code: "LOG_FILE_UNREADABLE"; readonly place: FaultPlace }
  | {
      readonly code: "LOG_FILE_TOO_NEW";
      readonly file: string;
      readonly foundVersion: number;
      readonly supportedVersion: number;
      /** What still could be read of it. */
      readonly title: string | null;
    }
  | {
      readonly code: "LOG_OF_OTHER_PACK";
      readonly file: string;
      readonly packId: string;
      readonly openPackId: string;
    }
  /** A line is not the one that was written; those before it are good. */
  | {
      readonly code: "LOG_CHAIN_BROKEN";
      readonly place: FaultPlace;
      /** Lines of the log before it. */
      readonly goodCount: number;
    }
  /** The log on this device and the file go different ways after a line. */
  | { readonly code: "LOG_FORKED"; readonly file: string; readonly title: string; readonly sequence: number };
