import type { Settings } from '../settings/settings.ts';
import { change, changes } from './changes.ts';
import type { Resource } from './define-resource.ts';
import { expense, receipt } from './expenses.ts';
import { operation, operations } from './operations.ts';
import { organization, organizationSettings, organizations, settings } from './organizations.ts';
import { variableNames } from './resource-uri.ts';
import { user, users } from './users.ts';

/** Every resource, in the order of the lists. */
const all: readonly Resource[] = [
  organizations,
  settings,
  changes,
  operations,
  organization,
  organizationSettings,
  users,
  user,
  expense,
  receipt,
  change,
  operation,
];

/** The resources that go with the tools of the chosen toolsets. The same for the life of the process. */
export function offeredResources({ toolsets }: Pick<Settings, 'toolsets'>): Resource[] {
  return all.filter(({ toolset }) => toolsets.includes(toolset));
}

/** What `resources/list` and `resources/templates/list` give of each resource, and the toolset it goes with. */
export function resourceEntries() {
  return all.map(({ uri, name, title, description, holds = 'json', icon, priority, audience, toolset }) => ({
    ...(variableNames(uri).length === 0 ? { uri } : { uriTemplate: uri }),
    name,
    title,
    description,
    ...(holds === 'json' && { mimeType: 'application/json' }),
    annotations: { audience: audience ?? ['user', 'assistant'], priority },
    icons: [icon],
    toolset,
  }));
}
