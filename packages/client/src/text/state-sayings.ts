/** What people say for states of expenses, folded, and the codes it stands for. Workflows may have states of their own. */
export const stateSayings: readonly (readonly [codes: RegExp, ...words: string[]])[] = [
  [/^WAITING/, 'pending', 'waiting', 'submitted', 'to approve', 'en attente', 'a valider', 'soumis', 'soumise'],
  [/^WAITING_FOR_VALIDATION$/, 'waiting for approval', 'en attente de validation'],
  [/^ACCEPTED$/, 'approved', 'validated', 'accepte', 'acceptee', 'approuve', 'approuvee', 'valide', 'validee'],
  [/^(REFUSED|REJECTED|NOT_COMPLIANT)$/, 'refused', 'rejected', 'refuse', 'refusee', 'rejete', 'rejetee'],
  [/^EXPORTED$/, 'exporte', 'exportee'],
  [/^ACCOUNTED$/, 'booked', 'comptabilise', 'comptabilisee'],
  [/^PAID$/, 'reimbursed', 'paye', 'payee', 'rembourse', 'remboursee'],
  [/^DELETED$/, 'supprime', 'supprimee'],
];
