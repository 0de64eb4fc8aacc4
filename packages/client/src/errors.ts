/** Root of every error this package throws. Messages never hold a secret. */
export class JenjiError extends Error {
  override name = 'JenjiError';
  /** True when a write may have been applied although no answer said so. */
  readonly ambiguous: boolean;

  constructor(message: string, options: { cause?: unknown; ambiguous?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.ambiguous = options.ambiguous ?? false;
  }
}
