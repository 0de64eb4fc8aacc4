import { icons } from '../resources/icons.ts';
import { definePrompt, organizationArgument } from './define-prompt.ts';
import { daysOfMonth, monthsBefore, previousMonth } from './period.ts';
import { args, changesNothing, expenseRules, mayAct, steps, writingRules } from './phrases.ts';

export const closeMonth = definePrompt({
  name: 'close_month',
  title: 'Month-end close',
  description:
    'Tells whether a month of expenses can be closed: what is in which state, who still blocks it, totals for the books, what is odd. (Français : clôture mensuelle, language = fr)',
  icon: icons.calendar,
  needs: [['search_expenses']],
  arguments: {
    month: { kind: 'month', title: 'Month', description: 'YYYY-MM. Default: last month.' },
    organization: organizationArgument,
  },
  text: {
    en: ({ given: { month, organization }, may, asksFirst, today }) => {
      const { chosen, days, before, wide } = periodsOf(month, today);
      return [
        `Prepare the month-end close of the expenses of ${chosen} (${days.start} to ${days.end}). Today is ${today}.`,
        '',
        'Steps. The first call reads four months at once; the searches inside that period cost nothing more.',
        ...steps(
          `search_expenses ${args({ organization, ...wide, group_by: 'month' })}: totals per month, to compare with.`,
          `search_expenses ${args({ organization, ...days, group_by: 'state' })}: how many and how much is in each state.`,
          `search_expenses ${args({ organization, ...wide, states: ['waiting'], group_by: 'user' })}, then the same with sort "oldest" and limit 50 instead of group_by: what still waits, for this month and the three before, and whose it is.`,
          `search_expenses ${args({ organization, ...days, has_warnings: true, sort: 'largest', limit: 50 })}: what has open warnings.`,
          `search_expenses ${args({ organization, ...days, group_by: 'category' })} and the same with ${args(before)}; then both with group_by "payment_method": the totals for the books, and what to compare them with.`,
          `search_expenses ${args({ organization, ...days, date_basis: 'creation', sort: 'oldest', limit: 50 })} (1 request): expenses entered in this month that belong to an earlier one.`,
          may('get_expense') &&
            'If I ask whether something was exported: get_expense with exports true (3 requests each, at most 10).',
          mayAct(may) &&
            'Then ask me what to act on. For the expenses I name, get_expense tells the actions possible now, and run_expense_action runs one on many at once (5 requests for each expense).',
        ),
        '',
        'Show it like this:',
        '- First the verdict in one sentence: the month can be closed, or what prevents it.',
        '- States: a table with number and total per currency, and the converted total.',
        '- What blocks: by person, number, amount, oldest date, warnings; the one to remind first on top. Offer to write the reminders.',
        '- Totals by category and by payment method, each with the change from the average of the three months before; name every change of more than 30 %.',
        '- What is odd: late entries, expenses that Jenji did not convert, very large single amounts.',
        '- What I have to decide, as a short numbered list.',
        '',
        'Rules:',
        ...expenseRules('en', may),
        ...(mayAct(may) ? writingRules('en', { may, asksFirst }, 'run_expense_action') : [changesNothing('en')]),
      ];
    },
    fr: ({ given: { month, organization }, may, asksFirst, today }) => {
      const { chosen, days, before, wide } = periodsOf(month, today);
      return [
        `Prépare la clôture mensuelle des dépenses de ${chosen} (du ${days.start} au ${days.end}). Réponds en français. Nous sommes le ${today}.`,
        '',
        'Étapes. Le premier appel lit quatre mois d’un coup ; les recherches à l’intérieur de cette période ne coûtent plus rien.',
        ...steps(
          `search_expenses ${args({ organization, ...wide, group_by: 'month' })} : les totaux par mois, pour comparer.`,
          `search_expenses ${args({ organization, ...days, group_by: 'state' })} : combien de dépenses et quel montant dans chaque état.`,
          `search_expenses ${args({ organization, ...wide, states: ['waiting'], group_by: 'user' })}, puis la même recherche avec sort "oldest" et limit 50 au lieu de group_by : ce qui attend encore, pour ce mois et les trois précédents, et chez qui.`,
          `search_expenses ${args({ organization, ...days, has_warnings: true, sort: 'largest', limit: 50 })} : ce qui a des alertes ouvertes.`,
          `search_expenses ${args({ organization, ...days, group_by: 'category' })}, puis de même avec ${args(before)} ; puis les deux avec group_by "payment_method" : les totaux pour la comptabilité, et de quoi les comparer.`,
          `search_expenses ${args({ organization, ...days, date_basis: 'creation', sort: 'oldest', limit: 50 })} (1 requête) : les dépenses saisies ce mois-ci qui relèvent d’un mois antérieur.`,
          may('get_expense') &&
            'Si je demande si une dépense a été exportée : get_expense avec exports true (3 requêtes chacune, 10 au plus).',
          mayAct(may) &&
            'Demande-moi ensuite sur quoi agir. Pour les dépenses que je désigne, get_expense donne les actions possibles maintenant, et run_expense_action en exécute une sur plusieurs à la fois (5 requêtes par dépense).',
        ),
        '',
        'Présente-le ainsi :',
        '- D’abord le verdict en une phrase : le mois peut être clos, ou ce qui l’empêche.',
        '- États : un tableau avec nombre et total par devise, et le total converti.',
        '- Ce qui bloque : par personne, nombre, montant, date la plus ancienne, alertes ; la personne à relancer d’abord en haut. Propose de rédiger les relances.',
        '- Totaux par catégorie et par moyen de paiement, chacun avec l’écart par rapport à la moyenne des trois mois précédents ; nomme tout écart de plus de 30 %.',
        '- Ce qui surprend : saisies tardives, dépenses que Jenji n’a pas converties, montants isolés très élevés.',
        '- Ce que je dois décider, en courte liste numérotée.',
        '',
        'Règles :',
        ...expenseRules('fr', may),
        ...(mayAct(may) ? writingRules('fr', { may, asksFirst }, 'run_expense_action') : [changesNothing('fr')]),
      ];
    },
  },
});

function periodsOf(month: string | undefined, today: string) {
  const chosen = month ?? previousMonth(new Date(`${today}T12:00`));
  const days = daysOfMonth(chosen);
  const start = monthsBefore(days.start, 3);
  const before = { start, end: daysOfMonth(monthsBefore(days.start, 1).slice(0, 7)).end };
  return { chosen, days, before, wide: { start, end: days.end } };
}
