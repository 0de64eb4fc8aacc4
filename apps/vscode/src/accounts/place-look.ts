import { placeWord } from '../words/place-word.ts';
import type { Place } from './account.ts';

/** How a place is told from the others, wherever an account is shown: by a word, a picture and a colour. */
export interface PlaceLook {
  readonly word: string;
  /** A product icon. */
  readonly icon: string;
  /** A colour of the theme that the manifest declares, on the background of lists and editors. */
  readonly color: `jenji.${string}`;
  /** The same on the status bar. */
  readonly statusBarColor: `jenji.statusBar.${string}`;
}

const looks: Record<Place, Pick<PlaceLook, 'icon' | 'color'>> = {
  production: { icon: 'briefcase', color: 'jenji.production' },
  test: { icon: 'beaker', color: 'jenji.test' },
  custom: { icon: 'server-environment', color: 'jenji.custom' },
  sample: { icon: 'mortar-board', color: 'jenji.sample' },
};

export function placeLook(place: Place): PlaceLook {
  return { word: placeWord(place), statusBarColor: `jenji.statusBar.${place}`, ...looks[place] };
}
