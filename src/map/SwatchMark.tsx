import { createResource, Match, Show, Switch } from "solid-js";
import type { Swatch } from "./layer-row.ts";
import { drawImage } from "./map-images.ts";
import { blend, type MapStyle } from "./map-style.ts";

const WIDTH = 26;
const HEIGHT = 20;

/** A picture of the map itself, drawn by the same hand. */
function Picture(props: { readonly name: string; readonly fill: boolean }) {
  const [url] = createResource(
    () => props.name,
    async (name) => (await drawImage(name))?.toDataURL() ?? null,
  );
  return (
    <Show when={url.latest}>
      {(address) => (
        <span
          class="map-swatch-picture"
          classList={{ "is-pattern": props.fill }}
          style={{ "background-image": `url("${address()}")` }}
        />
      )}
    </Show>
  );
}

/** One mark of the legend. Decorative: its word stands beside it. */
export function SwatchMark(props: { readonly swatch: Swatch; readonly style: MapStyle }) {
  const colourOf = (name: keyof MapStyle["colours"]) => props.style.colours[name];
  return (
    <span class="map-swatch" aria-hidden="true">
      <Switch>
        <Match when={props.swatch.kind === "image" && props.swatch}>
          {(swatch) => <Picture name={`${props.style.tone}/${swatch().image}`} fill={false} />}
        </Match>
        <Match when={props.swatch.kind === "fill" && props.swatch}>
          {(swatch) => (
            <span
              class="map-swatch-fill"
              style={{
                "background-color": blend(
                  colourOf(swatch().colour),
                  props.style.colours.land,
                  swatch().opacity,
                ),
                "border-color": colourOf(swatch().outline ?? swatch().colour),
                "border-style": swatch().isDashed ? "dashed" : "solid",
              }}
            >
              <Show when={swatch().pattern}>
                {(pattern) => <Picture name={`${props.style.tone}/${pattern()}`} fill={true} />}
              </Show>
            </span>
          )}
        </Match>
        <Match when={props.swatch.kind === "line" && props.swatch}>
          {(swatch) => (
            <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
              <line
                x1="1"
                x2={WIDTH - 1}
                y1={HEIGHT / 2}
                y2={HEIGHT / 2}
                stroke={colourOf(swatch().colour)}
                stroke-width={swatch().widthPixels}
                stroke-dasharray={swatch()
                  .dash?.map((part) => part * swatch().widthPixels)
                  .join(" ")}
              />
            </svg>
          )}
        </Match>
        <Match when={props.swatch.kind === "dot" && props.swatch}>
          {(swatch) => (
            <span
              class="map-swatch-dot"
              style={{
                background: swatch().isRing ? "transparent" : colourOf(swatch().colour),
                border: swatch().isRing ? `2px solid ${colourOf(swatch().colour)}` : undefined,
              }}
            />
          )}
        </Match>
      </Switch>
    </span>
  );
}
