/** iOS tells the compass only to who has asked for it within a press; elsewhere there is nothing to ask. */
interface AskableEvents {
  readonly requestPermission?: () => Promise<string>;
}

/** Asks for the compass where that is needed. A no is no trouble: the arrow then stands with north up. */
export function askCompass(): void {
  const events = (globalThis as { DeviceOrientationEvent?: AskableEvents }).DeviceOrientationEvent;
  events?.requestPermission?.().catch(() => {});
}
