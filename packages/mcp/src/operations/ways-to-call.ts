import { type Endpoint, type OperationId, operations } from '@jenji-kit/client';
import { toolsFor } from '../registry/tools-for.ts';
import type { Toolset } from '../registry/toolsets.ts';
import type { Settings } from '../settings/settings.ts';

/** Tools that answer what a reading operation does, with names for ids. */
const tools: Partial<Record<OperationId, readonly [toolset: Toolset, tool: string]>> = {
  'organizations.list': ['organizations', 'list_organizations'],
  'organizations.get': ['organizations', 'get_organization'],
  'categories.list': ['organizations', 'get_organization'],
  'paymentMethods.list': ['organizations', 'get_organization'],
  'customFields.expense.list': ['organizations', 'list_custom_fields'],
  'customFields.vehicle.list': ['organizations', 'list_custom_fields'],
  'customOptions.list': ['organizations', 'list_custom_field_options'],
  'users.list': ['users', 'search_users'],
  'users.get': ['users', 'get_user'],
  'users.vehicles.list': ['users', 'get_user'],
  'users.delegations.list': ['users', 'get_user'],
  'expenses.search': ['expenses', 'search_expenses'],
  'expenses.searchOrganization': ['expenses', 'search_expenses'],
  'expenses.get': ['expenses', 'get_expense'],
  'expenses.warnings.list': ['expenses', 'get_expense'],
  'expenses.exports.get': ['expenses', 'get_expense'],
  'expenses.actions.list': ['expenses', 'get_expense'],
};

/** The tools of this server by which an operation can be called, the best first; empty when it has none. */
export function waysToCall(id: OperationId, { toolsets, writes }: Settings): string[] {
  const { hazard }: Endpoint = operations[id];
  if (hazard !== 'read' && writes === 'off') return [];
  const [toolset, tool] = tools[id] ?? [];
  const gateway = hazard === 'read' ? 'call_read_operation' : 'call_write_operation';
  return [
    ...new Set([
      ...(tool && toolset && toolsets.includes(toolset) ? [tool] : []),
      ...toolsFor(id, toolsets),
      ...(toolsets.includes('operations') ? [gateway] : []),
    ]),
  ];
}
