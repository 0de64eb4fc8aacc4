import type { CommandDeclaration, MenuPlace } from '../command.ts';

const buckets =
  '/^jenji\\.(organization|client|group|user|month|state|day|folder\\.(waiting|expenses|earlier|year))\\b/';

const inRows = (group: string): readonly [MenuPlace] => [
  { menu: 'webview/context', when: "webviewId == 'jenji.table' && webviewSection == 'jenji.table.rows'", group },
];

export const tableCommands = {
  'jenji.openTable': {
    title: { en: 'Show Expenses as a Table', fr: 'Afficher les dépenses en tableau' },
    shortTitle: { en: 'Table', fr: 'Tableau' },
    icon: '$(table)',
    palette: 'jenji.signedIn',
    menus: [
      {
        menu: 'view/item/context',
        when: `view == jenji.explorer && viewItem =~ ${buckets} && !listMultiSelection`,
        group: '1_open@2',
      },
      {
        menu: 'view/item/context',
        when: 'view == jenji.explorer && viewItem =~ /^jenji\\.(month|state|day|folder\\.waiting)\\b/',
        group: 'inline@6',
      },
    ],
  },
  'jenji.table.open': { title: { en: 'Open', fr: 'Ouvrir' }, menus: inRows('1_open@1') },
  'jenji.table.reveal': {
    title: { en: 'Reveal in Explorer', fr: 'Révéler dans l’explorateur' },
    menus: inRows('1_open@2'),
  },
  'jenji.table.runAction': {
    title: { en: 'Run Workflow Action…', fr: 'Exécuter une action du circuit…' },
    menus: inRows('2_action@1'),
  },
  'jenji.table.copy': { title: { en: 'Copy', fr: 'Copier' }, menus: inRows('5_copy@1') },
  'jenji.table.export': {
    title: { en: 'Export Selection as CSV…', fr: 'Exporter la sélection en CSV…' },
    menus: inRows('6_export@1'),
  },
  'jenji.table.exportAll': {
    title: { en: 'Export All Shown Rows as CSV…', fr: 'Exporter toutes les lignes affichées en CSV…' },
    menus: inRows('6_export@2'),
  },
} as const satisfies Record<string, CommandDeclaration>;
