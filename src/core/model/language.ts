export const LANGUAGES = ["zh-CN", "en"] as const;
/** Languages of the screens; zh-CN is the source, en is complete. */
export type Language = (typeof LANGUAGES)[number];
