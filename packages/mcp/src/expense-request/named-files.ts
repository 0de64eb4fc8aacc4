import * as z from 'zod';
import { text } from '../arguments/text.ts';

/** Files that were uploaded, each with the name that people see. */
export function namedFiles() {
  return z.array(
    z.strictObject({
      name: text().describe('The name people see'),
      file: text(500).describe('Key of the uploaded file'),
    }),
  );
}
