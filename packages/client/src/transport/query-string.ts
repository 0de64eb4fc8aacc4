/** Query parameters as `?a=1&b=2`, percent-encoded; those without a value are left out, lists repeat their name. */
export function queryString(parameters: Readonly<Record<string, unknown>> = {}): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((single) => single !== undefined && single !== null)
      .map((single) => `${encoded(name)}=${encoded(String(single))}`),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** Half a pair of surrogates is no character: it is sent as the one that stands for that, as browsers do. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}
