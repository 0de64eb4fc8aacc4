/** `YYYY-MM-DD`, no time zone. */
export type LocalDate = string;

/** ISO 8601 instant with its offset (`OffsetDateTime` in the manual). */
export type Instant = string;

/** Text per two-letter language code. */
export type Translations = Record<string, string>;

/** Values of custom fields by key. Their JSON type follows the definition; a DATE is epoch milliseconds. */
export type CustomFieldValues = Record<string, unknown>;

export type DistanceUnit = 'KM' | 'MI';
