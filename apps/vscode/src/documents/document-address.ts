import * as l10n from '@vscode/l10n';

/** What ends the name of every document: the language, and with it the JSON support of the editor, goes by it. */
export const documentExtension = '.jenji.json';

/**
 * Where a document stands, below its account: literal names, and ids behind a colon. One kind of record, one place.
 */
export const places = {
  organization: ['organizations', ':organizationId'],
  user: ['organizations', ':organizationId', 'users', ':userId'],
  vehicle: ['organizations', ':organizationId', 'users', ':userId', 'vehicles', ':vehicleId'],
  group: ['organizations', ':organizationId', 'groups', ':groupId'],
  category: ['organizations', ':organizationId', 'categories', ':categoryId'],
  paymentMethod: ['organizations', ':organizationId', 'paymentMethods', ':paymentMethodId'],
  allowanceTemplate: ['organizations', ':organizationId', 'allowanceTemplates', ':templateId'],
  warningRule: ['organizations', ':organizationId', 'warningRules', ':ruleId'],
  communication: ['organizations', ':organizationId', 'communications', ':communicationId'],
  customField: ['organizations', ':organizationId', 'customFields', ':owner', ':customFieldKey'],
  customOption: ['organizations', ':organizationId', 'options', ':listId', ':optionId'],
  expense: ['organizations', ':organizationId', 'expenses', ':expenseId'],
  expenseRequest: ['organizations', ':organizationId', 'expenseRequests', ':requestId'],
  bookkeeper: ['bookkeepers', ':bookkeeperId'],
  vault: ['bookkeepers', ':bookkeeperId', 'clients', ':organizationId', 'vault'],
} as const satisfies Record<string, readonly string[]>;

export type DocumentKindName = keyof typeof places;

/** The ids of a record by name, as Jenji gives them. */
export type Ids = Readonly<Record<string, string>>;

/** Which record of which account a document holds. */
export interface DocumentAddress {
  readonly accountId: string;
  readonly kind: DocumentKindName;
  readonly ids: Ids;
  /** What tabs show; two addresses with other names are the same document. */
  readonly name: string;
}

/** The path is none of a document, or no path can be made of an id. */
export class BadDocumentPath extends Error {
  override readonly name = 'BadDocumentPath';

  constructor(pathOrId: string) {
    super(l10n.t('{0} stands for no record.', JSON.stringify(pathOrId)));
  }
}

/**
 * The path of a document's URI: `/<account>/organizations/<id>/users/<id>/Ada Lovelace.jenji.json`.
 *
 * Ids are percent-encoded only where they would not be one path segment, so that people can read them; the editor
 * encodes the path once more on its own when it writes a URI.
 *
 * @throws BadDocumentPath for an id that no path can hold: `.`, `..`, none, or broken text.
 */
export function pathOf({ accountId, kind, ids, name }: DocumentAddress): string {
  const segments = places[kind].map((part) => (part.startsWith(':') ? segmentOf(ids[part.slice(1)] ?? '') : part));
  return ['', segmentOf(accountId), ...segments, fileNameOf(name)].join('/');
}

/** The path without the name: the same for the same record. */
export function recordPathOf(address: DocumentAddress): string {
  const path = pathOf(address);
  return path.slice(0, path.lastIndexOf('/'));
}

/**
 * What a path stands for.
 *
 * @throws BadDocumentPath for anything that `pathOf` does not write.
 */
export function addressOf(path: string): DocumentAddress {
  const [start, account = '', ...rest] = path.split('/');
  const fileName = rest.pop() ?? '';
  if (start !== '' || !fileName.endsWith(documentExtension)) throw new BadDocumentPath(path);
  const name = fileName.slice(0, -documentExtension.length);
  for (const [kind, place] of Object.entries(places)) {
    if (place.length !== rest.length) continue;
    if (!place.every((part, index) => part.startsWith(':') || part === rest[index])) continue;
    const ids = place.flatMap((part, index) =>
      part.startsWith(':') ? [[part.slice(1), idOf(rest[index] ?? '', path)] as const] : [],
    );
    return {
      accountId: idOf(account, path),
      // The key of an entry of `places` is one of its keys.
      kind: kind as DocumentKindName,
      ids: Object.fromEntries(ids),
      name,
    };
  }
  throw new BadDocumentPath(path);
}

/** What separates segments, starts a query, escapes, or would be invisible. */
const toEncode = /[%/\\?#\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function segmentOf(id: string): string {
  if (id === '' || id === '.' || id === '..' || /\p{Cs}/u.test(id)) throw new BadDocumentPath(id);
  return id.replace(toEncode, encodeURIComponent);
}

function idOf(segment: string, path: string): string {
  try {
    const id = decodeURIComponent(segment);
    // Each record has one path only.
    if (segmentOf(id) === segment) return id;
  } catch {
    // Told below.
  }
  throw new BadDocumentPath(path);
}

const longestName = 60;

function fileNameOf(name: string): string {
  const plain = name
    .replace(/[/\\:*?"<>|%#\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = [...plain].slice(0, longestName).join('').trim();
  return `${short.replace(/^\.+/, '') || 'record'}${documentExtension}`;
}
