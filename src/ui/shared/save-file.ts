const REVOKE_AFTER_MILLISECONDS = 60_000;

/** Hands bytes to the browser as a download. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address only after the click has long returned.
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MILLISECONDS);
}
