import type { Icon } from '../resources/icons.ts';
import type { Language } from './language.ts';
import type { Needs } from './needs.ts';

/** What an argument names, which says how it is checked and completed. */
export type ArgumentKind =
  | 'organization'
  | 'user'
  | 'group'
  | 'expense'
  | 'month'
  | 'day'
  | 'email'
  | 'text'
  | 'language';

export interface ArgumentDeclaration {
  kind: ArgumentKind;
  title: string;
  /** What it is, and what is taken when it is left out. */
  description: string;
  required?: boolean;
}

type Given<Arguments> = {
  readonly [Name in keyof Arguments]: Arguments[Name] extends { required: true } ? string : string | undefined;
};

/** Whether a tool is listed. A prompt names no other. */
export type May = (tool: string) => boolean;

/** What a prompt is written for. */
export interface Occasion<Arguments = Record<string, ArgumentDeclaration>> {
  /** Cleaned and checked; what was left out or empty is undefined. */
  readonly given: Given<Arguments>;
  readonly may: May;
  /** Whether a change waits for an approval; else it is made at once. */
  readonly asksFirst: boolean;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A task that people give to an assistant again and again, written down once. */
export interface PromptDeclaration<Arguments extends Record<string, ArgumentDeclaration>> {
  /** Words with underscores, a verb first. */
  name: string;
  title: string;
  description: string;
  icon: Icon;
  needs: Needs;
  arguments: Arguments;
  /** The text in each language: lines, without those that are undefined or false. Throw InvalidInput for arguments that contradict each other. */
  text: Readonly<Record<Language, (occasion: Occasion<Arguments>) => Line[]>>;
}

export type Line = string | false | undefined;

/** A prompt with any arguments. */
export type Prompt = PromptDeclaration<Record<string, ArgumentDeclaration>>;

const languageArgument = {
  kind: 'language',
  title: 'Language',
  description: 'en or fr. Default: the language of the organization if it is already known, else English.',
} as const satisfies ArgumentDeclaration;

export const organizationArgument = {
  kind: 'organization',
  title: 'Organization',
  description: 'Name or id; only needed when the API key sees several.',
} as const satisfies ArgumentDeclaration;

export function definePrompt<const Arguments extends Record<string, ArgumentDeclaration>>(
  declaration: PromptDeclaration<Arguments>,
): Prompt {
  const { text } = declaration;
  // Who writes the text has checked the arguments: those that are required are there.
  const written = (language: Language) => (occasion: Occasion) => text[language](occasion as Occasion<Arguments>);
  return {
    ...declaration,
    arguments: { ...declaration.arguments, language: languageArgument },
    text: { en: written('en'), fr: written('fr') },
  };
}
