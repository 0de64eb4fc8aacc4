/** How a state looks: a codicon, and a colour of the theme that never stands alone. */
export function stateIcon(state: string): { readonly id: string; readonly color: string | undefined } {
  // Another decision than approval, often of other people: in a list of both it looks different.
  if (state === 'WAITING_FOR_COMPLIANCE') return { id: 'eye', color: 'charts.yellow' };
  if (state.startsWith('WAITING')) return { id: 'clock', color: 'charts.yellow' };
  switch (state) {
    case 'ACCEPTED':
      return { id: 'pass', color: 'charts.green' };
    case 'REFUSED':
    case 'REJECTED':
    case 'NOT_COMPLIANT':
      return { id: 'error', color: 'charts.red' };
    case 'EXPORTED':
      return { id: 'export', color: 'charts.blue' };
    case 'ACCOUNTED':
      return { id: 'book', color: 'charts.blue' };
    case 'PAID':
      return { id: 'check-all', color: 'charts.green' };
    case 'CLOSED':
      return { id: 'lock', color: 'disabledForeground' };
    case 'CANCELLED':
      return { id: 'circle-slash', color: 'disabledForeground' };
    case 'DELETED':
      return { id: 'trash', color: 'disabledForeground' };
    default:
      return { id: 'circle-outline', color: undefined };
  }
}
