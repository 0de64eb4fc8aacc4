import { UnauthorizedError } from '@jenji-kit/client/errors';
import * as l10n from '@vscode/l10n';
import { failureWords } from '../words/failure-words.ts';
import { shown, tooltip } from '../words/shown.ts';
import type { TreeNode } from './tree-node.ts';

type Above = Pick<TreeNode, 'id' | 'subject'>;

/** A row that says that there is nothing. */
export function emptyNode(above: Above, text: string): TreeNode {
  return message(above, { label: text, icon: { id: 'info', color: 'disabledForeground' } });
}

/** A row that says that reading was given up; a click takes it up again. */
export function cancelledNode(above: Above): TreeNode {
  return message(above, {
    label: l10n.t('Cancelled. Click to load again.'),
    icon: { id: 'debug-restart', color: undefined },
    marks: ['retry'],
    command: { id: 'jenji.retry', title: l10n.t('Retry') },
  });
}

/**
 * A row that says why reading failed, above the rows that were there before; a click tries again, or asks for the key.
 *
 * @param asOf The time of day at which what stands below was read; undefined where nothing does.
 */
export function failureNode(above: Above, failure: unknown, asOf: string | undefined): TreeNode {
  const { text } = failureWords(failure);
  const words = shown(text, 300);
  const label = asOf === undefined ? l10n.t('Could not load: {0}', words) : l10n.t('Could not refresh: {0}', words);
  const signIn = failure instanceof UnauthorizedError || isSecretMissing(failure);
  const action = signIn ? l10n.t('Sign In Again') : l10n.t('Retry');
  return message(above, {
    label,
    description: asOf === undefined ? action : l10n.t('as of {0} · {1}', asOf, action),
    icon: { id: signIn ? 'key' : 'warning', color: 'list.warningForeground' },
    marks: ['failure', 'retry'],
    command: { id: signIn ? 'jenji.changeSecret' : 'jenji.retry', title: action },
    tooltip: () =>
      tooltip(label, [
        [l10n.t('As of'), asOf],
        [l10n.t('Click'), action],
      ]),
  });
}

function isSecretMissing(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'SecretMissing';
}

function message(
  { id, subject }: Above,
  look: Pick<TreeNode, 'label' | 'icon' | 'marks' | 'command' | 'description' | 'tooltip'>,
): TreeNode {
  const { accountId, organizationId, bookkeeperId } = subject;
  return {
    ...look,
    id: `${id}/message`,
    subject: { kind: 'message', accountId, organizationId, bookkeeperId },
    accessibilityLabel: look.description ? `${look.label}, ${look.description}` : look.label,
  };
}
