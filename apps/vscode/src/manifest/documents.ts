/** The language of records that are edited as JSON: JSON, with settings of its own. */
const language = 'jenji-json';

export const languages = [
  {
    id: language,
    aliases: [{ en: 'Jenji Record', fr: 'Fiche Jenji' }],
    extensions: ['.jenji.json'],
    configuration: './media/jenji-json/language-configuration.json',
    icon: { light: './media/jenji-json/icon.svg', dark: './media/jenji-json/icon.svg' },
  },
];

export const grammars = [{ language, scopeName: 'source.json.jenji', path: './media/jenji-json/grammar.json' }];

/** The JSON support that is built into the editor takes the language for one of its own. */
export const jsonLanguageParticipants = [{ languageId: language }];

export const configurationDefaults = {
  [`[${language}]`]: {
    // Saving asks for a decision, so it happens when a person wants it.
    'files.autoSave': 'off',
    'editor.formatOnSave': false,
    'editor.tabSize': 2,
    'editor.insertSpaces': true,
    'editor.quickSuggestions': { strings: true },
    'editor.suggest.insertMode': 'replace',
    'editor.wordWrap': 'on',
  },
};
