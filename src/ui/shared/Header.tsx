import { For, Show } from "solid-js";
import { DOORS, type Door } from "../../state/app-state.ts";
import { useApp } from "./app-context.ts";
import { Icon } from "./Icon.tsx";

/** Mark, four doors, day or night, language: the same on every screen. */
export function Header() {
  const { state, commands, words } = useApp();
  const openDoor = (event: MouseEvent, door: Door) => {
    // Let people open a door in a new tab.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    commands.openDoor(door);
  };
  return (
    <header class="header">
      {/* A button, not a link: the fragment of the address holds the state. */}
      <button type="button" class="skip-link" onClick={() => document.getElementById("content")?.focus()}>
        {words().shared.skipToContent}
      </button>
      <span class="mark">
        <span class="mark-sign">
          <Icon name="shelter-fixed" sizePixels={26} />
        </span>
        <span class="mark-name">{words().shared.appName}</span>
      </span>
      {/* #region staff */}
      <nav class="doors" aria-label={words().shared.menu}>
        <For each={DOORS}>
          {(door) => (
            <a
              href={`${import.meta.env.BASE_URL}${door}`}
              class="door-link"
              aria-current={state.door === door ? "page" : undefined}
              onClick={(event) => openDoor(event, door)}
            >
              <span class="door-long">{words().shared.doors[door]}</span>
              <span class="door-short" aria-hidden="true">
                {words().shared.doorsShort[door]}
              </span>
            </a>
          )}
        </For>
      </nav>
      {/* #endregion staff */}
      <div class="header-tools">
        <Show when={state.door === "find"}>
          <button
            type="button"
            class="header-button"
            aria-pressed={state.textSize === "large"}
            onClick={() => commands.setTextSize(state.textSize === "large" ? "normal" : "large")}
          >
            <span aria-hidden="true">Aa</span>
            <span class="visually-hidden">{words().shared.largeText}</span>
          </button>
        </Show>
        <button
          type="button"
          class="header-button"
          aria-expanded={state.isDataOpen}
          onClick={() => commands.openData(!state.isDataOpen)}
        >
          <span class="header-sign" aria-hidden="true">
            <Icon name="data" sizePixels={20} />
          </span>
          <span class="header-words">{words().data.open}</span>
        </button>
        <button
          type="button"
          class="header-button"
          onClick={() => commands.setTheme(state.theme === "light" ? "dark" : "light")}
        >
          <span class="header-sign" aria-hidden="true">
            ◐
          </span>
          <span class="header-words">
            {state.theme === "light" ? words().shared.themeNames.dark : words().shared.themeNames.light}
          </span>
        </button>
        <button
          type="button"
          class="header-button"
          lang={state.language === "zh-CN" ? "en" : "zh-CN"}
          aria-label={words().shared.otherLanguageLabel}
          onClick={() => commands.setLanguage(state.language === "zh-CN" ? "en" : "zh-CN")}
        >
          {words().shared.otherLanguage}
        </button>
      </div>
    </header>
  );
}
