import { defaultToolsets, offerOf } from '@jenji-kit/mcp';
import { editorToolName, type LanguageModelToolName, languageModelToolNames } from '../assistant/tool-names.ts';
import type { Text } from './text.ts';

interface Shown {
  readonly reference: string;
  readonly icon: `$(${string})`;
  readonly name: Text;
  readonly description: Text;
}

/** What people are shown; what models are told comes with the tool. */
const shown: Record<LanguageModelToolName, Shown> = {
  list_organizations: {
    reference: 'jenjiOrganizations',
    icon: '$(organization)',
    name: { en: 'List Jenji organizations', fr: 'Lister les organisations Jenji' },
    description: { en: 'The organizations that the account reaches', fr: 'Les organisations que le compte peut voir' },
  },
  get_organization: {
    reference: 'jenjiOrganization',
    icon: '$(organization)',
    name: { en: 'Show a Jenji organization', fr: 'Afficher une organisation Jenji' },
    description: { en: 'Groups, categories and settings', fr: 'Groupes, catégories et réglages' },
  },
  search_expenses: {
    reference: 'jenjiExpenses',
    icon: '$(search)',
    name: { en: 'Search and sum Jenji expenses', fr: 'Rechercher et totaliser des dépenses Jenji' },
    description: {
      en: 'Expenses of a period, and exact sums',
      fr: 'Les dépenses d’une période, et des sommes exactes',
    },
  },
  get_expense: {
    reference: 'jenjiExpense',
    icon: '$(credit-card)',
    name: { en: 'Show a Jenji expense', fr: 'Afficher une dépense Jenji' },
    description: { en: 'All fields of an expense', fr: 'Tous les champs d’une dépense' },
  },
  search_users: {
    reference: 'jenjiUsers',
    icon: '$(person)',
    name: { en: 'Search Jenji users', fr: 'Rechercher des utilisateurs Jenji' },
    description: { en: 'People by name, group or role', fr: 'Des personnes par nom, groupe ou rôle' },
  },
  get_user: {
    reference: 'jenjiUser',
    icon: '$(person)',
    name: { en: 'Show a Jenji user', fr: 'Afficher un utilisateur Jenji' },
    description: { en: 'All that Jenji knows of a person', fr: 'Tout ce que Jenji sait d’une personne' },
  },
  run_expense_action: {
    reference: 'jenjiRunAction',
    icon: '$(play)',
    name: {
      en: 'Run a workflow action on Jenji expenses',
      fr: 'Exécuter une action du circuit sur des dépenses Jenji',
    },
    description: {
      en: 'Accept, refuse and the like; each waits for your approval under Pending Changes',
      fr: 'Accepter, refuser, etc. ; chacune attend votre approbation dans les modifications en attente',
    },
  },
};

/** The same tools as those of the MCP server, from the same definitions; never both at once. */
export const languageModelTools = definitions().map(({ name, description, inputSchema }) => {
  const { reference, icon, name: displayName, description: userDescription } = shown[name];
  return {
    name: editorToolName(name),
    toolReferenceName: reference,
    displayName,
    userDescription,
    modelDescription: description,
    canBeReferencedInPrompt: true,
    icon,
    tags: ['jenji', 'expenses'],
    when: 'config.jenji.assistant.mode == languageModelTools && jenji.signedIn',
    inputSchema,
  };
});

function definitions() {
  const identity = { name: 'jenji', title: 'Jenji', version: '' };
  const { tools } = offerOf({ toolsets: defaultToolsets, writes: 'confirm', approval: 'host program' }, identity);
  const names: readonly string[] = languageModelToolNames;
  const others = tools.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  return languageModelToolNames.map((name) => {
    const tool = tools.find((each) => each.name === name);
    if (!tool) throw new Error(`The MCP server has no tool ${name}.`);
    return { ...withoutMentionsOf(others, tool), name };
  });
}

/** A model tries to call what it reads of. */
function withoutMentionsOf<Tool>(others: readonly string[], tool: Tool): Tool {
  const mention = new RegExp(`\\b(${others.join('|')})\\b`);
  return JSON.parse(JSON.stringify(tool), (key, value: unknown) => {
    if (key !== 'description' || typeof value !== 'string') return value;
    const sentences = value.split(/(?<=[.!?])\s+(?=[A-Z])/);
    return sentences.filter((sentence) => !mention.test(sentence)).join(' ') || undefined;
  });
}
