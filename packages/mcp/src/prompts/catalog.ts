import type { Offer } from '../server/offer.ts';
import { auditPolicy } from './audit-policy.ts';
import { closeMonth } from './close-month.ts';
import type { May, Prompt } from './define-prompt.ts';
import { explainExpense } from './explain-expense.ts';
import { findDuplicates } from './find-duplicates.ts';
import { areMet } from './needs.ts';
import { onboardEmployee } from './onboard-employee.ts';
import { reviewWaiting } from './review-waiting.ts';

const all: readonly Prompt[] = [
  reviewWaiting,
  closeMonth,
  auditPolicy,
  findDuplicates,
  onboardEmployee,
  explainExpense,
];

/** The prompts that the listed tools suffice for. The same for the life of the process. */
export function offeredPrompts({ tools }: Pick<Offer, 'tools'>): Prompt[] {
  const may = mayCall(tools);
  return all.filter(({ needs }) => areMet(needs, may));
}

/** Whether a tool is listed. */
export function mayCall(tools: Offer['tools']): May {
  const names = new Set(tools.map(({ name }) => name));
  return (tool) => names.has(tool);
}

/** What `prompts/list` gives of each prompt, and what it needs to be listed. */
export function promptEntries() {
  return all.map((prompt) => ({
    name: prompt.name,
    title: prompt.title,
    description: prompt.description,
    icons: [prompt.icon],
    arguments: Object.entries(prompt.arguments).map(([name, { title, description, required = false }]) => ({
      name,
      title,
      description,
      required,
    })),
    needs: prompt.needs,
  }));
}
