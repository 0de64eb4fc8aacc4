import type { CommandDeclaration } from '../command.ts';

const inView = 'view == jenji.pendingChanges';
const isWaiting = `${inView} && viewItem =~ /^jenji\\.review\\.waiting/`;
const isExpired = `${inView} && viewItem =~ /^jenji\\.review\\.expired/`;
const isDecided = (mark: string) => `${inView} && viewItem =~ /^jenji\\.change\\..*\\b${mark}\\b/`;
/** In the diff of a change that waits, of one record or of several. */
const inDiff = 'jenji.reviewInEditor';
const inReport = (mark: string) => `resourceScheme == jenji-change-report && jenji.changeInEditor =~ /\\b${mark}\\b/`;
/** By keyboard it is the change of the diff, unless the list of changes has the focus: then it is the selected one there. */
const keysInDiff = `${inDiff} && focusedView != jenji.pendingChanges`;
const focused = 'focusedView == jenji.pendingChanges && listFocus && !inputFocus';

export const changeCommands = {
  'jenji.openChangeRow': {
    title: { en: 'Open', fr: 'Ouvrir' },
  },
  'jenji.approveChange': {
    title: { en: 'Approve Change', fr: 'Approuver la modification' },
    icon: '$(check)',
    palette: 'jenji.changesWaiting',
    menus: [
      { menu: 'view/item/context', when: isWaiting, group: 'inline@2' },
      { menu: 'view/item/context', when: isWaiting, group: '1_decide@2' },
      { menu: 'editor/title', when: inDiff, group: 'navigation@-20' },
    ],
    keybindings: [
      { key: 'ctrl+enter', mac: 'cmd+enter', when: focused },
      { key: 'ctrl+enter', mac: 'cmd+enter', when: keysInDiff },
    ],
  },
  'jenji.refuseChange': {
    title: { en: 'Refuse Change…', fr: 'Refuser la modification…' },
    icon: '$(close)',
    palette: 'jenji.changesWaiting',
    menus: [
      { menu: 'view/item/context', when: isWaiting, group: 'inline@3' },
      { menu: 'view/item/context', when: isWaiting, group: '1_decide@3' },
      { menu: 'editor/title', when: inDiff, group: 'navigation@-19' },
    ],
    keybindings: [
      { key: 'delete', mac: 'cmd+backspace', when: focused },
      { key: 'ctrl+shift+backspace', mac: 'cmd+shift+backspace', when: keysInDiff },
    ],
  },
  'jenji.reviewChange': {
    title: { en: 'Review Change', fr: 'Examiner la modification' },
    icon: '$(diff)',
    palette: 'jenji.changesWaiting',
    menus: [
      { menu: 'view/item/context', when: `${inView} && viewItem =~ /^jenji\\.review/`, group: 'inline@1' },
      { menu: 'view/item/context', when: `${inView} && viewItem =~ /^jenji\\.review/`, group: '1_decide@1' },
    ],
  },
  'jenji.planChangeAgain': {
    title: { en: 'Plan Again', fr: 'Planifier à nouveau' },
    icon: '$(debug-restart)',
    menus: [
      { menu: 'view/item/context', when: isExpired, group: 'inline@2' },
      { menu: 'view/item/context', when: isDecided('again'), group: 'inline@1' },
      { menu: 'view/item/context', when: isDecided('again'), group: '1_decide@1' },
      { menu: 'editor/title', when: inReport('again'), group: 'navigation@1' },
    ],
  },
  'jenji.dismissChange': {
    title: { en: 'Remove from List', fr: 'Retirer de la liste' },
    icon: '$(close)',
    menus: [{ menu: 'view/item/context', when: isExpired, group: 'inline@3' }],
  },
  'jenji.undoChange': {
    title: { en: 'Undo Change…', fr: 'Annuler la modification…' },
    icon: '$(discard)',
    menus: [
      { menu: 'view/item/context', when: isDecided('undoable'), group: 'inline@1' },
      { menu: 'view/item/context', when: isDecided('undoable'), group: '1_decide@1' },
      { menu: 'editor/title', when: inReport('undoable'), group: 'navigation@1' },
    ],
  },
  'jenji.lookAgainAtChange': {
    title: { en: 'Look Again', fr: 'Vérifier à nouveau' },
    icon: '$(search)',
    menus: [
      { menu: 'view/item/context', when: isDecided('open'), group: 'inline@1' },
      { menu: 'view/item/context', when: isDecided('open'), group: '1_decide@1' },
      { menu: 'editor/title', when: inReport('open'), group: 'navigation@1' },
    ],
  },
  'jenji.showChangeDetails': {
    title: { en: 'Show Details', fr: 'Afficher les détails' },
    menus: [{ menu: 'view/item/context', when: `${inView} && viewItem =~ /^jenji\\.change\\./`, group: '2_show@1' }],
  },
  'jenji.refreshChanges': {
    title: { en: 'Refresh', fr: 'Actualiser' },
    icon: '$(refresh)',
    menus: [{ menu: 'view/title', when: inView, group: 'navigation@9' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
