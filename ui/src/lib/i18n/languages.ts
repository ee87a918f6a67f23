// The languages of the program, and what is to be known of each before its catalogue is loaded.

export interface SpokenLanguage {
  /** Under its own name, in its own script. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** No native speaker has read the catalogue yet: settings and the first run say so in the language itself. */
  readonly needsReader: boolean;
}

/** The languages a person can choose, by BCP 47 tag. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr', needsReader: false },
  uk: { name: 'Українська', direction: 'ltr', needsReader: false },
  es: { name: 'Español', direction: 'ltr', needsReader: true },
  fr: { name: 'Français', direction: 'ltr', needsReader: true },
  de: { name: 'Deutsch', direction: 'ltr', needsReader: true },
  nl: { name: 'Nederlands', direction: 'ltr', needsReader: true },
  pl: { name: 'Polski', direction: 'ltr', needsReader: true },
  ar: { name: 'العربية', direction: 'rtl', needsReader: true },
} as const satisfies Record<string, SpokenLanguage>;

export type Language = keyof typeof LANGUAGES;

/** For a field in which a language is chosen; `lang` lets a screen reader say each name as its speakers do. */
export const LANGUAGE_OPTIONS = (Object.keys(LANGUAGES) as Language[]).map((tag) => ({
  value: tag,
  label: LANGUAGES[tag].name,
  lang: tag,
}));

/** Made from English at run time, for tests: 40 % longer with accents, and right to left. */
export const PSEUDO_LANGUAGES = ['pseudo-long', 'pseudo-rtl'] as const;

export type PseudoLanguage = (typeof PSEUDO_LANGUAGES)[number];

export function isLanguage(tag: string): tag is Language {
  return Object.keys(LANGUAGES).includes(tag);
}

export function isPseudoLanguage(tag: string): tag is PseudoLanguage {
  return (PSEUDO_LANGUAGES as readonly string[]).includes(tag);
}
