import { folded } from '@jenji-kit/client/text';
import * as z from 'zod';

/** Text that is neither empty nor longer than anything it could name. The bounds are kept out of the listed schema. */
export function text(most = 200) {
  return z.string().check(({ value, issues }) => {
    const rule =
      value.trim() === '' ? 'must not be empty' : value.length > most ? `must have at most ${most} characters` : '';
    if (rule) issues.push({ code: 'custom', message: rule, input: value });
  });
}

/** Several names or ids; naming one twice changes nothing. */
export function texts(most = 100) {
  return z.array(text()).check(({ value, issues }) => {
    const rule = value.length === 0 ? 'must name at least one, or be left out' : `must name at most ${most}`;
    if (value.length === 0 || value.length > most) issues.push({ code: 'custom', message: rule, input: value });
  });
}

export const organization = text().optional().describe('Name or id, where there are several');

/** Words to look for, without regard to case and accents. */
export function words() {
  return text().check(({ value, issues }) => {
    if (folded(value) !== '') return;
    issues.push({ code: 'custom', message: 'must hold a letter or a digit', input: value });
  });
}
