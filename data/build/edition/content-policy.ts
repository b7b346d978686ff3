/**
 * Nothing but our own files, no inline script, no style attribute in markup, no eval; WebAssembly may be compiled (kernel,
 * solver, SQLite). Layers reach the map as addresses inside the page (blob:). As a tag it holds for the page; the same as a
 * header, which the README asks of hosts, holds for the workers too.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What a host should send with every file; the README prints the same for nginx. */
export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `${CONTENT_POLICY}; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
