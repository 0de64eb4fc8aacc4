/** What a kind of spending costs and looks like, wherever it happens. */
interface KindFacts {
  /** Usual amounts, in euros, taxes included. */
  readonly least: number;
  readonly most: number;
  readonly tax: 'standard' | 'reduced' | 'none';
  /** How often the receipt is a PDF rather than a photograph. */
  readonly pdf: number;
  /** How often the company's own card pays. */
  readonly companyCard: number;
}

export const spendingKinds = {
  meal: { least: 6, most: 38, tax: 'reduced', pdf: 0.02, companyCard: 0.15 },
  guests: { least: 45, most: 320, tax: 'reduced', pdf: 0.1, companyCard: 0.5 },
  hotel: { least: 72, most: 410, tax: 'reduced', pdf: 0.8, companyCard: 0.6 },
  taxi: { least: 8, most: 74, tax: 'reduced', pdf: 0.3, companyCard: 0.2 },
  train: { least: 18, most: 190, tax: 'reduced', pdf: 0.95, companyCard: 0.5 },
  flight: { least: 85, most: 960, tax: 'none', pdf: 1, companyCard: 0.8 },
  fuel: { least: 28, most: 96, tax: 'standard', pdf: 0.05, companyCard: 0.4 },
  parking: { least: 2, most: 42, tax: 'standard', pdf: 0.1, companyCard: 0.1 },
  toll: { least: 1.9, most: 39, tax: 'standard', pdf: 0.1, companyCard: 0.1 },
  supplies: { least: 4, most: 180, tax: 'standard', pdf: 0.4, companyCard: 0.3 },
  telecom: { least: 12, most: 55, tax: 'standard', pdf: 1, companyCard: 0.2 },
  gift: { least: 15, most: 120, tax: 'standard', pdf: 0.2, companyCard: 0.2 },
  software: { least: 9, most: 480, tax: 'standard', pdf: 1, companyCard: 0.9 },
  postage: { least: 4, most: 60, tax: 'standard', pdf: 0.2, companyCard: 0.1 },
} as const satisfies Record<string, KindFacts>;

export type SpendingKind = keyof typeof spendingKinds;

export function isSpendingKind(name: string): name is SpendingKind {
  return Object.hasOwn(spendingKinds, name);
}
