// @ts-check
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this app. */
export const appFolder = dirname(dirname(fileURLToPath(import.meta.url)));
