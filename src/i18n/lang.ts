/** The languages that people see; keys and enumerations in files stay English. */
export const LANGS = ['zh', 'en'] as const;

export type Lang = (typeof LANGS)[number];

/** One text in every language. */
export type Text = Readonly<Record<Lang, string>>;

export const isLang = (value: string): value is Lang => (LANGS as readonly string[]).includes(value);
