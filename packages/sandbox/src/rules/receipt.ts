import { decimalPlaces } from '@jenji-kit/client/currency';
import { encode } from 'jpeg-js';
import type { StoredFile, Tax } from '../world/index.ts';
import { glyphHeight, glyphWidth, hasDot, printable } from './bitmap-font.ts';
import { characterWidth, pdfPage } from './pdf.ts';

/** What a receipt says. */
export interface ReceiptFacts {
  readonly vendor: string;
  /** What was bought; also stands for a vendor whose name the font cannot write. */
  readonly item: string;
  readonly place: string;
  readonly date: string;
  readonly number: string;
  readonly total: number;
  readonly currency: string;
  readonly taxes: readonly Tax[];
}

/** A receipt as a photograph-like JPEG or a PDF of some kilobytes; the same facts give the same bytes. */
export function drawReceipt(facts: ReceiptFacts, type: 'jpg' | 'pdf'): StoredFile {
  return type === 'pdf'
    ? { bytes: drawPdf(linesOf(facts)), contentType: 'application/pdf' }
    : { bytes: drawJpeg(linesOf(facts)), contentType: 'image/jpeg' };
}

/** A line of a receipt: text on the left, or centred if there is none on the right. */
interface Line {
  readonly left: string;
  readonly right?: string;
  readonly large?: boolean;
}

/** Characters in a line of ordinary size; large ones are twice as wide. */
const columns = 34;

function linesOf({ vendor, item, place, date, number, total, currency, taxes }: ReceiptFacts): Line[] {
  const amount = (value = 0) => value.toFixed(decimalPlaces(currency) ?? 2);
  const rule = { left: '-'.repeat(columns) };
  const name = printable(vendor).length > 2 ? vendor : item;
  const net = taxes.reduce((sum, { baseAmount = 0 }) => sum + baseAmount, 0);
  return [
    { left: name, large: name.length <= columns / 2 },
    { left: place },
    { left: '' },
    { left: date, right: `No ${number}` },
    rule,
    { left: `1 x ${item}`, right: amount(total) },
    rule,
    ...(taxes.length > 0 ? [{ left: 'Net', right: amount(net) }] : []),
    ...taxes.map((tax) => ({ left: `VAT ${tax.rate}%`, right: amount(tax.amount) })),
    { left: '' },
    { left: 'TOTAL', right: `${currency} ${amount(total)}`, large: amount(total).length < 8 },
    { left: '' },
    { left: 'Sandbox receipt, not a real one' },
  ];
}

/** The text of a line, laid out in its columns. */
function layOut({ left, right, large }: Line, write: (text: string) => string): string {
  const width = large ? columns / 2 : columns;
  const end = right === undefined ? '' : write(right).slice(0, width);
  const room = width - (right === undefined ? 0 : end.length + 1);
  const start = write(left).slice(0, Math.max(0, room));
  return right === undefined
    ? ' '.repeat(Math.floor((width - start.length) / 2)) + start
    : start + ' '.repeat(width - start.length - end.length) + end;
}

function drawPdf(lines: readonly Line[]): Uint8Array {
  const size = 8;
  const margin = 16;
  const leading = 14;
  const height = 2 * margin + leading * lines.length + 10;
  const texts = lines.map((line, index) => ({
    text: layOut(line, (text) => text),
    x: margin,
    y: height - margin - leading * (index + 1),
    size: line.large ? 2 * size : size,
  }));
  return pdfPage(Math.ceil(2 * margin + columns * size * characterWidth), height, texts);
}

function drawJpeg(lines: readonly Line[]): Uint8Array {
  const dot = 1;
  const margin = 10;
  const cell = (glyphWidth + 1) * dot;
  const leading = (glyphHeight + 3) * dot;
  const width = 2 * margin + columns * cell;
  const height = 2 * margin + lines.reduce((sum, { large }) => sum + (large ? 2 : 1) * leading, 0);
  const data = new Uint8Array(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) data.set([250, 248, 240, 255], 4 * pixel);
  let top = margin;
  for (const line of lines) {
    const scale = line.large ? 2 * dot : dot;
    for (const [at, character] of Array.from(layOut(line, printable)).entries()) {
      stamp(character, margin + at * (glyphWidth + 1) * scale, top, scale);
    }
    top += line.large ? 2 * leading : leading;
  }
  return Uint8Array.from(encode({ data, width, height }, 50).data);

  function stamp(character: string, left: number, above: number, scale: number): void {
    for (let y = 0; y < glyphHeight * scale; y += 1) {
      for (let x = 0; x < glyphWidth * scale; x += 1) {
        if (!hasDot(character, Math.floor(x / scale), Math.floor(y / scale))) continue;
        data.set([40, 40, 48], 4 * ((above + y) * width + left + x));
      }
    }
  }
}
