import { InvalidArgumentsError } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';

/** The text without any layer of percent-encoded ASCII; proxies and servers may each take one off, even from bad ones. */
function decoded(text: string): string {
  const once = text.replace(/%([0-7][0-9a-f])/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
  return once === text ? text : decoded(once);
}

/** Why a text cannot be one segment of a path, or undefined when it can. Slashes and any script are fine. */
export function segmentProblem(text: string): string | undefined {
  if (text === '') return 'must not be empty';
  if (text.length > 1000) return 'must not be longer than 1000 characters';
  if (/\p{Surrogate}/u.test(text)) return 'must be well-formed Unicode: it holds half of a surrogate pair';
  if (/^\{.*\}$/s.test(text)) return 'must be a value, not a placeholder between braces';
  const plain = decoded(text);
  if (/\p{Control}/u.test(plain)) return 'must not hold control characters';
  // To one server or another, `..;x`, `..?x`, `..#x` and `.. ` are `..` too.
  const parts = plain.split(/[/\\]/).map((part) => part.replace(/[;?#].*/s, '').trim());
  if (parts.includes('.') || parts.includes('..')) return 'must not hold a `.` or `..` segment, not even encoded';
  return undefined;
}

/**
 * The path of an operation with its parameters filled in, each percent-encoded as one segment.
 *
 * @throws InvalidArgumentsError naming the parameter that is missing, empty, a dot segment, or not well-formed text.
 */
export function encodePath(
  operation: Pick<Endpoint, 'path' | 'pathParameters'>,
  args: Readonly<Record<string, string>>,
): string {
  const issues = operation.pathParameters.flatMap((name) => {
    const message = Object.hasOwn(args, name) ? segmentProblem(String(args[name])) : 'is required';
    return message ? [{ path: `path.${name}`, message }] : [];
  });
  if (issues.length > 0) throw new InvalidArgumentsError(issues);
  return operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(args[name])));
}
