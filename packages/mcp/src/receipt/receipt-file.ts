import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, isAbsolute, relative, resolve } from 'node:path';
import { receiptType } from '@jenji-kit/client';
import { Refused } from '../registry/refused.ts';
import type { Settings } from '../settings/settings.ts';

/** Bytes. A phone's photo has 2 to 4 MiB, a scanned invoice less. */
const largestFile = 20 * 1024 * 1024;

/** What Jenji takes, by extension. */
const types = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg' } as const;
type FileType = keyof typeof types;

interface ReceiptFile {
  bytes: Uint8Array;
  fileType: FileType;
  contentType: string;
}

/**
 * A file of this machine that may be sent to Jenji: a PDF or JPEG that lies, when all links are followed, in one of the
 * operator's folders. Of a path elsewhere nothing is told, not even whether there is a file.
 *
 * @throws Refused that says why not.
 */
export async function readReceiptFile(
  path: string,
  { receiptFolders: folders, advice }: Pick<Settings, 'receiptFolders' | 'advice'>,
): Promise<ReceiptFile> {
  if (folders === undefined) {
    const why = advice?.receiptFolders ?? 'its operator has named no folder';
    throw new Refused(
      `This server reads no files: ${why}. Give file_type and md5 to get a link to which another program can upload the file.`,
    );
  }
  const wanted = resolve(path);
  if (!isAbsolute(path) || !folders.some((folder) => isInside(wanted, resolve(folder)))) throw outside(folders);
  const fileType = extname(wanted).slice(1).toLowerCase();
  if (!isFileType(fileType)) throw new Refused('A receipt must be a .pdf, .jpg or .jpeg file.');
  const real = await realpath(wanted).catch(() => {
    throw new Refused('There is no such file.');
  });
  await requireInside(real, folders);
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => {
    throw new Refused('The file cannot be read.');
  });
  try {
    // What was opened has to be what was looked at, even if somebody moved folders meanwhile.
    await requireInside(await realpath(real), folders);
    const bytes = await readBounded(file);
    const contentType = types[fileType];
    if (receiptType(bytes, undefined) !== contentType) {
      throw new Refused(`The file ends in .${fileType} and holds something else: it must be a real PDF or JPEG.`);
    }
    return { bytes, fileType, contentType };
  } finally {
    await file.close();
  }
}

async function readBounded(file: FileHandle): Promise<Uint8Array> {
  const stats = await file.stat();
  if (!stats.isFile()) throw new Refused('The path names no plain file.');
  if (stats.size === 0) throw new Refused('The file is empty.');
  if (stats.size > largestFile) {
    throw new Refused(`The file has ${stats.size} bytes; a receipt may have ${largestFile}.`);
  }
  const bytes = Buffer.alloc(stats.size);
  const { bytesRead } = await file.read(bytes, 0, stats.size, 0);
  if (bytesRead !== stats.size) throw new Refused('The file changed while it was read: try again.');
  return bytes;
}

async function requireInside(real: string, folders: readonly string[]): Promise<void> {
  const allowed = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  if (!allowed.some((folder) => folder !== undefined && isInside(real, folder))) throw outside(folders);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}

function outside(folders: readonly string[]): Refused {
  return new Refused(`Only files in the folders that the operator has named may be sent: ${folders.join(', ')}.`);
}

function isFileType(extension: string): extension is FileType {
  return Object.hasOwn(types, extension);
}
