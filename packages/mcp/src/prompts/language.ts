/** The languages that prompts are written in. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** The language that a code of Jenji or a person means, `fr-FR` included; undefined for others. */
export function languageOf(code: string | null | undefined): Language | undefined {
  const base = code?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === base);
}
