import * as z from 'zod';
import { type TableFromPage, tableActions } from './table-messages.ts';

const layout = z.object({
  shown: z.record(z.string().max(200), z.boolean()),
  widths: z.record(z.string().max(200), z.number().min(1).max(10_000)),
});

/** What was kept of the columns; nothing where it is none. */
export const keptLayout = layout.catch({ shown: {}, widths: {} });

/** What the page may send. */
export const tableFromPage: z.ZodType<TableFromPage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('layout'), layout }),
  z.object({ type: z.literal('refresh') }),
  z.object({ type: z.literal('retry') }),
  z.object({ type: z.literal('cancel') }),
  z.object({
    type: z.literal('act'),
    action: z.enum(tableActions),
    edition: z.int(),
    rows: z.instanceof(Uint32Array),
    columns: z.array(z.string().max(200)).max(1000),
  }),
]);
