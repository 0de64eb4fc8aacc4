import { icons } from '../resources/icons.ts';
import { definePrompt, organizationArgument } from './define-prompt.ts';
import { monthsBefore } from './period.ts';
import { args, changesNothing, expenseRules, mayAct, quoted, steps, writingRules } from './phrases.ts';

const fields = ['id', 'date', 'amount', 'currency', 'label', 'category', 'user', 'state', 'explanation', 'warnings'];

export const reviewWaiting = definePrompt({
  name: 'review_waiting',
  title: 'Review what waits for me',
  description:
    'Goes through the expenses that wait for approval, tells which are fine and which need a closer look, and prepares the decisions. (Français : valider ce qui m’attend, language = fr)',
  icon: icons.inbox,
  needs: [['search_expenses']],
  arguments: {
    me: {
      kind: 'user',
      title: 'Me',
      description: 'Name or login of who approves. Default: the whole queue, whoever it is for.',
    },
    group: { kind: 'group', title: 'Group', description: 'Name of a group; its subgroups are included. Default: all.' },
    organization: organizationArgument,
  },
  text: {
    en: ({ given: { me, group, organization }, may, asksFirst, today }) => [
      `Help me review the expenses that wait for approval${group ? ` in the group ${quoted(group)}` : ''}, and prepare my decisions. Today is ${today}.`,
      '',
      'Steps:',
      ...steps(
        me && may('get_user')
          ? `Call get_user with ${args({ organization, user: me })}. Its profiles and delegations say for which groups I act as manager, checker or accountant${group ? '; keep only what lies in the group above' : ''}. If I act for none, say so and ask whose queue I mean.`
          : me && `I am ${quoted(me)}. Ask me for which groups I approve before you search.`,
        `Call search_expenses with ${args({ organization, states: ['waiting'], start: monthsBefore(today, 12), end: today, groups: group ? [group] : undefined, sort: 'oldest', limit: 100, fields })}${me && !group ? ', and with groups set to mine' : ''}. If there are more than 300, call it again with group_by "user" and ask me with whom to begin; else follow next_cursor to the end.${me ? ' Leave out my own expenses.' : ''}`,
        'Sort them into three. Fine: no warnings, and label, category and amount fit together. Look closer: warnings, an amount out of line with the others of that person or category, the same person, day and amount twice, or an unusual amount without explanation. Late: waiting for more than 30 days.',
        may('get_expense') &&
          'For those to look at closer, at most 20 and the largest first, call get_expense (2 requests each): it tells the warnings in words, whether there is a receipt, the custom fields, and the actions possible now.',
        mayAct(may)
          ? 'Show me the result and ask which to approve, reject or send back. Then, for the ones I name, read the action codes of one of them with get_expense if you have not, and call run_expense_action once for each action, with all its expenses and the state you saw. It costs 5 requests for each expense, so some 20 a minute.'
          : 'Show me the result. This server cannot act on expenses, so list what I should do in Jenji, by person.',
      ),
      '',
      'Show it like this:',
      '- First one line: how many wait, the total per currency, the oldest.',
      '- Then a table: person, date, label, amount, category, days waiting, finding, proposed decision. Those to look at closer first; fine ones together by person with number and sum.',
      '- For every proposal other than approval, the reason in one sentence I could send to the person.',
      '',
      'Rules:',
      ...expenseRules('en', may),
      ...(mayAct(may) ? writingRules('en', { may, asksFirst }, 'run_expense_action') : [changesNothing('en')]),
    ],
    fr: ({ given: { me, group, organization }, may, asksFirst, today }) => [
      `Aide-moi à passer en revue les dépenses en attente de validation${group ? ` du groupe ${quoted(group)}` : ''} et à préparer mes décisions. Réponds en français. Nous sommes le ${today}.`,
      '',
      'Étapes :',
      ...steps(
        me && may('get_user')
          ? `Appelle get_user avec ${args({ organization, user: me })}. Ses profils et délégations disent pour quels groupes j’agis comme manager, contrôleur ou comptable${group ? ' ; ne garde que ce qui est dans le groupe ci-dessus' : ''}. Si je n’agis pour aucun, dis-le et demande-moi quelle file je veux dire.`
          : me && `Je suis ${quoted(me)}. Demande-moi pour quels groupes je valide avant de chercher.`,
        `Appelle search_expenses avec ${args({ organization, states: ['waiting'], start: monthsBefore(today, 12), end: today, groups: group ? [group] : undefined, sort: 'oldest', limit: 100, fields })}${me && !group ? ', et avec groups égal aux miens' : ''}. S’il y en a plus de 300, rappelle-le avec group_by "user" et demande-moi par qui commencer ; sinon suis next_cursor jusqu’au bout.${me ? ' Laisse de côté mes propres dépenses.' : ''}`,
        'Classe-les en trois. Correctes : aucune alerte, et libellé, catégorie et montant vont ensemble. À regarder de près : des alertes, un montant qui sort de l’ordinaire pour cette personne ou cette catégorie, deux fois la même personne, le même jour et le même montant, ou un montant inhabituel sans explication. En retard : en attente depuis plus de 30 jours.',
        may('get_expense') &&
          'Pour celles à regarder de près, 20 au plus et les plus élevées d’abord, appelle get_expense (2 requêtes chacune) : il donne les alertes en toutes lettres, la présence du justificatif, les champs personnalisés et les actions possibles maintenant.',
        mayAct(may)
          ? 'Montre-moi le résultat et demande-moi lesquelles valider, refuser ou renvoyer. Ensuite, pour celles que je désigne, lis les codes d’action de l’une d’elles avec get_expense si ce n’est déjà fait, et appelle run_expense_action une fois par action, avec toutes ses dépenses et l’état que tu as vu. Il coûte 5 requêtes par dépense, donc une vingtaine par minute.'
          : 'Montre-moi le résultat. Ce serveur ne peut pas agir sur les dépenses : liste ce que je dois faire dans Jenji, par personne.',
      ),
      '',
      'Présente-le ainsi :',
      '- D’abord une ligne : combien attendent, le total par devise, la plus ancienne.',
      '- Puis un tableau : personne, date, libellé, montant, catégorie, jours d’attente, constat, décision proposée. Celles à regarder de près d’abord ; les correctes regroupées par personne, avec nombre et somme.',
      '- Pour toute proposition autre que la validation, le motif en une phrase que je pourrais envoyer à la personne.',
      '',
      'Règles :',
      ...expenseRules('fr', may),
      ...(mayAct(may) ? writingRules('fr', { may, asksFirst }, 'run_expense_action') : [changesNothing('fr')]),
    ],
  },
});
