import * as z from 'zod';

/** Values by code, none of them empty: `clear` empties one. */
export const someCustomFields = z
  .record(z.string().min(1, 'must not be empty'), z.unknown())
  .superRefine((values, context) => {
    for (const [code, value] of Object.entries(values)) {
      if (value !== null) continue;
      const field = JSON.stringify(`customFields.${code}`);
      context.addIssue({
        code: 'custom',
        path: [code],
        message: `must not be null; name ${field} in clear to empty it`,
      });
    }
  })
  .describe('Values by custom field code, those to set; all others stay, and `clear` takes `customFields.<code>`.');
