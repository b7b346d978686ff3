/** WGS-84 degrees, longitude first. */
export type LngLat = readonly [lng: number, lat: number];
/** west, south, east, north in WGS-84 degrees. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];
