import type { ChangeRecord, CommitResult, Plan } from '@jenji-kit/changes';
import type { JenjiClient } from '@jenji-kit/client';
import { isRecord } from '../operations/chosen-fields.ts';
import { Refused } from '../registry/refused.ts';
import type { ToolContext } from '../registry/tool-context.ts';
import { readReceiptFile } from './receipt-file.ts';

/** How many files may wait for an approval; those planned first are let go. */
const mostWaiting = 500;

/** Paths by the MD5 of what they held when the upload was planned. */
const waiting = new WeakMap<JenjiClient, Map<string, string>>();

/** Remembers which file a link is asked for: it is sent once the link has been approved and made. */
export function sendLater(jenji: JenjiClient, md5: string, path: string): void {
  const files = waiting.get(jenji) ?? new Map<string, string>();
  waiting.set(jenji, files);
  files.delete(md5);
  files.set(md5, path);
  const [oldest] = files.keys();
  if (files.size > mostWaiting && oldest !== undefined) files.delete(oldest);
}

/** A plan with a note for each file of this machine that it would send: whoever approves it has to know which. */
export async function withFilesNamed<Planned extends Plan | ChangeRecord>(
  planned: Planned,
  { jenji }: Pick<ToolContext, 'jenji'>,
): Promise<Planned> {
  if (planned.items.every(({ operation }) => operation !== 'receipts.uploadUrl')) return planned;
  const files = waiting.get(await jenji());
  const notes = planned.items.flatMap(({ request }) => {
    const path = files?.get(md5Of(request));
    return path === undefined ? [] : [`It sends the file ${JSON.stringify(path)} of this machine to Jenji.`];
  });
  return { ...planned, notes: [...notes, ...planned.notes] };
}

/**
 * Sends the files for which links were made, each to its link and only if it still is what it was. The answer then has
 * the key and no link, which is used up.
 */
export async function withFilesSent(
  planned: Plan | ChangeRecord,
  result: CommitResult,
  { jenji, settings, signal }: Pick<ToolContext, 'jenji' | 'settings' | 'signal'>,
): Promise<CommitResult> {
  if (result.items.every(({ operation }) => operation !== 'receipts.uploadUrl')) return result;
  const client = await jenji();
  const items = await Promise.all(
    result.items.map(async (item, index) => {
      const { uploadUrl, ...secrets } = item.secrets ?? {};
      const md5 = md5Of(planned.items[index]?.request);
      const path = waiting.get(client)?.get(md5);
      if (typeof uploadUrl !== 'string' || path === undefined) return item;
      try {
        const { bytes, contentType } = await readReceiptFile(path, settings);
        await client.upload(uploadUrl, bytes, { md5, contentType, signal });
        waiting.get(client)?.delete(md5);
        return { ...item, secrets: { ...secrets, uploaded: true } };
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Error)) throw error;
        const message = `The file was not sent, so the key is of no use: ${error.message} Call upload_receipt again.`;
        return { ...item, error: { name: Refused.name, message }, secrets: { uploaded: false } };
      }
    }),
  );
  const isWhole = items.every((item) => item.secrets?.uploaded !== false);
  return { ...result, items, status: isWhole ? result.status : 'partly' };
}

function md5Of(request: { body?: unknown } | undefined): string {
  return isRecord(request?.body) ? String(request.body.md5) : '';
}
