/**
 * Metres to either side of a street's middle that count as the street: carriageway, pavement and the way in. Farther
 * off, the walk from the street counts as well.
 */
export const STREET_SIDE_METRES = 10;

/** Deciseconds of standing so far from a street. */
export const offStreetDeciseconds = (offMetres: number, decisecondsPerMetre: number): number =>
  offMetres > STREET_SIDE_METRES ? (offMetres - STREET_SIDE_METRES) * decisecondsPerMetre : 0;
