import type { Plan, Workflow, WorkflowState, WorkflowTransition } from '../world/index.ts';

const approvers = ['manager', 'director'];
const checkers = ['checker'];
const accountants = ['accountant'];

const validation = { marks: 'validated', counts: 'decided' } as const;
const acceptance = { ...validation, stoppedByWarnings: true, reimburses: true } as const;
const verification = { marks: 'checked', counts: 'checked' } as const;

/** From acceptance to reimbursement: the same in every workflow of expenses. */
const accounting: WorkflowTransition[] = [
  { action: 'export', from: ['ACCEPTED'], to: 'EXPORTED', profiles: accountants, exports: 'accounting' },
  {
    action: 'account',
    from: ['EXPORTED'],
    to: 'ACCOUNTED',
    profiles: accountants,
    marks: 'accounted',
    counts: 'accounted',
  },
  {
    action: 'pay',
    from: ['ACCOUNTED'],
    to: 'PAID',
    profiles: accountants,
    marks: 'paid',
    counts: 'paid',
    exports: 'payroll',
  },
];

const settled: WorkflowState[] = ['ACCEPTED', 'EXPORTED', 'ACCOUNTED', 'PAID', 'DELETED'].map((code) => ({
  code,
  editable: false,
}));

/** The manager's two decisions and the step back. The action codes are those of the manual's examples. */
const decision: WorkflowTransition[] = [
  { action: 'accept', from: ['WAITING_FOR_VALIDATION'], to: 'ACCEPTED', profiles: approvers, ...acceptance },
  { action: 'reject', from: ['WAITING_FOR_VALIDATION'], to: 'REFUSED', profiles: approvers, ...validation },
  {
    action: 'reopen',
    from: ['ACCEPTED', 'REFUSED'],
    to: 'WAITING_FOR_VALIDATION',
    profiles: approvers,
    clears: ['validated'],
  },
];

type Step = NonNullable<WorkflowTransition['clears']>[number];

/** The owner sends a refused expense in once more; the steps it went through no longer count. */
function resubmit(from: string[], to: string, clears: Step[]): WorkflowTransition {
  return { action: 'resubmit', from, to, profiles: [], byOwner: true, clears };
}

/** The owner takes back a deletion; the expense starts again. */
function undelete(to: string, clears: Step[]): WorkflowTransition {
  return { action: 'undelete', from: ['DELETED'], to, profiles: [], byOwner: true, clears: ['deleted', ...clears] };
}

/** One approval step: plans FREE and PRO. */
export const simpleWorkflow: Workflow = {
  id: 'simple',
  initialState: 'WAITING_FOR_VALIDATION',
  states: [{ code: 'WAITING_FOR_VALIDATION', editable: true }, { code: 'REFUSED', editable: true }, ...settled],
  transitions: [
    ...decision,
    resubmit(['REFUSED'], 'WAITING_FOR_VALIDATION', ['validated']),
    ...accounting,
    undelete('WAITING_FOR_VALIDATION', ['validated']),
  ],
};

/** A verification ("compliance"), then an approval: plan ENTERPRISE. */
export const complianceWorkflow: Workflow = {
  id: 'compliance',
  initialState: 'WAITING_FOR_COMPLIANCE',
  states: [
    { code: 'WAITING_FOR_COMPLIANCE', editable: true },
    { code: 'NOT_COMPLIANT', editable: true },
    { code: 'WAITING_FOR_VALIDATION', editable: true },
    { code: 'REFUSED', editable: true },
    ...settled,
  ],
  transitions: [
    {
      action: 'compliant',
      from: ['WAITING_FOR_COMPLIANCE'],
      to: 'WAITING_FOR_VALIDATION',
      profiles: checkers,
      ...verification,
    },
    {
      action: 'not-compliant',
      from: ['WAITING_FOR_COMPLIANCE'],
      to: 'NOT_COMPLIANT',
      profiles: checkers,
      ...verification,
    },
    ...decision,
    {
      action: 'recheck',
      from: ['WAITING_FOR_VALIDATION', 'NOT_COMPLIANT'],
      to: 'WAITING_FOR_COMPLIANCE',
      profiles: checkers,
      clears: ['checked'],
    },
    resubmit(['NOT_COMPLIANT', 'REFUSED'], 'WAITING_FOR_COMPLIANCE', ['checked', 'validated']),
    ...accounting,
    undelete('WAITING_FOR_COMPLIANCE', ['checked', 'validated']),
  ],
};

/** An organization's own: the manager validates, then the chief financial officer, each with the same action code. */
export const managerThenCfoWorkflow: Workflow = {
  id: 'manager-then-cfo',
  initialState: 'WAITING_FOR_VALIDATION',
  states: [
    { code: 'WAITING_FOR_VALIDATION', editable: true },
    { code: 'WAITING_FOR_CFO', editable: false },
    { code: 'REFUSED', editable: true },
    ...settled,
  ],
  transitions: [
    {
      action: 'validate',
      from: ['WAITING_FOR_VALIDATION'],
      to: 'WAITING_FOR_CFO',
      profiles: approvers,
      ...verification,
      stoppedByWarnings: true,
    },
    { action: 'validate', from: ['WAITING_FOR_CFO'], to: 'ACCEPTED', profiles: ['cfo'], ...acceptance },
    { action: 'refuse', from: ['WAITING_FOR_VALIDATION'], to: 'REFUSED', profiles: approvers, ...validation },
    { action: 'refuse', from: ['WAITING_FOR_CFO'], to: 'REFUSED', profiles: ['cfo'], ...validation },
    {
      action: 'ask-for-details',
      from: ['WAITING_FOR_CFO'],
      to: 'WAITING_FOR_VALIDATION',
      profiles: ['cfo'],
      clears: ['checked'],
    },
    {
      action: 'reopen',
      from: ['ACCEPTED', 'REFUSED'],
      to: 'WAITING_FOR_VALIDATION',
      profiles: ['cfo'],
      clears: ['checked', 'validated'],
    },
    resubmit(['REFUSED'], 'WAITING_FOR_VALIDATION', ['checked', 'validated']),
    ...accounting,
    undelete('WAITING_FOR_VALIDATION', ['checked', 'validated']),
  ],
};

/** Expense requests, asked for before money is spent, in every plan. Nothing deletes them: they are cancelled. */
export const requestWorkflow: Workflow = {
  id: 'expense-request',
  initialState: 'WAITING_FOR_VALIDATION',
  states: [
    { code: 'WAITING_FOR_VALIDATION', editable: true },
    { code: 'REFUSED', editable: true },
    { code: 'ACCEPTED', editable: false },
    { code: 'CANCELLED', editable: false },
    { code: 'CLOSED', editable: false },
  ],
  transitions: [
    { action: 'validate', from: ['WAITING_FOR_VALIDATION'], to: 'ACCEPTED', profiles: approvers },
    { action: 'refuse', from: ['WAITING_FOR_VALIDATION'], to: 'REFUSED', profiles: approvers },
    { action: 'reopen', from: ['ACCEPTED', 'REFUSED'], to: 'WAITING_FOR_VALIDATION', profiles: approvers },
    { action: 'resubmit', from: ['REFUSED'], to: 'WAITING_FOR_VALIDATION', profiles: [], byOwner: true },
    {
      action: 'cancel',
      from: ['WAITING_FOR_VALIDATION', 'REFUSED', 'ACCEPTED'],
      to: 'CANCELLED',
      profiles: [],
      byOwner: true,
    },
    { action: 'close', from: ['ACCEPTED'], to: 'CLOSED', profiles: accountants },
  ],
};

/** The workflow of expenses in a plan, for an organization without one of its own. */
export function workflowOfPlan(plan: Plan): Workflow {
  return plan === 'ENTERPRISE' ? complianceWorkflow : simpleWorkflow;
}

/** What deleting an expense does to it, from any state that is editable. It is no action: nothing lists it. */
export const deletion: WorkflowTransition = {
  action: 'delete',
  from: [],
  to: 'DELETED',
  profiles: [],
  byOwner: true,
  marks: 'deleted',
  counts: 'deleted',
};
