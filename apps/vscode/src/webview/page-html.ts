export interface PageOptions {
  /** What a screen reader calls the page. */
  readonly title: string;
  /** BCP 47, of the texts that the page will show. */
  readonly language: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Where the editor serves the files of the page from, as a source of a content security policy. */
  readonly cspSource: string;
  /** Of this page alone. */
  readonly nonce: string;
  /** Further sources of pictures, such as `data:` or `blob:`. Never a remote one: a page asks nobody but its host. */
  readonly imageSources?: readonly ('data:' | 'blob:')[] | undefined;
}

/**
 * The HTML that a page begins as: nothing but its script and style. All that it shows comes by message, and goes into
 * the document as text.
 */
export function pageHtml(options: PageOptions): string {
  const { title, language, scriptUri, styleUri, cspSource, nonce, imageSources = [] } = options;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${[cspSource, ...imageSources].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(styleUri)}">
</head>
<body>
<script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
</body>
</html>
`;
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => references[sign] ?? sign);
}
