import * as l10n from '@vscode/l10n';
import { joined } from '../words/shown.ts';
import type { RowLook } from './tree-node.ts';

/** How a record of the settings looks: what is no longer in use says so in words. */
export function settingLook(
  label: string,
  icon: string,
  { disabled, facts = [] }: { disabled?: boolean | null | undefined; facts?: readonly (string | undefined | false)[] },
): Pick<RowLook, 'description' | 'accessibilityLabel' | 'icon' | 'marks'> {
  const off = disabled ? l10n.t('not in use') : undefined;
  return {
    description: joined([off, ...facts]),
    accessibilityLabel: joined([label, off, ...facts], ', '),
    icon: disabled ? { id: 'circle-slash', color: 'disabledForeground' } : { id: icon },
    marks: disabled ? ['disabled'] : [],
  };
}

/** What is in use comes first, in the order it has in Jenji. */
export function inOrder<Item extends { order?: number | null | undefined; disabled?: boolean | null | undefined }>(
  items: readonly Item[],
): Item[] {
  return [...items].sort(
    (one, other) =>
      Number(one.disabled ?? false) - Number(other.disabled ?? false) ||
      (one.order ?? Number.MAX_SAFE_INTEGER) - (other.order ?? Number.MAX_SAFE_INTEGER),
  );
}
