import fc from 'fast-check';
import { decode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { printable } from './bitmap-font.ts';
import { drawReceipt, type ReceiptFacts } from './receipt.ts';

const facts: ReceiptFacts = {
  vendor: 'Chez Odette',
  item: 'Repas',
  place: 'Lyon, FR',
  date: '2025-03-12',
  number: '004217',
  total: 23.4,
  currency: 'EUR',
  taxes: [{ baseAmount: 21.27, rate: 10, amount: 2.13 }],
};

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** What stands on the page, after checking that the file's table of objects is right. */
function readPdf(bytes: Uint8Array): string[] {
  const file = latin1(bytes);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const entries = [...file.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(file.slice(start)).toMatch(/^xref\n/);
  expect(entries).toHaveLength(5);
  for (const [index, offset] of entries.entries()) {
    expect(file.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
  }
  const stream = /<< \/Length (\d+) >>\nstream\n([\s\S]*)\nendstream/.exec(file);
  expect(stream?.[2]).toHaveLength(Number(stream?.[1]));
  return [...(stream?.[2] ?? '').matchAll(/^BT .* Td \((.*)\) Tj ET$/gm)].map(([, text]) => text ?? '');
}

function ink(bytes: Uint8Array): { width: number; height: number; dark: number } {
  const { width, height, data } = decode(bytes, { useTArray: true });
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
  return { width, height, dark };
}

describe('a receipt as PDF', () => {
  it('shows vendor, date, tax and amount', () => {
    const { bytes, contentType } = drawReceipt(facts, 'pdf');
    expect(contentType).toBe('application/pdf');
    const text = readPdf(bytes).join('\n');
    expect(text).toMatch(/^ *Chez Odette$/m);
    expect(text).toMatch(/^2025-03-12 +No 004217$/m);
    expect(text).toMatch(/^VAT 10% +2\.13$/m);
    expect(text).toMatch(/^TOTAL +EUR 23\.40$/m);
  });

  it('writes accents and the euro sign, and brackets do not end the text', () => {
    const text = readPdf(drawReceipt({ ...facts, vendor: 'Crêperie (100 €)' }, 'pdf').bytes).join('\n');
    expect(text).toContain('Crêperie \\(100 \x80\\)');
  });

  it('writes amounts in the decimals of their currency', () => {
    const yen = readPdf(drawReceipt({ ...facts, total: 1250, currency: 'JPY' }, 'pdf').bytes).join('\n');
    expect(yen).toMatch(/JPY 1250$/m);
  });

  it('stays a PDF whatever is written on it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (vendor, item) => {
        expect(readPdf(drawReceipt({ ...facts, vendor, item }, 'pdf').bytes).join()).toContain('TOTAL');
      }),
    );
  });
});

describe('a receipt as JPEG', () => {
  it('can be decoded, is small, and has ink on it', () => {
    const { bytes, contentType } = drawReceipt(facts, 'jpg');
    expect(contentType).toBe('image/jpeg');
    expect(bytes.length).toBeLessThan(10_000);
    const { width, height, dark } = ink(bytes);
    expect(width).toBeGreaterThan(200);
    expect(dark / (width * height)).toBeGreaterThan(0.02);
    expect(dark / (width * height)).toBeLessThan(0.3);
  });

  it('shows the amount: eights take more ink than ones', () => {
    expect(ink(drawReceipt({ ...facts, total: 8888.88 }, 'jpg').bytes).dark).toBeGreaterThan(
      ink(drawReceipt({ ...facts, total: 1111.11 }, 'jpg').bytes).dark,
    );
  });

  it('names what was bought where the vendor’s name cannot be printed', () => {
    const sushi = { ...facts, vendor: '居酒屋 たぬき' };
    expect(drawReceipt(sushi, 'jpg').bytes).toEqual(drawReceipt({ ...facts, vendor: facts.item }, 'jpg').bytes);
  });
});

it('the same facts give the same bytes', () => {
  for (const type of ['jpg', 'pdf'] as const) expect(drawReceipt(facts, type)).toEqual(drawReceipt({ ...facts }, type));
});

it('prints capitals without accents, and no other script', () => {
  expect(printable('Hôtel de l’Opéra → 東京 n°2')).toBe("HOTEL DE L'OPERA - N2");
});
