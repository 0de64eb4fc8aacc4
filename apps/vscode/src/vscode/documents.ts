import { NotFoundError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Conflict, ConflictChoice } from '../documents/conflict.ts';
import {
  addressOf,
  type DocumentAddress,
  documentExtension,
  pathOf,
  recordPathOf,
} from '../documents/document-address.ts';
import type { Documents } from '../documents/documents.ts';
import type { Problem } from '../documents/json-text.ts';
import { SaveRefused } from '../documents/save-refused.ts';
import type { CommandId } from '../manifest/commands/index.ts';
import { subjectsOf } from '../tree/subjects-of.ts';
import type { Subject } from '../tree/tree-node.ts';
import { messageText } from '../words/message-text.ts';
import { showInformation } from './messages.ts';
import { registerCommand } from './register-command.ts';
import type { Services } from './services.ts';

const scheme = 'jenji';
const schemaScheme = 'jenji-schema';
/** What Jenji has now, beside a document with changes of one's own. */
const nowScheme = 'jenji-now';

/** More documents than this are hardly wanted at once. */
const mostAtOnce = 10;

/** Records as JSON documents of a file system. */
export function activateDocuments({
  guard,
  connections,
  reviews,
  tree,
}: Pick<Services, 'guard' | 'connections' | 'reviews'> & {
  /** What is selected is meant where a command is called without anything. */
  readonly tree: { selection(): readonly Subject[] };
}): vscode.Disposable {
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const diagnostics = vscode.languages.createDiagnosticCollection(scheme);
  /** Why the editor is about to save a document. */
  const reasons = new Map<string, vscode.TextDocumentSaveReason>();
  const subscriptions: vscode.Disposable[] = [changes, diagnostics];

  let loading: Promise<Documents> | undefined;
  function loaded(): Promise<Documents> {
    // The contract comes with it, which nobody waits for who only looks around.
    loading ??= import('../documents/documents.ts').then(({ Documents }) => {
      const documents = new Documents({ connections, reviews, language: () => vscode.env.language });
      subscriptions.push(
        documents.onDidChange((address) => {
          const path = recordPathOf(address);
          const open = openDocuments().filter(({ uri }) => recordPathOf(addressOf(uri.path)) === path);
          changes.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
        }),
      );
      return documents;
    });
    return loading;
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      return orFileError(async () => {
        const address = addressIn(uri);
        const { mtime, size } = await (await loaded()).stat(address, { isDirty: isDirty(uri) });
        return { type: vscode.FileType.File, ctime: 0, mtime, size };
      });
    },
    async readFile(uri) {
      return orFileError(async () => {
        const address = addressIn(uri);
        return new TextEncoder().encode(await (await loaded()).read(address, { isDirty: isDirty(uri) }));
      });
    },
    async writeFile(uri, content) {
      await orFileError(async () => {
        const address = addressIn(uri);
        const reason = reasons.get(uri.toString());
        reasons.delete(uri.toString());
        if (reason !== undefined && reason !== vscode.TextDocumentSaveReason.Manual) {
          throw new SaveRefused(
            'declined',
            l10n.t('Records are not saved by themselves: save when you want to review the change.'),
          );
        }
        const text = new TextDecoder().decode(content);
        try {
          await (await loaded()).save(address, text, { onConflict: (conflict) => askAbout(conflict, uri) });
          diagnostics.delete(uri);
        } catch (error) {
          if (error instanceof SaveRefused) diagnostics.set(uri, error.problems.map(diagnosticOf(text)));
          throw error;
        }
      });
    },
    readDirectory: (uri) => {
      throw vscode.FileSystemError.FileNotFound(uri);
    },
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };

  async function askAbout(conflict: Conflict, uri: vscode.Uri): Promise<ConflictChoice> {
    const show = l10n.t('Show Differences');
    const theirs = l10n.t('Take What Jenji Has');
    const review = l10n.t('Keep Mine and Review');
    const chosen = await vscode.window.showWarningMessage(
      l10n.t('Somebody else has changed this record since you opened it.'),
      { modal: true, detail: detailOf(conflict) },
      review,
      show,
      theirs,
    );
    if (chosen === review) return 'review';
    if (chosen === theirs) return 'theirs';
    if (chosen === show) {
      const now = vscode.Uri.from({ scheme: nowScheme, path: pathOf(conflict.address), query: String(Date.now()) });
      const title = l10n.t('{0}: Jenji now ↔ yours', fileNameOf(uri));
      // Once the save has ended: it waits for the answer.
      setImmediate(() => guard.run(() => vscode.commands.executeCommand('vscode.diff', now, uri, title)));
    }
    return 'stop';
  }

  /** What an account had is closed with it; a document with changes of the person's own stays until they close it. */
  async function closeSignedOut(): Promise<void> {
    const accountIds = connections.accounts().map(({ id }) => id);
    const isGone = ({ isDirty: hasChanges, input }: vscode.Tab) =>
      !hasChanges &&
      input instanceof vscode.TabInputText &&
      input.uri.scheme === scheme &&
      !accountIds.includes(input.uri.path.split('/')[1] ?? '');
    const gone = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isGone));
    if (gone.length > 0) await vscode.window.tabGroups.close(gone, true);
    (await loading)?.keepOnly(accountIds);
  }

  async function edit(subjects: readonly Subject[]): Promise<void> {
    const { addressOfSubject } = await import('../documents/subject-address.ts');
    if (subjects.length === 0) {
      showInformation(l10n.t('Select a record in the Jenji view first.'));
      return;
    }
    if (subjects.length > mostAtOnce) {
      showInformation(l10n.t('Select at most {0} records to edit as JSON.', mostAtOnce));
      return;
    }
    const documents = await loaded();
    for (const subject of subjects) {
      const address = isClient(subject) ? await chosenOf(subject) : addressOfSubject(subject);
      if (!address) return;
      const { title } = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: l10n.t('Reading…') },
        () => documents.refresh(address),
      );
      const document = await vscode.workspace.openTextDocument(uriOf({ ...address, name: title }));
      await vscode.window.showTextDocument(document, { preview: subjects.length === 1 });
    }
  }

  /** A client of a bookkeeper is an organization, and has an archive that the bookkeeper sizes. */
  async function chosenOf(subject: Subject): Promise<DocumentAddress | undefined> {
    const { addressOfSubject, vaultOfClient } = await import('../documents/subject-address.ts');
    const choices = [
      { label: l10n.t('Organization'), description: l10n.t('Name, language, currency, country'), of: addressOfSubject },
      { label: l10n.t('Vault'), description: l10n.t('Legal archive of the receipts'), of: vaultOfClient },
    ];
    const chosen = await vscode.window.showQuickPick(choices, { title: l10n.t('Edit as JSON') });
    return chosen?.of(subject);
  }

  subscriptions.push(
    vscode.workspace.registerFileSystemProvider(scheme, provider, { isCaseSensitive: true }),
    vscode.workspace.registerTextDocumentContentProvider(schemaScheme, {
      provideTextDocumentContent: async ({ path }) => {
        const { recordToken } = await import('../documents/document-text.ts');
        const open = openDocuments().map(({ uri }) => addressOf(uri.path));
        const address = open.find((each) => recordToken(recordPathOf(each)) === path.split('/')[0]);
        return address && JSON.stringify(await (await loaded()).schema(address));
      },
    }),
    vscode.workspace.registerTextDocumentContentProvider(nowScheme, {
      provideTextDocumentContent: async ({ path }) => (await loaded()).latestText(addressOf(path)),
    }),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      {
        async provideDocumentLinks(document) {
          const { recordLinks } = await import('../documents/record-links.ts');
          return recordLinks(addressOf(document.uri.path), document.getText()).map(({ offset, length, to }) => {
            const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
            const link = new vscode.DocumentLink(range, 'address' in to ? uriOf(to.address) : commandOf(to.subject));
            link.tooltip = l10n.t('Edit as JSON');
            return link;
          });
        },
      },
    ),
    vscode.languages.registerInlayHintsProvider(
      { scheme },
      {
        async provideInlayHints(document, within) {
          const { namesInText } = await import('../documents/names-in-text.ts');
          // Without names, a document can be edited too.
          const schema = await (await loaded()).schema(addressOf(document.uri.path)).catch(() => ({}));
          return namesInText(schema, document.getText()).flatMap(({ offset, name }) => {
            const position = document.positionAt(offset);
            if (!within.contains(position)) return [];
            const hint = new vscode.InlayHint(position, name);
            hint.paddingLeft = true;
            return [hint];
          });
        },
      },
    ),
    connections.onDidChange(() => void guard.run(closeSignedOut)),
    registerCommand(guard, 'jenji.editAsJson', (clicked, selected) =>
      edit(clicked === undefined ? tree.selection() : subjectsOf(clicked, selected)),
    ),
    vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      if (uri.scheme === scheme) reasons.set(uri.toString(), reason);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.scheme === scheme) loaded().then((documents) => documents.settle(addressOf(uri.path)), guard.report);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      // Where the text has moved, an underline would stand at the wrong place.
      if (uri.scheme === scheme && contentChanges.length > 0) diagnostics.delete(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme !== scheme) return;
      diagnostics.delete(uri);
      const path = recordPathOf(addressOf(uri.path));
      if (openDocuments().some((open) => recordPathOf(addressOf(open.uri.path)) === path)) return;
      loading?.then((documents) => documents.forget(addressOf(uri.path)), guard.report);
    }),
  );
  return new vscode.Disposable(() => vscode.Disposable.from(...subscriptions).dispose());
}

function isClient({ kind, bookkeeperId }: Subject): boolean {
  return kind === 'client' && bookkeeperId !== undefined;
}

function uriOf(address: DocumentAddress): vscode.Uri {
  return vscode.Uri.from({ scheme, path: pathOf(address) });
}

/** What the tree shows has a name that only reading tells. */
function commandOf(subject: Subject): vscode.Uri {
  const id: CommandId = 'jenji.editAsJson';
  return vscode.Uri.from({ scheme: 'command', path: id, query: JSON.stringify([subject]) });
}

function openDocuments(): vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(({ uri, isClosed }) => uri.scheme === scheme && !isClosed);
}

function isDirty(uri: vscode.Uri): boolean {
  return openDocuments().some((document) => document.isDirty && document.uri.toString() === uri.toString());
}

/** @throws FileSystemError for what the editor looks for beside documents, such as folders and settings. */
function addressIn(uri: vscode.Uri): DocumentAddress {
  try {
    return addressOf(uri.path);
  } catch {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
}

/** Errors as the editor understands them. */
async function orFileError<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw error;
    // The editor tells it in a message of its own.
    const message = messageText(error instanceof Error ? error.message : String(error));
    if (error instanceof NotFoundError) throw vscode.FileSystemError.FileNotFound(message);
    if (error instanceof SaveRefused) throw new vscode.FileSystemError(message);
    throw vscode.FileSystemError.Unavailable(message);
  }
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions(
    l10n.t('Records are not created, moved or deleted as files. Use the commands of the Jenji view.'),
  );
}

function diagnosticOf(text: string) {
  return ({ message, offset, length }: Problem): vscode.Diagnostic => {
    const range = new vscode.Range(positionAt(text, offset), positionAt(text, offset + length));
    const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'Jenji';
    return diagnostic;
  };
}

function positionAt(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

function detailOf({ theirs, both }: Conflict): string {
  if (theirs === undefined) {
    return l10n.t(
      'What it was before is not known any more, so every difference to what Jenji has now would be reviewed. Nothing has been written.',
    );
  }
  const changed = l10n.t('Changed there: {0}.', theirs.join(', '));
  const clash =
    both.length > 0
      ? l10n.t('You have changed the same: {0}.', both.join(', '))
      : l10n.t('You have changed other fields; both changes can stand.');
  return `${changed} ${clash} ${l10n.t('Nothing has been written.')}`;
}

function fileNameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1, -documentExtension.length);
}
