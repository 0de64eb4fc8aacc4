import * as l10n from '@vscode/l10n';
import { failureWords } from '../words/failure-words.ts';
import type { Problem } from './page-data.ts';
import type { Part } from './part.ts';

/** What could not be read. What failed for one reason is one problem. */
export function problemsOf(parts: Iterable<Part<unknown>>, language: string): Problem[] {
  const alike = new Map<string, Part<unknown>[]>();
  for (const part of parts) {
    if (part.failure === undefined || part.isLoading) continue;
    const kind = `${part.value !== undefined} ${failureWords(part.failure).text}`;
    alike.set(kind, [...(alike.get(kind) ?? []), part]);
  }
  return [...alike.values()].map((failed) => {
    const { text, retry } = failureWords(failed[0]?.failure);
    const things = listed(
      failed.map(({ what }) => what),
      language,
    );
    const what =
      failed[0]?.value !== undefined
        ? l10n.t('Could not read {0} again; what you see is older.', things)
        : l10n.t('Could not read {0}.', things);
    return { text: `${what} ${text}`, retry };
  });
}

/** `a, b and c`, in the person's language. */
export function listed(things: readonly string[], language: string): string {
  return new Intl.ListFormat(language).format(new Set(things));
}
