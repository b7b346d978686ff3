import { createMemo, Show } from "solid-js";
import { qrPath } from "./qr-path.ts";

/** A QR code drawn as one shape: no style, no image, nothing the page's policy would stop. */
export function QrCode(props: { readonly text: string; readonly label: string; readonly tooLong: string }) {
  const drawing = createMemo(() => qrPath(props.text));
  return (
    <Show when={drawing()} fallback={<p>{props.tooLong}</p>}>
      {(drawn) => (
        <svg
          class="card-code"
          viewBox={`0 0 ${drawn().size} ${drawn().size}`}
          role="img"
          aria-label={props.label}
          shape-rendering="crispEdges"
        >
          <rect width={drawn().size} height={drawn().size} fill="#ffffff" />
          <path d={drawn().path} fill="#000000" />
        </svg>
      )}
    </Show>
  );
}
