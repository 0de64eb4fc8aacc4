import type { Text } from './text.ts';

/** Colours that tell production from everything else. Each has a contrast of 4.5 to 1 or more to its background. */
export const colors: readonly Color[] = [
  {
    id: 'jenji.production',
    description: { en: 'Accounts of Jenji’s production.', fr: 'Comptes de la production de Jenji.' },
    defaults: { dark: '#f48771', light: '#a1260d', highContrast: '#ff9c85', highContrastLight: '#8f1d06' },
  },
  {
    id: 'jenji.test',
    description: { en: 'Accounts of Jenji’s test environment.', fr: 'Comptes de l’environnement de test de Jenji.' },
    defaults: { dark: '#4daafc', light: '#005fb8', highContrast: '#6fc3ff', highContrastLight: '#0f4a85' },
  },
  {
    id: 'jenji.custom',
    description: { en: 'Accounts of a server of your own.', fr: 'Comptes d’un serveur personnalisé.' },
    defaults: { dark: '#c586c0', light: '#7a2f75', highContrast: '#e0a5dc', highContrastLight: '#652d90' },
  },
  {
    id: 'jenji.sample',
    description: { en: 'Sample data.', fr: 'Données d’exemple.' },
    defaults: { dark: '#73c991', light: '#116329', highContrast: '#89e0a8', highContrastLight: '#0b5424' },
  },
];

export interface Color {
  readonly id: `jenji.${string}`;
  readonly description: Text;
  readonly defaults: Readonly<Record<'dark' | 'light' | 'highContrast' | 'highContrastLight', `#${string}`>>;
}
