import { InvalidInput } from '../registry/invalid-input.ts';
import { icons } from '../resources/icons.ts';
import { definePrompt, organizationArgument } from './define-prompt.ts';
import { type Days, monthsBefore } from './period.ts';
import { args, changesNothing, expenseRules, mayAct, quoted, steps, writingRules } from './phrases.ts';

const fields = [
  'id',
  'date',
  'amount',
  'currency',
  'converted_amount',
  'label',
  'category',
  'user',
  'type',
  'state',
  'payment_method',
  'warnings',
  'created_at',
];

export const findDuplicates = definePrompt({
  name: 'find_duplicates',
  title: 'Duplicate hunt',
  description:
    'Looks for expenses claimed twice: same person, day and amount, a bill shared and claimed by two, card and cash for one purchase. (Français : chasse aux doublons, language = fr)',
  icon: icons.copies,
  needs: [['search_expenses']],
  arguments: {
    start: { kind: 'day', title: 'First day', description: 'YYYY-MM-DD. Default: 3 months before the last day.' },
    end: { kind: 'day', title: 'Last day', description: 'YYYY-MM-DD. Default: today.' },
    group: { kind: 'group', title: 'Group', description: 'Name of a group; its subgroups are included. Default: all.' },
    organization: organizationArgument,
  },
  text: {
    en: ({ given: { group, organization, ...given }, may, asksFirst, today }) => {
      const days = daysOf(given.start, given.end, today);
      const search = { organization, ...days, groups: group ? [group] : undefined };
      return [
        `Look for expenses that were claimed twice between ${days.start} and ${days.end}${group ? ` in the group ${quoted(group)}` : ''}. Today is ${today}.`,
        '',
        'Steps:',
        ...steps(
          `search_expenses ${args({ ...search, sort: 'largest', limit: 200, fields })}; follow next_cursor to the end (pages cost nothing). If there are more than 2,000, begin with min_amount 20 and tell me what you left out.`,
          'The same search with has_warnings true: Jenji warns of some duplicates itself.',
          'Make candidates, the surest first. A: same person, day, amount and currency. B: same amount, currency and vendor within 3 days, two people (a shared bill claimed by both). C: same person, amounts equal within 1 % once converted, within 3 days (foreign card line and receipt). D: one amount equal to the sum of two others of that person on that day.',
          'Drop what only looks alike: allowances, tickets of public transport, nights of one hotel stay, subscriptions with a month between.',
          may('get_expense') &&
            'For at most 10 pairs, the largest amounts first, call get_expense for both (2 requests each): compare explanation, attendees, when and how it was entered, receipt, linked expenses of a warning. If you can read resources, jenji://expenses/{id}/receipt is the receipt: compare number, time and total on it.',
          mayAct(may) &&
            'Ask me pair by pair what to do. Where I decide against one, use run_expense_action with the action that rejects it, and a comment that names the other expense’s id. One that is already paid cannot be stopped: list it for recovery.',
        ),
        '',
        'Show it like this:',
        '- First one line: pairs found, amount at stake per currency, each pair counted once.',
        '- A table of pairs: certain, probable or to check; person or persons; both dates, labels, amounts, states and ids; why; which one to keep (has a receipt, further in the workflow, entered first) and why.',
        '- One line on what was compared, and what was dropped as harmless.',
        '',
        'Rules:',
        ...expenseRules('en', may),
        '- Two alike are a question to the person, not a fraud. Never delete an expense for this.',
        ...(mayAct(may) ? writingRules('en', { may, asksFirst }, 'run_expense_action') : [changesNothing('en')]),
      ];
    },
    fr: ({ given: { group, organization, ...given }, may, asksFirst, today }) => {
      const days = daysOf(given.start, given.end, today);
      const search = { organization, ...days, groups: group ? [group] : undefined };
      return [
        `Cherche les dépenses déclarées deux fois entre le ${days.start} et le ${days.end}${group ? ` dans le groupe ${quoted(group)}` : ''}. Réponds en français. Nous sommes le ${today}.`,
        '',
        'Étapes :',
        ...steps(
          `search_expenses ${args({ ...search, sort: 'largest', limit: 200, fields })} ; suis next_cursor jusqu’au bout (les pages ne coûtent rien). S’il y en a plus de 2 000, commence avec min_amount 20 et dis-moi ce que tu as laissé de côté.`,
          'La même recherche avec has_warnings true : Jenji signale lui-même certains doublons.',
          'Forme les candidats, les plus sûrs d’abord. A : même personne, même jour, même montant, même devise. B : même montant, même devise, même fournisseur à 3 jours près, deux personnes (une note partagée déclarée par les deux). C : même personne, montants égaux à 1 % près une fois convertis, à 3 jours près (ligne de carte à l’étranger et justificatif). D : un montant égal à la somme de deux autres de cette personne ce jour-là.',
          'Écarte ce qui ne fait que se ressembler : forfaits, tickets de transport, nuits d’un même séjour, abonnements à un mois d’écart.',
          may('get_expense') &&
            'Pour 10 paires au plus, les montants les plus élevés d’abord, appelle get_expense pour les deux (2 requêtes chacune) : compare explication, participants, date et moyen de saisie, justificatif, dépenses liées d’une alerte. Si tu peux lire les ressources, jenji://expenses/{id}/receipt est le justificatif : compare le numéro, l’heure et le total qui y figurent.',
          mayAct(may) &&
            'Demande-moi paire par paire que faire. Là où j’en écarte une, utilise run_expense_action avec l’action qui la refuse, et un commentaire qui cite l’identifiant de l’autre. Une dépense déjà payée ne peut plus être arrêtée : liste-la pour récupération.',
        ),
        '',
        'Présente-le ainsi :',
        '- D’abord une ligne : paires trouvées, montant en jeu par devise, chaque paire comptée une fois.',
        '- Un tableau des paires : certaine, probable ou à vérifier ; la ou les personnes ; les deux dates, libellés, montants, états et identifiants ; pourquoi ; laquelle garder (a un justificatif, plus avancée dans le circuit, saisie en premier) et pourquoi.',
        '- Une ligne sur ce qui a été comparé, et ce qui a été écarté comme anodin.',
        '',
        'Règles :',
        ...expenseRules('fr', may),
        '- Deux dépenses qui se ressemblent sont une question à poser, pas une fraude. Ne supprime jamais une dépense pour cela.',
        ...(mayAct(may) ? writingRules('fr', { may, asksFirst }, 'run_expense_action') : [changesNothing('fr')]),
      ];
    },
  },
});

function daysOf(start: string | undefined, end: string | undefined, today: string): Days {
  const last = end ?? today;
  const first = start ?? monthsBefore(last, 3);
  if (first <= last) return { start: first, end: last };
  throw new InvalidInput({
    field: 'start',
    rule: `must not be after ${end ? `end (${last})` : `today (${last}), which end is when it is left out`}`,
    fix: 'Swap the two, or give both.',
  });
}
