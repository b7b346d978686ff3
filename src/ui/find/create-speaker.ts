import { createSignal, onCleanup } from "solid-js";
import type { Language } from "../../core/model/language.ts";

export interface Speaker {
  /** false where the browser has no voice: no button then. */
  readonly canSpeak: boolean;
  readonly isSpeaking: () => boolean;
  /** What was being said before is cut off. */
  speak(text: string): void;
  stop(): void;
}

/** The browser's own voice; silent again when the screen that asked for it goes. */
export function createSpeaker(language: () => Language): Speaker {
  const canSpeak = typeof speechSynthesis !== "undefined";
  const [isSpeaking, setIsSpeaking] = createSignal(false);
  let current: SpeechSynthesisUtterance | null = null;
  const stop = () => {
    if (!canSpeak) return;
    current = null;
    speechSynthesis.cancel();
    setIsSpeaking(false);
  };
  onCleanup(stop);
  return {
    canSpeak,
    isSpeaking,
    stop,
    speak(text) {
      if (!canSpeak) return;
      speechSynthesis.cancel();
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language();
      // Also an error ends it: a button that says "stop" over silence would be a lie.
      utterance.onend = utterance.onerror = () => {
        if (current === utterance) setIsSpeaking(false);
      };
      current = utterance;
      setIsSpeaking(true);
      speechSynthesis.speak(utterance);
    },
  };
}
