/** One state of a district's files that lies on this device, whole and checked against its own list of hashes. */
export interface KeptPack {
  /** First 16 hex digits of the SHA-256 of its datapackage.json, which lists the hash of every other file. */
  readonly version: string;
  /** ISO date or year the facts are of, as the pack says. */
  readonly asOf: string;
  /** All files together. */
  readonly bytes: number;
  /** When the last of its files came in, by the clock of this device. */
  readonly keptAtIso: string;
}

/** What is kept of one district. */
export interface PackKeeping {
  /** The one in use. */
  readonly current: KeptPack;
  /** Whole on this device too, and waiting until somebody says so. */
  readonly newer: KeptPack | null;
}

/** Why something could not be kept. `mixed`: what came is not what the list of files promises. */
export type KeepFault = "network" | "no-room" | "mixed" | "storage";

/** Why nothing is kept here at all. `insecure`: not https; `unsupported`: no service workers; `blocked`: refused. */
export type NotKeptReason = "insecure" | "unsupported" | "blocked" | "developing";

/** How far this device is from doing without a network for the open district. */
export type OfflineReadiness =
  /** The first answer goes first. */
  | { readonly status: "waiting" }
  | { readonly status: "unavailable"; readonly reason: NotKeptReason }
  /** The person pays for the line or the district is large: not without being asked. */
  | { readonly status: "asking"; readonly bytes: number }
  /** `share`: of the bytes of the data, 0-1; null while the program itself is being kept. */
  | { readonly status: "keeping"; readonly share: number | null }
  | { readonly status: "ready"; readonly kept: KeptPack }
  | { readonly status: "failed"; readonly fault: KeepFault };

/** A version of the program that waits, and the one in use. Dates as the builds were made. */
export interface CodeUpdate {
  readonly newBuiltAtIso: string;
  readonly usedBuiltAtIso: string;
}

export interface OfflineState {
  readonly readiness: OfflineReadiness;
  readonly codeUpdate: CodeUpdate | null;
  readonly dataUpdate: PackKeeping | null;
  /** Open windows of this page beside this one that kept an update from being taken; 0 = none did. */
  readonly otherWindows: number;
  /** Whether the browser has promised not to clear what is kept; null = not known. */
  readonly isPersisted: boolean | null;
  /** What the browser says of its network; true where it does not say. */
  readonly isConnected: boolean;
}

export const NOTHING_KEPT: OfflineState = {
  readiness: { status: "waiting" },
  codeUpdate: null,
  dataUpdate: null,
  otherWindows: 0,
  isPersisted: null,
  isConnected: true,
};
