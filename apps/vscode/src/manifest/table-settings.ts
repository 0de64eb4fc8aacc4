import type { Section } from './settings.ts';

/** What can be set about tables of expenses. */
export const tableSettings: Section = {
  title: { en: 'Tables', fr: 'Tableaux' },
  order: 4,
  properties: {
    'jenji.table.csvSeparator': {
      type: 'string',
      enum: ['auto', 'comma', 'semicolon'],
      default: 'auto',
      scope: 'window',
      order: 1,
      markdownDescription: {
        en: 'What separates the cells of exported CSV files. `auto` follows the language of VS Code: semicolons with decimal commas in French, commas with decimal points in English, as spreadsheets in that language read them. `comma` goes with decimal points, `semicolon` with decimal commas.',
        fr: 'Ce qui sépare les cellules des fichiers CSV exportés. `auto` suit la langue de VS Code : points-virgules et virgules décimales en français, virgules et points décimaux en anglais, comme les tableurs de cette langue les lisent. `comma` va avec le point décimal, `semicolon` avec la virgule décimale.',
      },
    },
  },
};
