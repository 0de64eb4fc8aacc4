import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AbortedError } from '@jenji-kit/client/errors';
import { byteOrderMark, type CsvCell, type CsvFormat, csvLine } from './csv.ts';

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: number;
  /** The cells of a row, from 0. */
  row(index: number): readonly CsvCell[];
}

export interface WriteOptions {
  readonly format: CsvFormat;
  readonly signal: AbortSignal;
  /** Is told how many rows were written. */
  readonly progress?: ((rows: number) => void) | undefined;
}

/** Rows that are made into text before anybody else is let in. */
const sliceRows = 2_000;

/** The file in pieces. @throws AbortedError as soon as the signal aborts. */
export async function* csvPieces(table: CsvTable, { format, signal, progress }: WriteOptions): AsyncGenerator<string> {
  yield byteOrderMark +
    csvLine(
      table.header.map((text) => ({ text })),
      format,
    );
  for (let from = 0; from < table.rows; from += sliceRows) {
    if (signal.aborted) throw new AbortedError('Cancelled.');
    const end = Math.min(from + sliceRows, table.rows);
    let piece = '';
    for (let row = from; row < end; row++) piece += csvLine(table.row(row), format);
    yield piece;
    progress?.(end);
    await setImmediate();
  }
  if (signal.aborted) throw new AbortedError('Cancelled.');
}

/**
 * Writes a CSV file whole or not at all: beside its place first, and into it by renaming, so that a file that was there
 * stays until the new one is complete.
 */
export async function writeCsv(path: string, table: CsvTable, options: WriteOptions): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  // Readable for its owner alone: expenses are nobody else’s business.
  const file = await open(beside, 'wx', 0o600);
  try {
    try {
      for await (const piece of csvPieces(table, options)) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
