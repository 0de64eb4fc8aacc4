import { recordOf } from './change.ts';

/** Takes over the host's theme and its colours, fonts and radii. */
export function followTheme(context: Record<string, unknown>): void {
  const root = document.documentElement;
  if (context.theme === 'light' || context.theme === 'dark') root.dataset.theme = context.theme;
  const variables = recordOf(recordOf(context.styles).variables);
  for (const [name, value] of Object.entries(variables)) {
    if (/^--[a-z0-9-]+$/.test(name) && typeof value === 'string') root.style.setProperty(name, value);
  }
}
