import { z } from 'zod';

/** Built on first use: most programs that load this module never read a line. */
let schema: ReturnType<typeof lineSchema> | undefined;
export type JournalLine = z.infer<ReturnType<typeof lineSchema>>;

const start = '{"do":';

/** The line as it stands in the file, without its end. */
export function formatLine(line: JournalLine): string {
  const { do: what, ...rest } = line;
  return JSON.stringify({ do: what, ...rest });
}

/**
 * A line of a journal file; undefined when it is damaged, foreign, or of a form this version does not know.
 *
 * A process that was killed while it wrote leaves the beginning of a line, and the next one's line follows right behind
 * it. The beginning is passed over: its writer never came to act on it.
 */
export function parseLine(text: string): JournalLine | undefined {
  const next = text.lastIndexOf(start);
  const torn = text.slice(0, Math.min(next, start.length));
  return parse(next > 0 && start.startsWith(torn) ? text.slice(next) : text);
}

function parse(text: string): JournalLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  schema ??= lineSchema();
  return schema.safeParse(value).data;
}

function lineSchema() {
  const time = z.number().nonnegative();
  const count = z.int().positive();
  const slot = z.string();
  const waiter = z.object({ rank: z.number(), count });
  const signature = { n: z.int(), by: z.string(), at: time };
  return z.discriminatedUnion('do', [
    z.object({
      ...signature,
      do: z.literal('take'),
      slot,
      limits: z.object({ perSecond: count, perMinute: count }),
    }),
    z.object({ ...signature, do: z.enum(['settle', 'release']), slot }),
    z.object({ ...signature, do: z.literal('refuse'), slot, pause: time.optional() }),
    z.object({ ...signature, do: z.literal('wait'), waiter: waiter.optional() }),
    z.object({ ...signature, do: z.literal('gone'), owner: z.string() }),
    z.object({ ...signature, do: z.enum(['doubt', 'here']) }),
    /** The first line of a file: all that still matters of the generation before. */
    z.object({
      ...signature,
      do: z.literal('carry'),
      state: z.object({
        settled: z.array(time),
        inFlight: z.array(z.object({ slot, by: z.string(), at: time })),
        waiters: z.array(waiter.extend({ by: z.string() })),
        pausedUntil: time,
        refusedAt: z.number(),
        refusals: z.int().nonnegative(),
      }),
    }),
    /** The last line that counts: what follows it belongs into the next generation. */
    z.object({ ...signature, do: z.literal('seal') }),
  ]);
}
