import type {
  CustomField,
  CustomFieldState,
  CustomOption,
  OrganizationState,
  ScopeCondition,
} from '../../../world/index.ts';
import { customField, customOptions, inOrder } from '../../custom-field-tables.ts';
import { spec } from './tables.ts';

const { languages } = spec;

const projects = `
  P-2041   | Musée des Confluences/Confluences museum        | 2041
  P-2041.1 | Confluences : éclairage/Confluences: lighting    | 2041-1
  P-2041.2 | Confluences : câblage/Confluences: wiring        | 2041-2
  P-2052   | Boutiques Néos/Néos shops                        | 2052
  P-2052.1 | Néos Lyon/Néos Lyon                              | 2052-1
  P-2060   | Clinique Saint-Roch/Saint-Roch clinic            | 2060
  P-2071   | Gare de Nantes/Nantes station                    | 2071
  INT      | Interne/Internal                                 | 9000
  P-1987   | Théâtre (terminé)/Theatre (finished)             | 1987 | disabled
  P-1987.1 | Théâtre : scène/Theatre: stage                   | 1987-1 | disabled
`;
const costCentres = `
  CC-100 | Direction/Management | 100
  CC-200 | Ventes/Sales         | 200
  CC-300 | Ingénierie/Engineering | 300
  CC-400 | Marketing/Marketing  | 400
  CC-500 | Finance/Finance      | 500
  CC-999 | Ancien/Old           | 999 | disabled
`;
const agencies = `
  paris  | Paris/Paris   | A1
  lyon   | Lyon/Lyon     | A2
  nantes | Nantes/Nantes | A3
  abroad | Étranger/Abroad | A9
`;

/** Custom fields of every type and owner; `exportGroup` has one to itself. */
export function customFields(exportGroup: string): OrganizationState['customFields'] {
  return {
    expense: expenseFields(exportGroup),
    expenseRequest: inOrder([
      customField(languages, 'destination', 'STRING', 'Destination/Destination', { required: true }),
      customField(languages, 'budget', 'NUMBER', 'Budget prévu/Planned budget', { validation: { minimumValue: 0 } }),
    ]),
    user: inOrder([
      customField(languages, 'agency', 'LIST', 'Agence/Agency', { required: true }),
      customField(languages, 'start', 'DATE', "Date d'entrée/Start date"),
      customField(languages, 'skills', 'STRING_SET', 'Compétences/Skills'),
      customField(languages, 'preferred-number', 'LONG', 'Numéro préféré/Preferred number'),
      customField(languages, 'remote', 'BOOLEAN', 'Télétravail/Remote'),
    ]),
    group: inOrder([
      customField(languages, 'analytic-code', 'STRING', 'Code analytique/Analytic code'),
      customField(languages, 'head-count', 'LONG', 'Effectif/Head count'),
    ]),
    vehicle: inOrder([
      customField(languages, 'insurer', 'STRING', 'Assureur/Insurer'),
      customField(languages, 'insured-until', 'DATE', "Assuré jusqu'au/Insured until"),
    ]),
    advance: inOrder([customField(languages, 'reason', 'STRING', 'Motif/Reason')]),
  };
}

/** The options of the lists among them. */
export function optionLists(): OrganizationState['optionLists'] {
  return new Map([
    ['project', withParents(customOptions(languages, projects))],
    ['cost-centre', customOptions(languages, costCentres)],
    ['agency', customOptions(languages, agencies)],
  ]);
}

function expenseFields(exportGroup: string): CustomFieldState[] {
  const inCategory = (...ids: string[]): ScopeCondition => {
    const conditions = ids.map((value) => ({ type: 'EBF_EQ' as const, field: 'CATEGORY' as const, value }));
    return conditions.length === 1 && conditions[0] ? conditions[0] : { type: 'OR', conditions };
  };
  const field = (key: string, type: string, texts: string, more?: Partial<CustomField> & { disabled?: boolean }) =>
    customField(languages, key, type, texts, more);
  return inOrder([
    field('project', 'LIST', 'Projet/Project', { required: true }),
    field('cost-centre', 'LIST', 'Centre de coûts/Cost centre'),
    field('guests', 'STRING_SET', 'Invités/Guests', {
      required: true,
      visibleScopeCondition: inCategory('guest-meals'),
    }),
    field('nights', 'LONG', 'Nombre de nuits/Number of nights', {
      required: true,
      visibleScopeCondition: inCategory('hotel'),
      minimumValue: 1,
      maximumValue: 60,
      validation: { minimumValue: 1, maximumValue: 60 },
    }),
    field('purpose', 'LONGTEXT', 'Objet de la mission/Purpose of the trip'),
    field('mission-start', 'DATE', 'Début de mission/Start of mission'),
    field('departure-time', 'TIME_HH_MM', 'Heure de départ/Departure time', {
      visibleScopeCondition: inCategory('train', 'flight'),
    }),
    field('co2', 'NUMBER', 'CO2 (kg)/CO2 (kg)', { minimumValue: 0, validation: { minimumValue: 0 } }),
    field('destination', 'PLACE', 'Destination/Destination'),
    field('rebillable', 'BOOLEAN', 'Refacturable/To be rebilled', {
      visibleScopeCondition: { type: 'NOT', condition: { type: 'UCF_EQ', code: 'agency', value: 'abroad' } },
    }),
    field('erp-reference', 'EXTERNAL', 'Référence ERP/ERP reference', { configuredByAPI: true }),
    field('event', 'STRING', 'Événement/Event', {
      visibleScopeCondition: {
        type: 'OR',
        conditions: [
          { type: 'HAS_ANY_PRO', profiles: ['director', 'manager'] },
          { type: 'EBF_COMPARE', field: 'TOTAL', value: 500, mode: 'GE' },
        ],
      },
    }),
    field('export-licence', 'STRING', "Licence d'export/Export licence", { editableByGroups: [exportGroup] }),
    field('attachments', 'FILES', 'Pièces jointes/Attachments'),
    field('old-analytic', 'STRING', 'Ancien code/Old code', { required: true, disabled: true }),
  ]);
}

/** Sub-projects name their parent in `extra`, as JSON text; the internal one is for those who work in France. */
function withParents(options: readonly CustomOption[]): CustomOption[] {
  return options.map((option) => {
    const [parent, part] = option.id.split('.');
    if (part) return { ...option, extra: JSON.stringify({ parent }) };
    if (option.id !== 'INT') return option;
    const condition: ScopeCondition = { type: 'UCF_EQ', code: 'agency', value: 'abroad' };
    return { ...option, scopeCondition: { type: 'NOT', condition } };
  });
}
