import type { CommandDeclaration } from '../command.ts';

const here = 'view == jenji.explorer';
const focused = 'focusedView == jenji.explorer';
const containers =
  '/^jenji\\.(account|bookkeeper|client|organization|group|month|folder\\.(waiting|expenses|year|requests|people|invitations|categories|paymentMethods|customFields|fields|allowanceTemplates|warningRules|communications)|customField\\.list)\\b/';
const records =
  '/^jenji\\.(bookkeeper|client|organization|group|user|expense|expenseRequest|invitation|category|paymentMethod|customField|customOption|allowanceTemplate|warningRule|communication)\\b/';
const expenses = '/^jenji\\.(client|organization|group|user|expense|expenseRequest|month|state|day)\\b/';

export const treeCommands = {
  'jenji.openRow': {
    title: { en: 'Open', fr: 'Ouvrir' },
  },
  'jenji.refresh': {
    title: { en: 'Refresh All', fr: 'Tout actualiser' },
    icon: '$(refresh)',
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/title', when: `${here} && jenji.signedIn && !jenji.treeBusy`, group: 'navigation@9' }],
    keybindings: [{ key: 'shift+f5', when: focused }],
  },
  'jenji.refreshNode': {
    title: { en: 'Refresh', fr: 'Actualiser' },
    icon: '$(refresh)',
    menus: [
      { menu: 'view/item/context', when: `${here} && viewItem =~ ${containers}`, group: '8_refresh@1' },
      {
        menu: 'view/item/context',
        when: `${here} && viewItem =~ /^jenji\\.(month|folder\\.waiting)\\b/`,
        group: 'inline@9',
      },
    ],
    keybindings: [{ key: 'f5', when: focused }],
  },
  'jenji.retry': {
    title: { en: 'Retry', fr: 'Réessayer' },
    icon: '$(debug-restart)',
    menus: [
      {
        menu: 'view/item/context',
        when: `${here} && viewItem =~ /^jenji\\.message\\b.*\\.retry\\b/`,
        group: 'inline@1',
      },
    ],
  },
  'jenji.cancelLoading': {
    title: { en: 'Cancel Loading', fr: 'Annuler le chargement' },
    icon: '$(stop-circle)',
    palette: 'jenji.treeBusy',
    menus: [{ menu: 'view/title', when: `${here} && jenji.treeBusy`, group: 'navigation@9' }],
    keybindings: [{ key: 'escape', when: `${focused} && jenji.treeBusy && !treeFindOpen && !inputFocus` }],
  },
  'jenji.filterTree': {
    title: { en: 'Filter Loaded Rows…', fr: 'Filtrer les lignes chargées…' },
    icon: '$(filter)',
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/title', when: `${here} && jenji.signedIn && !jenji.treeFiltered`, group: 'navigation@2' }],
  },
  'jenji.clearFilter': {
    title: { en: 'Clear Filter', fr: 'Effacer le filtre' },
    icon: '$(filter-filled)',
    palette: 'jenji.treeFiltered',
    menus: [{ menu: 'view/title', when: `${here} && jenji.treeFiltered`, group: 'navigation@2' }],
  },
  'jenji.copyId': {
    title: { en: 'Copy Id', fr: 'Copier l’identifiant' },
    menus: [{ menu: 'view/item/context', when: `${here} && viewItem =~ ${records}`, group: '5_copy@2' }],
    keybindings: [{ key: 'ctrl+c', mac: 'cmd+c', when: `${focused} && listFocus && !inputFocus` }],
  },
  'jenji.copyJson': {
    title: { en: 'Copy as JSON', fr: 'Copier en JSON' },
    menus: [
      {
        menu: 'view/item/context',
        when: `${here} && viewItem =~ ${records}`,
        group: '5_copy@3',
      },
    ],
    keybindings: [{ key: 'ctrl+shift+c', mac: 'cmd+shift+c', when: `${focused} && listFocus && !inputFocus` }],
  },
  'jenji.openWebApplication': {
    title: { en: 'Open Jenji in Browser', fr: 'Ouvrir Jenji dans le navigateur' },
    icon: '$(link-external)',
    menus: [
      // The documentation names one address: that of production.
      {
        menu: 'view/item/context',
        when: `${here} && viewItem =~ /^jenji\\.account\\b.*\\.production$/`,
        group: '2_open@8',
      },
      {
        menu: 'view/item/context',
        when: `${here} && viewItem =~ ${expenses} && viewItem =~ /\\.production$/`,
        group: '2_open@8',
      },
    ],
  },
  'jenji.moveToGroup': {
    title: { en: 'Move to Group…', fr: 'Déplacer vers un groupe…' },
    menus: [{ menu: 'view/item/context', when: `${here} && viewItem =~ /^jenji\\.user\\b/`, group: '3_change@5' }],
  },
  'jenji.revealInTree': {
    title: { en: 'Reveal in Explorer', fr: 'Révéler dans l’explorateur' },
  },
} as const satisfies Record<string, CommandDeclaration>;
