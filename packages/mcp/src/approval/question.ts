/** What a person is asked before something is carried out. */
export interface Question {
  /** What it is about, as several lines of plain text. */
  message: string;
  /** The fields of the form. Names are this server's; a person's client shows title and description. */
  fields: Readonly<Record<string, QuestionField>>;
  /** Comes back with the answer, whole and unread by whoever carries it: the sealed token of the plan. */
  state: string;
}

interface Worded {
  title: string;
  description: string;
}

export type QuestionField =
  | (Worded & { type: 'boolean' })
  | (Worded & { type: 'string' })
  | (Worded & { type: 'integer' });

/** An answer of a tool that has to ask first. The same call comes again with what the person said. */
export class Asks {
  readonly question: Question;

  constructor(question: Question) {
    this.question = question;
  }
}

/** What a person said to a question of this call. */
export interface PersonsAnswer {
  state: string;
  /** Anything but `accept` means no. */
  action: 'accept' | 'decline' | 'cancel' | 'unreadable';
  content: Readonly<Record<string, unknown>>;
}

/** How the person in front of the client of this call can be reached. */
export interface Asking {
  /** Whether the client said that it shows forms to a person. */
  readonly possible: boolean;
  /** Whether the client said that it shows the cards of MCP Apps, on which a person can press a button. */
  readonly cards: boolean;
  /** Present when the call comes again with an answer. */
  readonly answer?: PersonsAnswer | undefined;
}

/** For callers that reach no person. */
export const nobodyToAsk: Asking = { possible: false, cards: false };
