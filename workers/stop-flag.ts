/** How often the page is asked: a look is a synchronous request, if only inside this browser. */
const LOOK_MILLISECONDS = 150;

/**
 * A worker in the middle of a computation hears no message. What it can do is look: the page gives it the address of an
 * empty file of its own (a blob) and takes the file away when the work is to end with what it has. Works without shared
 * memory, so on every host.
 */
export function createStopFlag(isGone: () => boolean, now: () => number): () => boolean {
  let lookedAt = now();
  let isRaised = false;
  return () => {
    if (isRaised) return true;
    const moment = now();
    if (moment - lookedAt < LOOK_MILLISECONDS) return false;
    lookedAt = moment;
    isRaised = isGone();
    return isRaised;
  };
}

/** Whether the page has taken the file away. */
export function isAddressGone(address: string): boolean {
  const request = new XMLHttpRequest();
  try {
    request.open("GET", address, false);
    request.send();
    return request.status !== 200;
  } catch {
    return true;
  }
}
