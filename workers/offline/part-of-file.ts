/** First and last byte of the part that a `Range` names; null: none in the file; undefined: not one plain part of bytes. */
function boundsOf(range: string, size: number): readonly [first: number, last: number] | null | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  if (from === "" && to === "") return undefined;
  if (from === "") return Number(to) > 0 && size > 0 ? [Math.max(0, size - Number(to)), size - 1] : null;
  if (to !== "" && Number(to) < Number(from)) return undefined;
  if (Number(from) >= size) return null;
  return [Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1)];
}

/**
 * A kept file as it was asked for (RFC 9110 §14): whole (200), or the part that the question's `Range` names (206; 416 where
 * the file has none such). What cannot be understood, and several parts at once, get the whole.
 */
export async function partOfFile(request: Request, whole: Response): Promise<Response> {
  const range = request.headers.get("range");
  if (range === null) return whole;
  const blob = await whole.blob();
  const bounds = boundsOf(range, blob.size);
  if (bounds === undefined) return new Response(blob, { headers: whole.headers });
  const headers = new Headers(whole.headers);
  if (bounds === null) {
    headers.set("content-range", `bytes */${blob.size}`);
    headers.set("content-length", "0");
    return new Response(null, { status: 416, statusText: "Range Not Satisfiable", headers });
  }
  const [first, last] = bounds;
  headers.set("content-range", `bytes ${first}-${last}/${blob.size}`);
  headers.set("content-length", String(last + 1 - first));
  return new Response(blob.slice(first, last + 1), { status: 206, statusText: "Partial Content", headers });
}
