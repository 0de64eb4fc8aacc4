/** A JSON value whose texts have at most `most` characters, so that one long text cannot fill an answer. */
export function shortenTexts(value: unknown, most = 2000): unknown {
  if (typeof value === 'string')
    return value.length > most ? `${value.slice(0, most)}… (${value.length} characters)` : value;
  if (Array.isArray(value)) return value.map((item) => shortenTexts(item, most));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortenTexts(member, most)]));
}
