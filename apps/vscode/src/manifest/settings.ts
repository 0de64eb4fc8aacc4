import { assistantSettings } from './assistant.ts';
import { tableSettings } from './table-settings.ts';
import type { Text } from './text.ts';

/** What can be set, by topic. Each topic is one section of the settings editor. */
export const configuration: readonly Section[] = [
  {
    title: { en: 'Requests', fr: 'Requêtes' },
    order: 1,
    properties: {
      'jenji.budget.perSecond': {
        type: ['integer', 'null'],
        default: null,
        minimum: 1,
        scope: 'application',
        order: 1,
        markdownDescription: {
          en: 'Requests in any one second, at most, for each account. Jenji allows 3 and counts everything that uses the same key: set less to leave room for other software. More than 3 has an effect only on sample data and servers of your own.',
          fr: 'Nombre maximal de requêtes par seconde pour chaque compte. Jenji en permet 3 et compte tout ce qui utilise la même clé : réglez moins pour laisser de la place à d’autres logiciels. Au-delà de 3, le réglage n’a d’effet que sur les données d’exemple et vos propres serveurs.',
        },
      },
      'jenji.budget.perMinute': {
        type: ['integer', 'null'],
        default: null,
        minimum: 1,
        scope: 'application',
        order: 2,
        markdownDescription: {
          en: 'Requests in any one minute, at most, for each account. Jenji allows 120. More has an effect only on sample data and servers of your own.',
          fr: 'Nombre maximal de requêtes par minute pour chaque compte. Jenji en permet 120. Au-delà, le réglage n’a d’effet que sur les données d’exemple et vos propres serveurs.',
        },
      },
      'jenji.requests.timeoutSeconds': {
        type: 'integer',
        default: 30,
        minimum: 5,
        maximum: 600,
        scope: 'application',
        order: 3,
        markdownDescription: {
          en: 'Seconds until a request is given up, waiting for the request budget and trying again included. Lists of expenses have four times as long.',
          fr: 'Nombre de secondes après lequel une requête est abandonnée, l’attente du budget de requêtes et les nouvelles tentatives comprises. Les listes de dépenses ont quatre fois plus de temps.',
        },
      },
    },
  },
  {
    title: { en: 'Changes', fr: 'Modifications' },
    order: 2,
    properties: {
      'jenji.changes.readOnly': {
        type: 'boolean',
        default: false,
        scope: 'application',
        order: 1,
        markdownDescription: {
          en: 'Refuse every change, whoever wants it: look only.',
          fr: 'Refuser toute modification, d’où qu’elle vienne : consultation seule.',
        },
      },
      'jenji.changes.allowReset': {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        uniqueItems: true,
        default: [],
        scope: 'application',
        order: 2,
        markdownDescription: {
          en: 'Ids of organizations and option lists on which changes may be made that destroy more than one record for good: applying a template to a client (which resets every expense), deleting all options of a list. None by default; each such change has to be confirmed by typing all the same.',
          fr: 'Identifiants des organisations et des listes d’options sur lesquelles sont permises les modifications qui détruisent définitivement plus d’un enregistrement : appliquer un modèle à un client (toutes les dépenses sont réinitialisées), supprimer toutes les options d’une liste. Aucun par défaut ; chaque modification de ce genre doit de toute façon être confirmée au clavier.',
        },
      },
      'jenji.stateFolder': {
        type: 'string',
        default: '',
        scope: 'machine',
        order: 3,
        markdownDescription: {
          en: 'Absolute path of the folder of the change journal and of the request budget. Empty: the folder of this user that all programs of Jenji Kit share, so that together they keep within Jenji’s limits. Another folder is not shared with them.',
          fr: 'Chemin absolu du dossier du journal des modifications et du budget de requêtes. Vide : le dossier de cet utilisateur que partagent tous les programmes de Jenji Kit, pour qu’ensemble ils respectent les limites de Jenji. Un autre dossier n’est pas partagé avec eux.',
        },
      },
    },
  },
  assistantSettings,
  tableSettings,
];

export interface Section {
  readonly title: Text;
  readonly order: number;
  readonly properties: Readonly<Record<`jenji.${string}`, Setting>>;
}

/** A JSON schema as VS Code takes it, with its description in the languages of the product. */
interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly markdownDescription: Text;
  /** `application` and `machine` are out of reach of a workspace, which may come from anywhere. */
  readonly scope: 'application' | 'machine' | 'window' | 'resource';
  readonly order: number;
  readonly [keyword: string]: unknown;
}
