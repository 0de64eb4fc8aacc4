import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpenseRecord, User, Workflow } from '../world/index.ts';
import {
  type ActionContext,
  decideAction,
  isEditable,
  isStoppedByWarning,
  performTransition,
  principalsOf,
  transitionsFrom,
} from './workflow.ts';
import {
  complianceWorkflow,
  deletion,
  managerThenCfoWorkflow,
  requestWorkflow,
  simpleWorkflow,
  workflowOfPlan,
} from './workflows.ts';

const groups = [{ id: 'root' }, { id: 'sales', parentGroupId: 'root' }, { id: 'north', parentGroupId: 'sales' }];

function user(id: string, profiles: Record<string, string[]> = {}, more: Partial<User> = {}): User {
  return {
    id,
    login: `${id}@example.com`,
    organizationId: 'org',
    groupId: 'north',
    vehicles: [],
    updatedAt: '2024-01-01T00:00:00Z',
    createdAt: '2024-01-01T00:00:00Z',
    profiles: Object.entries(profiles).map(([profileId, groupIds]) => ({ profileId, groupIds })),
    mainAccount: true,
    delegations: [],
    ...more,
  };
}

const owner = user('owner');
const manager = user('manager', { manager: ['sales'] });
const checker = user('checker', { checker: ['root'] });
const accountant = user('accountant', { accountant: ['root'] });
const cfo = user('cfo', { cfo: ['root'] });
const someone = { actorId: 'someone', at: '2024-03-01T08:00:00Z' };
const euros = { masterCurrency: 'EUR', rate: 1 };
const everybody = [owner, manager, checker, accountant, cfo];

function record(state: string, more: object = {}): ExpenseRecord {
  return {
    expense: {
      id: 'e1',
      userId: 'owner',
      organizationId: 'org',
      type: 'STANDARD',
      time: '2024-02-29',
      total: 100,
      currency: 'GBP',
      state,
      createdAt: '2024-02-29T10:00:00Z',
      ...more,
    },
  };
}

/** Codes of the actions that somebody may perform now. */
function possibleActions(workflow: Workflow, context: ActionContext): string[] {
  const codes = transitionsFrom(workflow, context.state).map(({ action }) => action);
  return codes.filter((action) => decideAction(workflow, action, context).possible);
}

/** Performs the actions one after the other, each by the first user who may. */
function walk(workflow: Workflow, actions: string[], start = record(workflow.initialState)): ExpenseRecord {
  return actions.reduce((current, action, step) => {
    for (const actor of everybody) {
      const verdict = decideAction(workflow, action, { state: current.expense.state, owner, actor, groups });
      if (!verdict.possible) continue;
      const by = { actorId: actor.id, at: `2024-03-0${step + 1}T08:00:00Z` };
      return performTransition(
        current,
        verdict.transition,
        by,
        { masterCurrency: 'EUR', rate: 1.17 },
        () => `x${step}`,
      );
    }
    throw new Error(`nobody may ${action} in ${current.expense.state}`);
  }, start);
}

describe('the workflow of plan PRO', () => {
  it('offers accept and reject to the manager of a group above, and nothing to others', () => {
    const context = { state: 'WAITING_FOR_VALIDATION', owner, groups };
    expect(possibleActions(simpleWorkflow, { ...context, actor: manager })).toEqual(['accept', 'reject']);
    for (const actor of [owner, checker, accountant, user('elsewhere', { manager: ['south'] })]) {
      expect(possibleActions(simpleWorkflow, { ...context, actor })).toEqual([]);
    }
  });

  it('leads to payment, leaving who and when, the reimbursement and the exports', () => {
    const paid = walk(simpleWorkflow, ['accept', 'export', 'account', 'pay']);
    expect(paid.expense).toMatchObject({
      state: 'PAID',
      validatedBy: 'manager',
      validatedAt: '2024-03-01T08:00:00Z',
      accountedBy: 'accountant',
      accountedAt: '2024-03-03T08:00:00Z',
      paidBy: 'accountant',
      paidAt: '2024-03-04T08:00:00Z',
      reimbursement: { reimbursementCurrency: 'EUR', reimbursableAmount: 117, dueAmount: 117 },
    });
    expect(paid.exports).toEqual({ accounting: 'x1', payroll: 'x3' });
  });

  it('takes back the decision and the reimbursement when it is reopened', () => {
    const reopened = walk(simpleWorkflow, ['accept', 'reopen']).expense;
    expect(reopened.state).toBe('WAITING_FOR_VALIDATION');
    expect(reopened).not.toHaveProperty('validatedBy');
    expect(reopened).not.toHaveProperty('validatedAt');
    expect(reopened).not.toHaveProperty('reimbursement');
  });

  it('lets the owner resubmit what was refused, and update it meanwhile', () => {
    expect(isEditable(simpleWorkflow, 'REFUSED')).toBe(true);
    expect(isEditable(simpleWorkflow, 'ACCEPTED')).toBe(false);
    expect(walk(simpleWorkflow, ['reject', 'resubmit']).expense.state).toBe('WAITING_FOR_VALIDATION');
  });

  it('marks a deletion and can take it back', () => {
    const waiting = record('WAITING_FOR_VALIDATION');
    const gone = performTransition(waiting, deletion, { ...someone, actorId: 'owner' }, euros, () => 'x');
    expect(gone.expense).toMatchObject({ state: 'DELETED', deletedBy: 'owner', deletedAt: someone.at });
    expect(waiting.expense.state).toBe('WAITING_FOR_VALIDATION');
    expect(walk(simpleWorkflow, ['undelete'], gone).expense).not.toHaveProperty('deletedAt');
  });
});

describe('the workflow of plan ENTERPRISE', () => {
  it('checks compliance before validation', () => {
    const waiting = { state: 'WAITING_FOR_COMPLIANCE', owner, groups };
    expect(possibleActions(complianceWorkflow, { ...waiting, actor: manager })).toEqual([]);
    expect(possibleActions(complianceWorkflow, { ...waiting, actor: checker })).toEqual(['compliant', 'not-compliant']);
    expect(walk(complianceWorkflow, ['compliant', 'accept']).expense).toMatchObject({
      state: 'ACCEPTED',
      checkedBy: 'checker',
      validatedBy: 'manager',
    });
  });

  it('is the one of the plan', () => {
    expect(workflowOfPlan('ENTERPRISE')).toBe(complianceWorkflow);
    expect(workflowOfPlan('PRO')).toBe(simpleWorkflow);
  });
});

describe('a custom workflow', () => {
  it('needs the chief financial officer after the manager, by the same action', () => {
    const first = walk(managerThenCfoWorkflow, ['validate']);
    expect(first.expense).toMatchObject({ state: 'WAITING_FOR_CFO', checkedBy: 'manager' });
    expect(first.expense).not.toHaveProperty('reimbursement');
    expect(walk(managerThenCfoWorkflow, ['validate'], first).expense).toMatchObject({
      state: 'ACCEPTED',
      validatedBy: 'cfo',
    });
  });
});

describe('a refused action says why', () => {
  const context = { state: 'WAITING_FOR_VALIDATION', owner, actor: manager, groups };
  it.each([
    ['fly', {}, 'unknown-action'],
    ['pay', { actor: accountant }, 'wrong-state'],
    ['accept', { actor: checker }, 'not-allowed'],
    ['accept', { stopped: true }, 'stopped-by-warning'],
  ])('%s %j: %s', (action, more, refusal) => {
    expect(decideAction(simpleWorkflow, action, { ...context, ...more })).toMatchObject({ possible: false, refusal });
  });

  it('a warning stops the acceptance but not the rejection, until it is muted', () => {
    expect(possibleActions(simpleWorkflow, { ...context, stopped: true })).toEqual(['reject']);
    const warning = { warningRuleId: 'r', userId: 'owner', time: '2024-02-29', updatedAt: '2024-03-01T08:00:00Z' };
    const warned = (more: object) => record('X', { warnings: [{ ...warning, ...more }] }).expense;
    expect(isStoppedByWarning(warned({}))).toBe(false);
    expect(isStoppedByWarning(warned({ isPreventingValidation: true }))).toBe(true);
    expect(isStoppedByWarning(warned({ isPreventingValidation: true, mutedAt: '2024-03-02T08:00:00Z' }))).toBe(false);
  });
});

describe('delegations', () => {
  const delegation = {
    id: 'manager',
    userId: 'manager',
    permission: 'WRITE' as const,
    start: '2024-03-01',
    end: '2024-03-10',
  };

  it('give a stand-in the manager’s rights, on the days they are valid', () => {
    const standIn = user('stand-in', {}, { delegations: [delegation] });
    const onDay = (day: string) =>
      possibleActions(simpleWorkflow, {
        state: 'WAITING_FOR_VALIDATION',
        owner,
        actor: standIn,
        groups,
        principals: principalsOf(standIn, everybody, day),
      });
    expect(onDay('2024-02-29')).toEqual([]);
    expect(onDay('2024-03-01')).toEqual(['accept', 'reject']);
    expect(onDay('2024-03-10')).toEqual(['accept', 'reject']);
    expect(onDay('2024-03-11')).toEqual([]);
  });

  it('cover a group, and give nothing without permission WRITE', () => {
    const group = (permission: 'WRITE' | 'READ') =>
      user('a', {}, { delegations: [{ id: 'north', groupId: 'north', permission }] });
    expect(principalsOf(group('WRITE'), everybody, '2024-03-01')).toHaveLength(everybody.length);
    expect(principalsOf(group('READ'), everybody, '2024-03-01')).toEqual([]);
  });
});

const workflows = [simpleWorkflow, complianceWorkflow, managerThenCfoWorkflow, requestWorkflow];

describe.each(workflows.map((workflow) => [workflow.id, workflow] as const))('workflow %s', (_, workflow) => {
  const codes = workflow.states.map(({ code }) => code);

  it('knows every state that it names, and means one thing by each action in each state', () => {
    expect(codes).toContain(workflow.initialState);
    const arrows = workflow.transitions.flatMap(({ action, from, to }) => {
      expect(codes).toContain(to);
      return from.map((state) => `${state} ${action}`);
    });
    expect(new Set(arrows).size).toBe(arrows.length);
    for (const arrow of arrows) expect(codes).toContain(arrow.split(' ')[0]);
  });

  it('keeps its marks in step with its state whatever is done', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (choices) => {
        let current = record(workflow.initialState);
        for (const choice of choices) {
          const open = workflow.transitions.filter(({ from }) => from.includes(current.expense.state));
          const transition = open[choice % open.length];
          if (!transition) break;
          current = performTransition(current, transition, someone, euros, () => 'x');
        }
        const { state, reimbursement, paidBy, validatedBy } = current.expense;
        expect(paidBy !== undefined).toBe(state === 'PAID');
        if (workflow === requestWorkflow) return;
        expect(reimbursement !== undefined).toBe(['ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID'].includes(state));
        if (state.startsWith('WAITING')) expect(validatedBy).toBeUndefined();
      }),
    );
  });
});
