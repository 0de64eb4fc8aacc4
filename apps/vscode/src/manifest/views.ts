/** The views, and what they say while they are empty. */
export const viewsContainers = {
  activitybar: [{ id: 'jenji', title: { en: 'Jenji', fr: 'Jenji' }, icon: 'media/jenji.svg' }],
};

export const views = {
  jenji: [
    {
      id: 'jenji.explorer',
      name: { en: 'Explorer', fr: 'Explorateur' },
      contextualTitle: { en: 'Jenji Explorer', fr: 'Explorateur Jenji' },
      icon: 'media/jenji.svg',
      initialSize: 4,
    },
    {
      id: 'jenji.pendingChanges',
      name: { en: 'Pending Changes', fr: 'Modifications en attente' },
      contextualTitle: { en: 'Jenji Pending Changes', fr: 'Modifications Jenji en attente' },
      icon: 'media/jenji.svg',
      when: 'jenji.signedIn',
      initialSize: 1,
    },
  ],
};

export const viewsWelcome = [
  {
    view: 'jenji.explorer',
    when: '!jenji.signedIn',
    contents: {
      en: 'Browse, search and change expenses safely: nothing is written before you have seen it.\n[Sign In](command:jenji.signIn)\nNo API key at hand? See it with made-up companies; nothing leaves this machine.\n[Try with Sample Data](command:jenji.trySampleData)',
      fr: 'Parcourez, recherchez et modifiez les dépenses sans risque : rien n’est écrit avant que vous ne l’ayez vu.\n[Se connecter](command:jenji.signIn)\nPas de clé d’API sous la main ? Essayez avec des entreprises inventées ; rien ne quitte cette machine.\n[Essayer avec des données d’exemple](command:jenji.trySampleData)',
    },
  },
];
