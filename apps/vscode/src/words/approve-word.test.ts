import { expect, test } from 'vitest';
import { places } from '../accounts/account.ts';
import { approveWord } from './approve-word.ts';

test('only the button of production names it', () => {
  expect(places.map((place) => approveWord(place))).toEqual(['Approve on Production', 'Approve', 'Approve', 'Approve']);
});
