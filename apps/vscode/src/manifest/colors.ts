import type { Text } from './text.ts';

interface Shades {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

/** The colours that tell production from all else. On the default themes each has a contrast of 4.5 to 1 or more. */
const places: Readonly<Record<string, { name: Text; shades: Shades }>> = {
  production: {
    name: { en: 'Jenji’s production', fr: 'la production de Jenji' },
    shades: { dark: '#f48771', light: '#a1260d', highContrast: '#ff9c85', highContrastLight: '#8f1d06' },
  },
  test: {
    name: { en: 'Jenji’s test environment', fr: 'l’environnement de test de Jenji' },
    shades: { dark: '#4daafc', light: '#005fb8', highContrast: '#6fc3ff', highContrastLight: '#0f4a85' },
  },
  custom: {
    name: { en: 'a server of your own', fr: 'un serveur personnalisé' },
    shades: { dark: '#c586c0', light: '#7a2f75', highContrast: '#e0a5dc', highContrastLight: '#652d90' },
  },
  sample: {
    name: { en: 'sample data', fr: 'les données d’exemple' },
    shades: { dark: '#73c991', light: '#116329', highContrast: '#89e0a8', highContrastLight: '#0b5424' },
  },
};

export interface Color {
  readonly id: `jenji.${string}`;
  readonly description: Text;
  readonly defaults: Shades;
}

/** Each place has a colour for lists and pages, and one for the status bar, whose background some themes colour too. */
export const colors: readonly Color[] = Object.entries(places).flatMap(([place, { name, shades }]) => [
  {
    id: `jenji.${place}`,
    description: { en: `Accounts of ${name.en}.`, fr: `Comptes : ${name.fr}.` },
    defaults: shades,
  },
  {
    id: `jenji.statusBar.${place}`,
    description: {
      en: `Accounts of ${name.en} on the status bar. Set it where your theme colours the status bar.`,
      fr: `Comptes dans la barre d’état : ${name.fr}. À régler si votre thème colore la barre d’état.`,
    },
    defaults: shades,
  },
]);
