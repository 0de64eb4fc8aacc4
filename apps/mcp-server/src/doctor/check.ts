/** What one look at something found. */
export interface Finding {
  /** `warning` is worth knowing and stops nothing; `skipped` needs something that failed before. */
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** One line, without a secret. */
  readonly detail: string;
  /** What to do about it; given with `warning` and `failed`. */
  readonly fix?: string;
}

/** A finding, with what was looked at. */
export interface Check extends Finding {
  readonly name: 'node' | 'settings' | 'state folder' | 'network' | 'credentials' | 'budget';
}
