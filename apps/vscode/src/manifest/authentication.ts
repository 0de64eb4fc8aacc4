/** Who can be asked for a sign-in. Editors list its accounts among all others. */
export const authentication = [{ id: 'jenji', label: 'Jenji' }];
