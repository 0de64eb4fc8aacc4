/** What the server under test is called. */
export const identity = { name: 'test-server', title: 'Jenji', version: '1.0.0' };
