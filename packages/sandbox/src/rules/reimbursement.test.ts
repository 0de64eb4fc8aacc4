import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expense } from '../world/index.ts';
import { fromMinorUnits, toMinorUnits } from './amount.ts';
import { reimbursementOf } from './reimbursement.ts';

const expense: Expense = {
  id: 'e',
  userId: 'u',
  organizationId: 'o',
  type: 'STANDARD',
  time: '2024-02-29',
  total: 1250,
  currency: 'JPY',
  state: 'ACCEPTED',
  createdAt: '2024-02-29T00:00:00Z',
};
const euros = { reimbursementCurrency: 'EUR' };

describe('reimbursementOf', () => {
  it('is the total in the currency of the organization', () => {
    expect(reimbursementOf(expense, 'EUR', 0.0061)).toEqual({ ...euros, reimbursableAmount: 7.63, dueAmount: 7.63 });
  });

  it('is nothing for what the company has paid already', () => {
    const paidByCompany = { ...expense, reimbursable: false };
    expect(reimbursementOf(paidByCompany, 'EUR', 0.0061)).toEqual({ ...euros, reimbursableAmount: 0, dueAmount: 0 });
  });

  it('is due less the advances, and never less than nothing', () => {
    const withAdvance = (imputedAmount: number) => {
      const advances = [{ advanceId: 'a', imputedAmount }];
      return { ...expense, reimbursement: { ...euros, reimbursableAmount: 0, dueAmount: 0, advances } };
    };
    expect(reimbursementOf(withAdvance(5), 'EUR', 0.0061)).toMatchObject({ reimbursableAmount: 7.63, dueAmount: 2.63 });
    expect(reimbursementOf(withAdvance(50), 'EUR', 0.0061).dueAmount).toBe(0);
  });
});

describe('minor units', () => {
  it('survive the way to an amount and back, up to 15 digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e14, max: 1e14 }),
        fc.constantFrom('EUR', 'JPY', 'BHD', 'XXX'),
        (minor, currency) => {
          expect(toMinorUnits(fromMinorUnits(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });
});
