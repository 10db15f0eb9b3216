export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text written by an organiser; what is missing in English is shown in French and marked as such. */
export type Localised = { readonly fr: string; readonly en?: string | undefined };

export type Chosen = { readonly text: string; readonly lang: Language };

export const inLanguage = (text: Localised, language: Language): Chosen => {
  const wanted = text[language];
  return wanted === undefined ? { text: text.fr, lang: 'fr' } : { text: wanted, lang: language };
};
