/** A line of text on a page; sizes and positions in points, from the lower left corner. */
export interface PdfText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Width of a character of Courier, as a part of its size. */
export const characterWidth = 0.6;

/** A page of text in Courier, as a PDF that any viewer opens. Characters outside WinAnsi are left out. */
export function pdfPage(width: number, height: number, texts: readonly PdfText[]): Uint8Array {
  const content = texts
    .map(({ text, x, y, size }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  // One character is one byte up to here: WinAnsi is Latin-1 but for a few signs, which `escaped` has replaced.
  return Uint8Array.from(file + table + end, (character) => character.charCodeAt(0));
}

/** What WinAnsi has between 0x80 and 0x9f, where Latin-1 has nothing. */
const windowsSigns: Readonly<Record<string, string>> = {
  '€': '\x80',
  '‘': '\x91',
  '’': '\x92',
  '–': '\x96',
  '—': '\x97',
};

function escaped(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => windowsSigns[character] ?? character)
    .filter((character) => /^[ -~\x80-\xff]$/.test(character))
    .join('')
    .replace(/[\\()]/g, '\\$&');
}
