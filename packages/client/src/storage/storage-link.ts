import { isLoopback } from '../environment.ts';
import { StorageError } from '../errors.ts';

/**
 * A signed link to Jenji's storage: https, or http on this machine. Whoever knows such a link may use it, so no
 * message repeats it.
 *
 * @throws StorageError that names the rule that was broken.
 */
export function parseStorageLink(link: string): URL {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (!url)
    throw new StorageError('The storage link is not a URL: pass the uploadUrl or downloadUrl as Jenji gave it.');
  if (url.username !== '' || url.password !== '') {
    throw new StorageError('The storage link must not hold a user or password.');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new StorageError('The storage link must start with https:// (http:// only for this machine).');
  }
  return url;
}
