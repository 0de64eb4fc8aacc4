import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { actingUser, findUser, ownOrganization, reaches, requireActive, requireMayEdit } from '../access.ts';
import { badRequest, forbidden, invalidField, notFound, unknownReference } from '../http/api-error.ts';
import { bodyReader, customFieldValues, localDate, mandatoryText, patchText, text, texts } from '../http/body.ts';
import { type Call, handlers } from '../http/call.ts';
import { isEditable } from '../rules/workflow.ts';
import type { ExpenseRequest, OrganizationState } from '../world/index.ts';
import { requireFittingCustomFields } from './custom-field-values.ts';
import { list } from './views.ts';
import { actionBody, decide, listActions } from './workflow-actions.ts';

const criteria = bodyReader(() => z.object({ start: localDate, end: localDate, states: texts }));
const files = () => z.array(z.object({ name: mandatoryText, file: mandatoryText })).optional();
const contents = () => ({ label: mandatoryText, comment: text, files: files(), customFields: customFieldValues });
const creation = bodyReader(() => z.object({ ...contents(), type: mandatoryText, userId: mandatoryText }));
const replacement = bodyReader(() => z.object(contents()));
// "Mandatory" here as well: the table of the patch is that of the update, word for word.
const patch = bodyReader(() => z.object({ ...contents(), comment: patchText }));

export const expenseRequestHandlers = handlers({
  'expenseRequests.search': (call) => {
    const { start, end, states = [] } = criteria(call.body);
    const requests = [...ownOrganization(call).expenseRequests.values()];
    return list(
      requests.filter(({ creationDate, state }) => {
        const day = creationDate.slice(0, 10);
        return start <= day && day <= end && (states.length === 0 || states.includes(state));
      }),
    );
  },

  'expenseRequests.create': (call) => {
    const body = creation(call.body);
    const found = findUser(call, body.userId);
    if (!found) throw unknownReference('userId', body.userId);
    const { organization, user } = found;
    requireActive(organization, user);
    if (!organization.expenseRequestTypes.includes(body.type)) {
      const known = organization.expenseRequestTypes.join(', ') || 'none: requests are not enabled';
      throw invalidField('type', `"${body.type}" is not configured (${known})`);
    }
    requireContents(call, organization, body);
    const request: ExpenseRequest = {
      id: randomUUID(),
      shortId: randomBytes(4).toString('hex').toUpperCase(),
      ...body,
      state: organization.expenseRequestWorkflow.initialState,
      expenses: [],
      creationDate: call.now().toISOString(),
    };
    organization.expenseRequests.set(request.id, request);
    return request;
  },

  'expenseRequests.get': (call) => requestOf(call).request,

  // Files, comment and custom fields that are left out are gone.
  'expenseRequests.update': (call) => {
    const { organization, request } = editableRequestOf(call);
    const body = replacement(call.body);
    requireContents(call, organization, body, request);
    const { label, comment, files: sent, customFields } = body;
    return put(organization, { ...request, label, comment, files: sent, customFields });
  },

  // Nothing is removed: a file that is there already is renamed, the others are added.
  'expenseRequests.patch': (call) => {
    const { organization, request } = editableRequestOf(call);
    const body = patch(call.body);
    requireContents(call, organization, body, request);
    const present = request.files ?? [];
    const sent = body.files ?? [];
    const renamed = present.map((each) => sent.find(({ file }) => file === each.file) ?? each);
    const added = sent.filter(({ file }) => !present.some((each) => each.file === file));
    return put(organization, {
      ...request,
      label: body.label,
      comment: (body.comment ?? request.comment) || undefined,
      customFields: body.customFields ? { ...request.customFields, ...body.customFields } : request.customFields,
      files: renamed.length + added.length > 0 ? [...renamed, ...added] : request.files,
    });
  },

  'expenseRequests.actions.list': (call) => {
    const { organization, request } = requestOf(call);
    return list(listActions(organization.expenseRequestWorkflow, request.state));
  },

  'expenseRequests.actions.execute': (call) => {
    const { organization, request, owner } = requestOf(call);
    const { actionUserId } = actionBody(call.body);
    const actor = actingUser(call, organization, actionUserId);
    const workflow = organization.expenseRequestWorkflow;
    const transition = decide(call, organization, workflow, request.state, owner, actor);
    return put(organization, { ...request, state: transition.to });
  },
});

function requestOf(call: Call) {
  const id = call.parameter('requestId');
  for (const organization of call.world.organizations.values()) {
    const request = organization.expenseRequests.get(id);
    if (!request) continue;
    if (!reaches(call, organization.header.id, 'bookkeeper')) {
      throw forbidden('This key has no access to the organization of the request');
    }
    const owner = organization.users.get(request.userId)?.user;
    if (!owner) throw notFound('user', request.userId);
    return { organization, request, owner };
  }
  throw notFound('expense request', id);
}

function editableRequestOf(call: Call) {
  const found = requestOf(call);
  const { organization, request, owner } = found;
  const workflow = organization.expenseRequestWorkflow;
  requireMayEdit(call, organization, actingUser(call, organization), owner, workflow, request.state);
  if (!isEditable(workflow, request.state)) {
    throw badRequest(`An expense request in state ${request.state} can not be changed`, 'INVALID_STATE');
  }
  return found;
}

function requireContents(
  call: Call,
  organization: OrganizationState,
  { files: sent = [], customFields }: Pick<ReturnType<typeof replacement>, 'files' | 'customFields'>,
  present?: ExpenseRequest,
): void {
  for (const [index, { file }] of sent.entries()) {
    const isKnown =
      call.links.isUploaded(file, 'EXPENSE_REQUEST') ||
      [...organization.expenseRequests.values()].some(({ files: known = [] }) => known.some((f) => f.file === file));
    if (!isKnown) throw invalidField(`files[${index}].file`, 'no file for a request was uploaded with this key');
  }
  requireFittingCustomFields(organization, 'expenseRequest', customFields, present?.customFields);
}

function put({ expenseRequests }: OrganizationState, request: ExpenseRequest): ExpenseRequest {
  expenseRequests.set(request.id, request);
  return request;
}
