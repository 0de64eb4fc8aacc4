/** A question of several, and where it stands among them. */
interface Question {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly canGoBack: boolean;
}

export interface PickQuestion<Value> extends Question {
  readonly placeholder: string;
  readonly items: readonly {
    readonly label: string;
    readonly description?: string;
    readonly detail?: string;
    readonly value: Value;
    /** The one that was chosen before. */
    readonly active?: boolean;
  }[];
}

export interface InputQuestion extends Question {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** It is not shown while it is typed. */
  readonly password?: boolean;
  /** What is wrong with what was typed so far. */
  readonly problem: (typed: string) => string | undefined;
  /**
   * Looks at what was entered before it is taken; a message keeps the question open. Its signal aborts when somebody
   * types on, goes back or dismisses the dialog.
   */
  readonly verify?: {
    readonly doing: string;
    readonly run: (entered: string, signal: AbortSignal) => Promise<string | undefined>;
  };
}

/** `back` is the wish to change the answer before. */
export type Answer<Value> = { readonly value: Value } | 'back';

/** Asks a person, one question after another. Each rejects with AbortedError when the person dismisses it. */
export interface SignInDialog {
  pick<Value>(question: PickQuestion<Value>): Promise<Answer<Value>>;
  input(question: InputQuestion): Promise<Answer<string>>;
}
