import type { CommandDeclaration } from '../command.ts';

const account = 'view == jenji.explorer && viewItem =~ /^jenji\\.account\\b/';

export const accountCommands = {
  'jenji.signIn': {
    title: { en: 'Sign In…', fr: 'Se connecter…' },
    icon: '$(add)',
    palette: true,
    menus: [{ menu: 'view/title', when: 'view == jenji.explorer', group: '1_account@1' }],
  },
  'jenji.trySampleData': {
    title: { en: 'Try with Sample Data', fr: 'Essayer avec des données d’exemple' },
    palette: true,
  },
  'jenji.pinAccount': {
    title: { en: 'Use Account for This Workspace', fr: 'Utiliser le compte pour cet espace de travail' },
    icon: '$(pin)',
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/item/context', when: `${account} && !(viewItem =~ /\\.pinned\\b/)`, group: '1_account@1' }],
  },
  'jenji.unpinAccount': {
    title: {
      en: 'No Longer Use Account for This Workspace',
      fr: 'Ne plus utiliser le compte pour cet espace de travail',
    },
    icon: '$(pinned)',
    palette: 'jenji.signedIn && jenji.accountPinned',
    menus: [{ menu: 'view/item/context', when: `${account} && viewItem =~ /\\.pinned\\b/`, group: '1_account@1' }],
  },
  'jenji.renameAccount': {
    title: { en: 'Rename Account…', fr: 'Renommer le compte…' },
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/item/context', when: account, group: '1_account@2' }],
  },
  'jenji.changeSecret': {
    title: { en: 'Change Secret…', fr: 'Changer le secret…' },
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/item/context', when: `${account} && !(viewItem =~ /\\.sample$/)`, group: '1_account@3' }],
  },
  'jenji.copyApiUser': {
    title: { en: 'Copy API User', fr: 'Copier l’utilisateur de l’API' },
    menus: [{ menu: 'view/item/context', when: account, group: '5_copy@1' }],
  },
  'jenji.signOut': {
    title: { en: 'Sign Out…', fr: 'Se déconnecter…' },
    palette: 'jenji.signedIn',
    menus: [{ menu: 'view/item/context', when: account, group: '9_signOut@1' }],
  },
} as const satisfies Record<string, CommandDeclaration>;
