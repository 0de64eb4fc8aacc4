import { AbortedError } from '@jenji-kit/client/errors';
import type { Answer, InputQuestion, PickQuestion, SignInDialog } from '../src/accounts/sign-in-dialog.ts';

/** What a person does at a question: picks a value, types a text and presses Enter, goes back, or dismisses it. */
export type Deed =
  | { pick: unknown }
  | { type: string }
  | 'back'
  | 'dismiss'
  | { type: string; thenDismissAt: Promise<unknown> };

export interface ScriptedDialog extends SignInDialog {
  /** The questions as they were asked, with the messages that kept them open. */
  readonly asked: { question: PickQuestion<unknown> | InputQuestion; messages: string[] }[];
}

/** A person who does these things one after the other. What is typed and refused is followed by the next deed. */
export function scriptedDialog(...deeds: Deed[]): ScriptedDialog {
  const asked: ScriptedDialog['asked'] = [];
  const next = () => {
    const deed = deeds.shift();
    if (deed === undefined) throw new Error(`Nobody said what to do at: ${JSON.stringify(asked.at(-1))}`);
    if (deed === 'dismiss') throw new AbortedError('Cancelled.');
    return deed;
  };
  return {
    asked,
    async pick<Value>(question: PickQuestion<Value>): Promise<Answer<Value>> {
      asked.push({ question, messages: [] });
      const deed = next();
      if (deed === 'back') return deed;
      const item = 'pick' in deed ? question.items.find(({ value }) => value === deed.pick) : undefined;
      if (!item) throw new Error(`There is no ${JSON.stringify(deed)} among ${JSON.stringify(question.items)}`);
      return { value: item.value };
    },
    async input(question) {
      const entry = { question, messages: [] as string[] };
      asked.push(entry);
      for (;;) {
        const deed = next();
        if (deed === 'back') return deed;
        if (!('type' in deed)) throw new Error(`Nothing can be picked at: ${question.prompt}`);
        const controller = new AbortController();
        const dismissed = 'thenDismissAt' in deed ? deed.thenDismissAt.then(() => controller.abort()) : undefined;
        const problem =
          question.problem(deed.type) ?? (await question.verify?.run(deed.type.trim(), controller.signal));
        await dismissed;
        if (problem === undefined) return { value: deed.type.trim() };
        entry.messages.push(problem);
      }
    },
  };
}
