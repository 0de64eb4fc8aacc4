/** What the card says, in the language of the host's user. */
const english = {
  change: 'Change in Jenji',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: 'empty',
  lost: 'Would be lost',
  skipped: 'Left out',
  notes: 'Good to know',
  undo: 'Undo',
  changesLeftOut: (count: number) =>
    `${count} ${count === 1 ? 'change that is' : 'changes that are'} too long to be shown here`,
  itemsLeftOut: (count: number) => `… and ${count} more ${count === 1 ? 'record' : 'records'}, not shown here`,
  cost: (requests: number, seconds: number) =>
    `${requests} ${requests === 1 ? 'request' : 'requests'} to Jenji, about ${seconds} s`,
  approve: 'Approve',
  refuse: 'Refuse',
  waiting: 'Nothing has been changed yet.',
  working: 'Carrying it out…',
  committed: 'Done, and read back.',
  partly: 'Only part of it was done.',
  refused: 'Refused. Nothing was changed.',
  failed: 'Not done.',
  expired: 'This plan is too old. Ask for a new one.',
  cancelled: 'The call was cancelled.',
  loading: 'Waiting for the plan…',
};

const french: typeof english = {
  change: 'Modification dans Jenji',
  field: 'Champ',
  before: 'Avant',
  after: 'Après',
  nothing: 'vide',
  lost: 'Serait perdu',
  skipped: 'Laissé de côté',
  notes: 'Bon à savoir',
  undo: 'Annulation',
  changesLeftOut: (count) =>
    `${count} ${count === 1 ? 'modification trop longue pour être affichée' : 'modifications trop longues pour être affichées'} ici`,
  itemsLeftOut: (count) =>
    `… et ${count} ${count === 1 ? 'autre enregistrement, non affiché' : 'autres enregistrements, non affichés'} ici`,
  cost: (requests, seconds) => `${requests} ${requests === 1 ? 'requête' : 'requêtes'} à Jenji, environ ${seconds} s`,
  approve: 'Approuver',
  refuse: 'Refuser',
  waiting: 'Rien n’a encore été modifié.',
  working: 'En cours…',
  committed: 'Fait, et relu.',
  partly: 'Fait en partie seulement.',
  refused: 'Refusé. Rien n’a été modifié.',
  failed: 'Pas fait.',
  expired: 'Ce plan est trop ancien. Demandez-en un nouveau.',
  cancelled: 'L’appel a été annulé.',
  loading: 'En attente du plan…',
};

export type Words = typeof english;

export function wordsFor(locale: unknown): Words {
  return typeof locale === 'string' && locale.toLowerCase().startsWith('fr') ? french : english;
}
