import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPicture, receiptFacts, receiptFileName } from './receipt.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const jpeg = bytesOf('\xFF\xD8\xFF\xE0 and more');

describe('a receipt', () => {
  test('is shown as a picture only where its bytes are of one', () => {
    expect(isPicture({ bytes: jpeg, mimeType: 'image/jpeg' })).toBe(true);
    expect(isPicture({ bytes: bytesOf('<svg onload="1">'), mimeType: 'image/svg+xml' })).toBe(false);
    expect(isPicture({ bytes: bytesOf('<html>'), mimeType: 'image/jpeg' })).toBe(false);
    expect(isPicture({ bytes: bytesOf('%PDF-1.7'), mimeType: 'application/pdf' })).toBe(false);
    expect(isPicture({ bytes: bytesOf('....ftypheic'), mimeType: 'image/heic' })).toBe(false);
  });

  test('tells what it is, how many pages, and how large', () => {
    const pdf = bytesOf(`%PDF-1.7 /Type /Pages /Type /Page\n/Type/Page>>${' '.repeat(84_000)}`);
    expect(receiptFacts({ bytes: pdf, mimeType: 'application/pdf' }, 'en')).toBe('PDF, 2 pages, 84 kB');
    expect(receiptFacts({ bytes: jpeg, mimeType: 'image/jpeg' }, 'en')).toBe('JPG, 0 kB');
    const unknown = { bytes: new Uint8Array(2_500_000), mimeType: 'application/octet-stream' };
    expect(receiptFacts(unknown, 'en')).toBe('File of an unknown kind, 2.5 MB');
  });

  test('gets a name that says what it is of', () => {
    const name = receiptFileName(
      { bytes: jpeg, mimeType: 'image/jpeg' },
      { label: 'Hôtel de l’Opéra', time: '2026-03-14' },
    );
    expect(name).toBe('2026-03-14 Hôtel de l’Opéra.jpg');
    expect(receiptFileName({ bytes: jpeg, mimeType: 'image/jpeg' }, { id: 'a@b/c' })).toBe('a-b-c.jpg');
  });

  test('never gets a name that leads elsewhere or runs, whatever people typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (label, id) => {
        const name = receiptFileName({ bytes: jpeg, mimeType: 'application/pdf' }, { label, id });
        expect(name).toMatch(/^[^.\s/\\:*?"<>|\p{C}][^/\\:*?"<>|\p{C}]*\.pdf$/u);
      }),
    );
    const traps = ['../../etc/passwd', '..', 'C:\\x', 'invoice.exe\u202e', '\u0000', 'con|rm'];
    for (const label of traps) {
      expect(receiptFileName({ bytes: jpeg, mimeType: 'application/pdf' }, { label })).not.toMatch(
        /[\\/:|]|\.\.|\p{C}/u,
      );
    }
  });
});
