import type { Schemas } from './client';

export type Money = Schemas['Money'];

const decimalsOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;

const minorUnits = (amount: string): bigint => BigInt(amount.replace('.', ''));

function text(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = units < 0n ? '-' : '';
  return decimals === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${digits.slice(digits.length - decimals)}`;
}

/** Multiplies a price by a whole quantity, exactly. */
export function times({ amount, currency }: Money, quantity: number): Money {
  return {
    amount: text(minorUnits(amount) * BigInt(quantity), decimalsOf(amount)),
    currency,
  };
}

/** Returns an amount with the other sign. */
export function negated({ amount, currency }: Money): Money {
  return { amount: text(-minorUnits(amount), decimalsOf(amount)), currency };
}

/** Adds amounts of one currency. Returns undefined if there are none, or of several currencies. */
export function sum(amounts: readonly Money[]): Money | undefined {
  const [first] = amounts;
  if (first === undefined || amounts.some(each => each.currency !== first.currency)) {
    return undefined;
  }
  const units = amounts.reduce((total, each) => total + minorUnits(each.amount), 0n);
  return { amount: text(units, decimalsOf(first.amount)), currency: first.currency };
}

/** What is bought, with how its price relates to tax. */
export interface Taxed {
  readonly total: Money;
  readonly taxMode?: Schemas['TaxMode'] | undefined;
  readonly taxRate?: string | undefined;
}

/**
 * Returns the tax that an invoice of these lines alone would add, rounded half-up once for each rate, or
 * undefined if it adds none. An invoice of more lines rounds once for all of them.
 */
export function taxAddedTo(lines: readonly Taxed[]): Money | undefined {
  const added = lines.filter(line => line.taxMode === 'ADDED');
  const rates = [...new Set(added.map(line => line.taxRate ?? '0'))];
  const taxes = rates.map(rate => {
    const net = sum(added.filter(line => (line.taxRate ?? '0') === rate).map(line => line.total));
    return net === undefined ? undefined : taxOn(net, rate);
  });
  return sum(taxes.filter(tax => tax !== undefined));
}

/** Returns price x rate, rounded once, half-up. */
function taxOn({ amount, currency }: Money, rate: string): Money {
  const scale = 10n ** BigInt(decimalsOf(rate));
  const units = (2n * minorUnits(amount) * minorUnits(rate) + scale) / (2n * scale);
  return { amount: text(units, decimalsOf(amount)), currency };
}

/**
 * Returns the tax in a price that includes it: price x rate / (1 + rate), rounded once, half-up.
 *
 * @param rate a decimal text, 0.10 for ten per cent
 */
export function taxIn({ amount, currency }: Money, rate: string): Money {
  const scale = 10n ** BigInt(decimalsOf(rate));
  const parts = minorUnits(rate);
  const divisor = scale + parts;
  const units = (2n * minorUnits(amount) * parts + divisor) / (2n * divisor);
  return { amount: text(units, decimalsOf(amount)), currency };
}
