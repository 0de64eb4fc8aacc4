/** What the extension is called, and what it is for, where extensions are listed. */
export const description = {
  displayName: { en: 'Jenji Explorer', fr: 'Jenji Explorer' },
  description: {
    en: 'Browse, search and safely change Jenji expenses, people and settings, and let an assistant help.',
    fr: 'Parcourez, recherchez et modifiez sans risque les dépenses, les personnes et les réglages de Jenji, avec l’aide d’un assistant.',
  },
};
