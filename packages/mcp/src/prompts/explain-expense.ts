import { icons } from '../resources/icons.ts';
import { definePrompt } from './define-prompt.ts';
import { args, changesNothing, expenseRules, steps } from './phrases.ts';

export const explainExpense = definePrompt({
  name: 'explain_expense',
  title: 'Explain this expense',
  description:
    'Explains one expense in plain words: what it is, how its amounts come about, where it stands, what holds it up and who can move it on. (Français : expliquer cette dépense, language = fr)',
  icon: icons.question,
  needs: [['get_expense']],
  arguments: {
    expense: { kind: 'expense', title: 'Expense', description: 'Id of the expense.', required: true },
  },
  text: {
    en: ({ given: { expense }, may, today }) => [
      `Explain one expense to me in plain words, as to somebody who does not know accounting. Today is ${today}.`,
      '',
      'Steps:',
      ...steps(
        `get_expense ${args({ expense, exports: true })} (3 requests, the first time up to 6).`,
        may('search_users') &&
          'If it waits for somebody: search_users with the group of the employee and a profile such as manager or accountant tells who could act. Give names only if the answer does, and say that groups above count too.',
        may('search_expenses') &&
          'If a warning speaks of a duplicate or a limit, or I ask whether it is usual: search_expenses for the same user and category over the last 3 months (1 request).',
      ),
      '',
      'Tell me, leaving out what does not apply:',
      '- What was bought, when, by whom, with which payment method, and why (the explanation as typed).',
      '- How the amounts come about: with and without tax, each tax rate, the conversion (amount times rate), for mileage the distance and the vehicle, for an allowance its template; what of it is reimbursed and what was already advanced.',
      '- Where it stands: what the state means, what happened so far with date and person, what comes next and who can do it.',
      '- What holds it up: each warning in words, and whether it must be solved before approval; a missing receipt; an export that holds it.',
      '- What is unusual about it, if anything is.',
      'At most 200 words, then a table of the facts with the field names of Jenji. Say which facts Jenji does not give.',
      '',
      'Rules:',
      ...expenseRules('en', may),
      changesNothing('en'),
    ],
    fr: ({ given: { expense }, may, today }) => [
      `Explique-moi une dépense en mots simples, comme à quelqu’un qui ne connaît pas la comptabilité. Réponds en français. Nous sommes le ${today}.`,
      '',
      'Étapes :',
      ...steps(
        `get_expense ${args({ expense, exports: true })} (3 requêtes, jusqu’à 6 la première fois).`,
        may('search_users') &&
          'Si elle attend quelqu’un : search_users avec le groupe du salarié et un profil comme manager ou accountant dit qui pourrait agir. Ne donne des noms que si la réponse en donne, et précise que les groupes supérieurs comptent aussi.',
        may('search_expenses') &&
          'Si une alerte parle d’un doublon ou d’un plafond, ou si je demande si c’est habituel : search_expenses pour le même utilisateur et la même catégorie sur les 3 derniers mois (1 requête).',
      ),
      '',
      'Dis-moi, en laissant de côté ce qui ne s’applique pas :',
      '- Ce qui a été acheté, quand, par qui, avec quel moyen de paiement, et pourquoi (l’explication telle que saisie).',
      '- D’où viennent les montants : avec et sans taxes, chaque taux, la conversion (montant fois taux), pour un trajet la distance et le véhicule, pour un forfait son modèle ; ce qui est remboursé et ce qui a déjà été avancé.',
      '- Où elle en est : ce que signifie l’état, ce qui s’est passé jusqu’ici avec dates et personnes, ce qui vient ensuite et qui peut le faire.',
      '- Ce qui la retient : chaque alerte en toutes lettres, et si elle doit être résolue avant la validation ; un justificatif manquant ; un export qui la contient.',
      '- Ce qu’elle a d’inhabituel, s’il y a lieu.',
      '200 mots au plus, puis un tableau des faits avec les noms de champs de Jenji. Dis quels faits Jenji ne donne pas.',
      '',
      'Règles :',
      ...expenseRules('fr', may),
      changesNothing('fr'),
    ],
  },
});
