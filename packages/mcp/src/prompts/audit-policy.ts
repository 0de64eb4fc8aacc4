import { icons } from '../resources/icons.ts';
import { definePrompt, organizationArgument } from './define-prompt.ts';
import { daysOfMonth, previousMonth } from './period.ts';
import { args, changesNothing, expenseRules, quoted, steps } from './phrases.ts';

const fields = [
  'id',
  'date',
  'amount',
  'currency',
  'converted_amount',
  'label',
  'category',
  'user',
  'group',
  'state',
  'payment_method',
  'explanation',
  'warnings',
  'created_at',
];

export const auditPolicy = definePrompt({
  name: 'audit_policy',
  title: 'Policy audit',
  description:
    'Holds a month of expenses against your expense policy and Jenji’s own warnings, and lists findings with evidence. Changes nothing. (Français : audit de la politique de dépenses, language = fr)',
  icon: icons.shield,
  needs: [['search_expenses']],
  arguments: {
    policy: {
      kind: 'text',
      title: 'Policy',
      description: 'Your rules in your own words, such as: meals up to 25 EUR, no alcohol. Default: usual checks.',
    },
    month: { kind: 'month', title: 'Month', description: 'YYYY-MM. Default: last month.' },
    group: { kind: 'group', title: 'Group', description: 'Name of a group; its subgroups are included. Default: all.' },
    organization: organizationArgument,
  },
  text: {
    en: ({ given: { policy, month, group, organization }, may, today }) => {
      const chosen = month ?? previousMonth(new Date(`${today}T12:00`));
      const period = { organization, ...daysOfMonth(chosen), groups: group ? [group] : undefined };
      return [
        `Audit the expenses of ${chosen}${group ? ` in the group ${quoted(group)}` : ''} against our expense policy. Today is ${today}.`,
        policy
          ? `Our policy, in my words: ${quoted(policy)}`
          : 'I gave no policy: use the usual checks below, and say at the end which limits of ours you would need to know.',
        '',
        'Steps:',
        ...steps(
          may('call_read_operation') &&
            may('list_organizations') &&
            'To know the rules that Jenji applies by itself: list_organizations gives the organization’s id, then call_read_operation with operation "warningRules.list" and path {"organizationId": that id} (2 requests).',
          `search_expenses ${args({ ...period, sort: 'largest', limit: 200, fields })}; follow next_cursor up to 1,000 expenses. If there are more, say so and ask me for a group or a category.`,
          'The same search with has_warnings true: what Jenji itself warns of.',
          `search_expenses ${args({ ...period, group_by: 'category' })} and with group_by "vendor": where the money goes, and what stands out.`,
          policy
            ? 'Apply each rule of the policy to the expenses, with its limits exactly as I wrote them. Where a rule needs something that Jenji does not tell (number of guests, approval by mail), list it as not checkable.'
            : 'Check: amounts far above the others of their category; the same person and vendor several times within 2 days (a bill split to stay under a limit); round amounts without explanation; meals and taxis on weekends; entries made more than 60 days after the expense; mileage and fuel or a rental car of the same person on the same day; labels that are empty or say nothing.',
          may('get_expense') &&
            'Confirm each finding before you report it: get_expense for at most 20, the largest first (2 requests each), for receipt, attendees, custom fields and the words of a warning.',
        ),
        '',
        'Show it like this:',
        '- First one line: expenses checked, findings, amount concerned per currency.',
        '- A table of findings, the most serious first: rule, person, date, label, amount, expense id, evidence, open question. Tell "breaks the rule" from "needs an explanation".',
        '- Per rule: number and amount. Rules without findings in one line.',
        '- For each person concerned, one polite question I could send. A finding is a question, not an accusation.',
        '',
        'Rules:',
        ...expenseRules('en', may),
        changesNothing('en'),
      ];
    },
    fr: ({ given: { policy, month, group, organization }, may, today }) => {
      const chosen = month ?? previousMonth(new Date(`${today}T12:00`));
      const period = { organization, ...daysOfMonth(chosen), groups: group ? [group] : undefined };
      return [
        `Audite les dépenses de ${chosen}${group ? ` du groupe ${quoted(group)}` : ''} au regard de notre politique de dépenses. Réponds en français. Nous sommes le ${today}.`,
        policy
          ? `Notre politique, dans mes mots : ${quoted(policy)}`
          : 'Je n’ai pas donné de politique : fais les contrôles usuels ci-dessous, et dis à la fin lesquels de nos plafonds il te faudrait connaître.',
        '',
        'Étapes :',
        ...steps(
          may('call_read_operation') &&
            may('list_organizations') &&
            'Pour connaître les règles que Jenji applique lui-même : list_organizations donne l’identifiant de l’organisation, puis call_read_operation avec operation "warningRules.list" et path {"organizationId": cet identifiant} (2 requêtes).',
          `search_expenses ${args({ ...period, sort: 'largest', limit: 200, fields })} ; suis next_cursor jusqu’à 1 000 dépenses. S’il y en a plus, dis-le et demande-moi un groupe ou une catégorie.`,
          'La même recherche avec has_warnings true : ce que Jenji signale lui-même.',
          `search_expenses ${args({ ...period, group_by: 'category' })}, puis avec group_by "vendor" : où va l’argent, et ce qui ressort.`,
          policy
            ? 'Applique chaque règle de la politique aux dépenses, avec ses plafonds exactement tels que je les ai écrits. Si une règle demande ce que Jenji ne dit pas (nombre d’invités, accord par courriel), liste-la comme non vérifiable.'
            : 'Contrôle : montants très au-dessus des autres de leur catégorie ; même personne et même fournisseur plusieurs fois en 2 jours (facture fractionnée pour rester sous un plafond) ; montants ronds sans explication ; repas et taxis le week-end ; saisies plus de 60 jours après la dépense ; indemnités kilométriques et carburant ou voiture de location de la même personne le même jour ; libellés vides ou qui ne disent rien.',
          may('get_expense') &&
            'Confirme chaque constat avant de le rapporter : get_expense pour 20 au plus, les plus élevées d’abord (2 requêtes chacune), pour le justificatif, les participants, les champs personnalisés et le texte des alertes.',
        ),
        '',
        'Présente-le ainsi :',
        '- D’abord une ligne : dépenses contrôlées, constats, montant concerné par devise.',
        '- Un tableau des constats, les plus sérieux d’abord : règle, personne, date, libellé, montant, identifiant de la dépense, preuve, question ouverte. Distingue « enfreint la règle » de « demande une explication ».',
        '- Par règle : nombre et montant. Les règles sans constat en une ligne.',
        '- Pour chaque personne concernée, une question polie que je pourrais envoyer. Un constat est une question, pas une accusation.',
        '',
        'Règles :',
        ...expenseRules('fr', may),
        changesNothing('fr'),
      ];
    },
  },
});
