type Labels = Readonly<Record<string, string | null>> | null | undefined;

/** The label to show: English if there is one, else in the organization's language, else any; undefined without labels. */
export function labelOf(labels: Labels, language?: string | null): string | undefined {
  const [first] = ['en', language ?? ''].flatMap((code) => labels?.[code] || []);
  return first ?? allLabels(labels)[0];
}

/** The labels in all languages, without the empty ones. */
export function allLabels(labels: Labels): string[] {
  return Object.values(labels ?? {}).flatMap((text) => text || []);
}
