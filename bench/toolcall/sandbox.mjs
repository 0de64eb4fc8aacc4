/** A sandbox without limits, in a process of its own. Prints, as JSON, where it is and the key that opens it. */
import { startSandbox } from '@jenji-kit/sandbox';

const { url, credentials } = await startSandbox({ limits: 'none', expenses: 200 });
console.log(JSON.stringify({ url, ...credentials.organization }));
