/** Where a value stands, in writing: `data[3].taxes[0].rate`. `start` is what stands before the path, or nothing. */
export function dottedPath(start: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, start);
}
