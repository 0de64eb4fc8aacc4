import type { Text } from './text.ts';

interface Step {
  readonly id: string;
  readonly title: Text;
  /** Markdown; a link alone on its line becomes a button. */
  readonly description: Text;
  /** When VS Code ticks the step off. */
  readonly completionEvents: readonly string[];
  /** What the picture of the step shows, for who does not see it. */
  readonly altText: Text;
}

/** From signing in to an assistant that asks first. The pictures are taken by a test: media/walkthrough/<id>-<theme>.webp. */
const steps: readonly Step[] = [
  {
    id: 'signIn',
    title: { en: 'Sign in, or try with sample data', fr: 'Connectez-vous, ou essayez avec des données d’exemple' },
    description: {
      en: 'An API key of your organization or of your accounting firm is all it takes. It is checked before it is kept, in the secret storage of VS Code and nowhere else.\n[Sign In](command:jenji.signIn)\nNo key at hand? Made-up companies run on this machine.\n[Try with Sample Data](command:jenji.trySampleData)',
      fr: 'Une clé d’API de votre organisation ou de votre cabinet suffit. Elle est vérifiée avant d’être conservée, dans le stockage des secrets de VS Code et nulle part ailleurs.\n[Se connecter](command:jenji.signIn)\nPas de clé sous la main ? Des entreprises inventées tournent sur cette machine.\n[Essayer avec des données d’exemple](command:jenji.trySampleData)',
    },
    // The second for who had signed in before: VS Code misses what was so already when it first looked.
    completionEvents: ['onContext:jenji.signedIn', 'onContext:jenji.signedInAtWalkthrough'],
    altText: {
      en: 'The Jenji view invites you to sign in or to try with sample data',
      fr: 'La vue Jenji invite à se connecter ou à essayer avec des données d’exemple',
    },
  },
  {
    id: 'browse',
    title: { en: 'Browse to an expense', fr: 'Parcourez jusqu’à une dépense' },
    description: {
      en: 'Expenses stand by month and state, people in their groups. Rows stay when Jenji cannot be reached, and say how old they are.\n[Search](command:jenji.search)',
      fr: 'Les dépenses sont classées par mois et par état, les personnes dans leurs groupes. Les lignes restent quand Jenji est injoignable, et disent de quand elles datent.\n[Rechercher](command:jenji.search)',
    },
    completionEvents: ['onCommand:jenji.openExpense', 'onCommand:jenji.openTable'],
    altText: {
      en: 'The tree with an account, its expenses by month and state, and the page of an expense beside it',
      fr: 'L’arborescence avec un compte, ses dépenses par mois et par état, et à côté la page d’une dépense',
    },
  },
  {
    id: 'approve',
    title: { en: 'Approve, and see it first', fr: 'Approuvez, après avoir vu' },
    description: {
      en: 'Every change is planned and shown before anything is sent: what will be different, what would be lost, and whether it can be turned back. It waits under Pending Changes until you approve.',
      fr: 'Chaque modification est planifiée et montrée avant tout envoi : ce qui changera, ce qui serait perdu, et si cela peut être annulé. Elle attend dans « Modifications en attente » que vous l’approuviez.',
    },
    completionEvents: ['onCommand:jenji.approveChange'],
    altText: {
      en: 'A change in the diff editor: as Jenji has it now on the left, as it will be on the right',
      fr: 'Une modification dans l’éditeur de différences : à gauche l’état actuel dans Jenji, à droite l’état après',
    },
  },
  {
    id: 'edit',
    title: { en: 'Edit people and settings as JSON', fr: 'Modifiez personnes et réglages en JSON' },
    description: {
      en: 'Users, categories, custom fields and more open as documents with completion for your own fields. Saving shows a review; what somebody else has changed meanwhile is never overwritten.',
      fr: 'Utilisateurs, catégories, champs personnalisés et autres s’ouvrent comme documents, avec complétion pour vos propres champs. Enregistrer montre une revue ; ce que quelqu’un a changé entre-temps n’est jamais écrasé.',
    },
    completionEvents: ['onCommand:jenji.editAsJson'],
    altText: {
      en: 'A user as a JSON document with completion of a custom field',
      fr: 'Un utilisateur en document JSON, avec la complétion d’un champ personnalisé',
    },
  },
  {
    id: 'assistant',
    title: { en: 'Let an assistant help', fr: 'Faites-vous aider par un assistant' },
    description: {
      en: 'The assistants of VS Code can search, sum and explain, once you turn it on. What they want to change waits for you under Pending Changes.\n[Turn On Assistant Access](command:jenji.turnOnAssistant)',
      fr: 'Les assistants de VS Code peuvent rechercher, additionner et expliquer, une fois que vous l’avez activé. Ce qu’ils veulent modifier vous attend dans « Modifications en attente ».\n[Activer l’accès de l’assistant](command:jenji.turnOnAssistant)',
    },
    completionEvents: ['onCommand:jenji.turnOnAssistant'],
    altText: {
      en: 'A change wanted by the assistant waits under Pending Changes',
      fr: 'Une modification souhaitée par l’assistant attend dans « Modifications en attente »',
    },
  },
];

export const walkthroughs = [
  {
    id: 'start',
    title: { en: 'Get Started with Jenji Explorer', fr: 'Bien démarrer avec Jenji Explorer' },
    description: {
      en: 'See expenses where you work, and change nothing unseen.',
      fr: 'Voyez les dépenses là où vous travaillez, et ne modifiez rien à l’aveugle.',
    },
    icon: 'media/jenji-explorer.png',
    steps: steps.map(({ altText, ...step }) => ({ ...step, media: { image: picturesOf(step.id), altText } })),
  },
];

/** VS Code picks the one that fits its theme. */
function picturesOf(id: string) {
  const [light, dark] = ['light', 'dark'].map((theme) => `media/walkthrough/${id}-${theme}.webp`);
  return { light, dark, hc: dark, hcLight: light };
}
