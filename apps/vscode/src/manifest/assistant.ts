import { assistantModes } from '../assistant/assistant-mode.ts';
import type { Section } from './settings.ts';

export const mcpServerDefinitionProviders = [{ id: 'jenji', label: { en: 'Jenji', fr: 'Jenji' } }];

export const assistantSettings: Section = {
  title: { en: 'Assistant', fr: 'Assistant' },
  order: 3,
  properties: {
    'jenji.assistant.mode': {
      type: 'string',
      default: 'off',
      enum: assistantModes,
      enumItemLabels: [
        { en: 'Off', fr: 'Désactivé' },
        { en: 'MCP server', fr: 'Serveur MCP' },
        { en: 'Language model tools', fr: 'Outils de modèle de langage' },
      ],
      markdownEnumDescriptions: [
        { en: 'Assistants reach nothing of Jenji.', fr: 'Les assistants n’ont accès à rien de Jenji.' },
        {
          en: 'An MCP server of this window, with all of its tools, for chat and agents. It listens on this machine only, and only VS Code is given its key.',
          fr: 'Un serveur MCP de cette fenêtre, avec tous ses outils, pour le chat et les agents. Il n’écoute que sur cette machine, et seul VS Code en reçoit la clé.',
        },
        {
          en: 'A handful of tools for chat, without a server: search, sum, look, and run workflow actions.',
          fr: 'Quelques outils pour le chat, sans serveur : rechercher, totaliser, consulter et exécuter des actions du circuit.',
        },
      ],
      scope: 'application',
      order: 1,
      markdownDescription: {
        en: 'Whether an assistant in this editor may use your Jenji accounts, and how. It can read what the key of the account can read. Whatever it wants to change waits under *Pending Changes* until you approve it.',
        fr: 'Si un assistant de cet éditeur peut utiliser vos comptes Jenji, et comment. Il peut lire ce que la clé du compte peut lire. Tout ce qu’il veut modifier attend votre approbation dans *Modifications en attente*.',
      },
    },
    'jenji.assistant.readOnly': {
      type: 'boolean',
      default: false,
      scope: 'application',
      order: 2,
      markdownDescription: {
        en: 'Assistants may only read: they are not even offered the tools that ask for changes.',
        fr: 'Les assistants ne peuvent que lire : les outils qui demandent des modifications ne leur sont même pas proposés.',
      },
    },
  },
};
