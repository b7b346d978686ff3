import { createMemo, For, Show } from "solid-js";
import type { Language } from "../core/model/language.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { Words } from "../i18n/words.ts";
import { featureFacts, indexRow } from "./feature-facts.ts";
import { MethodTag } from "./MethodTag.tsx";
import type { PickedFeature } from "./pick-feature.ts";

/** Layers whose features open a card; of others the doors' own panels speak. */
export const CARD_LAYERS: ReadonlySet<LayerId> = new Set<LayerId>([
  "shelters",
  "gates",
  "waterlogging",
  "waterlogging-extents",
  // #region staff
  "depots",
  "stations",
  "candidates",
  "gauges",
  "seismic-stations",
  // #endregion staff
]);

interface CardParts {
  readonly pack: PackIndex;
  readonly language: Language;
  readonly words: Words;
}

/** All facts of what was clicked or chosen in a list. */
export function FeatureCard(
  props: CardParts & {
    readonly layer: LayerId;
    readonly id: string;
    readonly clicked: PickedFeature | null;
    readonly onClose: () => void;
  },
) {
  const columns = createMemo(() => {
    if (!CARD_LAYERS.has(props.layer)) return null;
    const row = indexRow(props.pack, props.layer, props.id);
    const drawn =
      props.clicked?.layer === props.layer && props.clicked.id === props.id ? props.clicked : null;
    return row || drawn ? { ...drawn?.properties, ...row } : null;
  });
  return (
    <Show when={columns()}>
      {(row) => {
        const said = () => featureFacts(props.layer, row(), props.pack, props.language, props.words);
        return (
          <article class="map-card" aria-label={said().title}>
            <header>
              <p class="map-card-kind">
                {said().kind}
                <Show when={said().method}>
                  {(method) => <MethodTag method={method()} words={props.words} />}
                </Show>
              </p>
              <h2>{said().title}</h2>
              <Show when={said().subtitle}>{(hanzi) => <p lang="zh-CN">{hanzi()}</p>}</Show>
              <button
                type="button"
                class="map-card-close"
                aria-label={props.words.shared.close}
                onClick={() => props.onClose()}
              >
                ✕
              </button>
            </header>
            <dl>
              <For each={said().facts}>
                {(fact) => (
                  <div>
                    <dt>{fact.label}</dt>
                    <dd class="num">{fact.value}</dd>
                  </div>
                )}
              </For>
            </dl>
            <p class="map-card-source">{props.words.map.sourceLine(said().source, said().asOf)}</p>
          </article>
        );
      }}
    </Show>
  );
}

/** Name, kind and the first facts beside the pointer. The same is in the card and in the doors' tables. */
export function HoverCard(
  props: CardParts & {
    readonly feature: PickedFeature;
    readonly x: number;
    readonly y: number;
    readonly boxWidth: number;
    readonly boxHeight: number;
  },
) {
  const said = createMemo(() => {
    const { layer, id, properties } = props.feature;
    const row = { ...properties, ...indexRow(props.pack, layer, id) };
    return featureFacts(layer, row, props.pack, props.language, props.words);
  });
  const gapPixels = 14;
  const place = () => ({
    ...(props.x > props.boxWidth / 2
      ? { right: `${props.boxWidth - props.x + gapPixels}px` }
      : { left: `${props.x + gapPixels}px` }),
    ...(props.y > props.boxHeight / 2
      ? { bottom: `${props.boxHeight - props.y + gapPixels}px` }
      : { top: `${props.y + gapPixels}px` }),
  });
  return (
    <div class="map-hover" style={place()} aria-hidden="true">
      <strong>{said().title}</strong>
      <Show when={said().kind !== said().title}>
        <span class="map-card-kind">{said().kind}</span>
      </Show>
      <For each={said().facts.slice(0, 3)}>
        {(fact) => (
          <span>
            {fact.label} <b class="num">{fact.value}</b>
          </span>
        )}
      </For>
    </div>
  );
}
