import * as l10n from '@vscode/l10n';

/** The words of the page. `{0}` and so on are filled in there. */
export type TableTexts = ReturnType<typeof tableTexts>;

export function tableTexts() {
  return {
    filter: l10n.t('Filter expenses'),
    filterHint: l10n.t('Filter (accents and case do not matter)'),
    amountRange: l10n.t('Amount'),
    from: l10n.t('From'),
    to: l10n.t('To'),
    clearFilters: l10n.t('Clear Filters'),
    columns: l10n.t('Columns'),
    find: l10n.t('Find'),
    none: l10n.t('(none)'),
    more: l10n.t('{0} more: type to find them'),
    export: l10n.t('Export as CSV…'),
    refresh: l10n.t('Refresh'),
    cancel: l10n.t('Cancel'),
    retry: l10n.t('Retry'),
    reading: l10n.t('Reading expenses…'),
    readingParts: l10n.t('Reading expenses: {0} of {1} months'),
    empty: l10n.t('No expenses here.'),
    emptyFiltered: l10n.t('No expense passes the filters.'),
    rowsOne: l10n.t('1 row'),
    rowsMany: l10n.t('{0} rows'),
    rowsOf: l10n.t('{0} of {1} rows'),
    sortedAscending: l10n.t('sorted by {0}'),
    sortedDescending: l10n.t('sorted by {0}, descending'),
    selectedOne: l10n.t('1 selected'),
    selectedMany: l10n.t('{0} selected'),
    totalAll: l10n.t('All'),
    totalFiltered: l10n.t('Filtered'),
    totalSelected: l10n.t('Selected'),
    totals: l10n.t('Totals by currency'),
    noCurrency: l10n.t('without currency'),
    notExact: l10n.t('Some amounts have more digits than are sure.'),
    open: l10n.t('Open'),
    runAction: l10n.t('Run Action…'),
    copy: l10n.t('Copy'),
    exportSelection: l10n.t('Export Selection…'),
    reveal: l10n.t('Reveal in Explorer'),
    clearSelection: l10n.t('Clear Selection'),
    gridHint: l10n.t(
      'Enter opens, Space selects, Right goes into the cells, Up from the first row goes to the column heads, where Enter sorts and Shift+Left and Shift+Right change the width.',
    ),
  };
}
