import { type ActionReport, countsOf, type Outcome, outcomeWord, summaryOf } from './action-report.ts';

/** What needs a look comes first. */
const order: readonly Outcome[] = ['unknown', 'failed', 'not-sent', 'skipped', 'done'];

/** A report as plain text to be read, searched and copied: a heading for each outcome, and a line for each record. */
export function reportText(report: ActionReport, when: string): string {
  const counts = countsOf(report);
  const parts = order
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => {
      const lines = report.results
        .filter((result) => result.outcome === outcome)
        // What people and Jenji wrote stays within its line.
        .map(({ name, why }) => [`  ${oneLine(name)}`, ...wrapped(oneLine(why))].join('\n'));
      return [`${outcomeWord(outcome)} (${counts[outcome]})`, ...lines].join('\n');
    });
  return `${summaryOf(report)}\n${when}\n\n${parts.join('\n\n')}\n`;
}

/** In lines that fit a narrow editor, indented. */
function wrapped(text: string): string[] {
  return (text.match(/.{1,90}(?:\s|$)|\S+/gu) ?? []).map((line) => `      ${line.trimEnd()}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
