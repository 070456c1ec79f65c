import type { Schemas } from '../../api/client';
import type { Money } from '../../api/money';

export type Asked = Schemas['OperatorSupportRequest'];
export type Quote = Schemas['OperatorQuote'];
export type QuotedLine = Schemas['OperatorQuoteLine'];

/** A line that can be granted: what the terms give for how many units. */
export type GrantableLine = QuotedLine & { readonly quantity: number; readonly terms: Money };

/** The credits as typed, by line. A line without one is not granted. */
export type Credits = ReadonlyMap<number, string>;

/** Returns the lines that can be cancelled now. */
export function grantable({ lines }: Quote): readonly GrantableLine[] {
  return lines.filter(
    (line): line is GrantableLine => line.terms !== undefined && line.quantity !== undefined,
  );
}

/** Returns what the terms give for each line that can be granted. */
export function byTerms(quote: Quote): Credits {
  return new Map(grantable(quote).map(line => [line.line, line.terms.amount]));
}

/** Credits that were chosen, and the quote that was shown then. */
export interface Chosen {
  readonly quoteId: string;
  readonly credits: Credits;
}

/** Returns the credits of a grant. Those that were chosen by another quote are void. */
export function creditsOf(
  quote: Quote,
  chosen: Chosen | undefined,
): { readonly credits: Credits; readonly outdated: boolean } {
  const outdated = chosen !== undefined && chosen.quoteId !== quote.quoteId;
  return {
    credits: chosen === undefined || outdated ? byTerms(quote) : chosen.credits,
    outdated,
  };
}

/**
 * Parses a credit as typed, with a point or a comma before its decimals.
 *
 * @param left what is left of the charge, in whose currency the credit is
 * @returns undefined if it is no amount from zero to what is left
 */
export function creditOf(typed: string, left: Money): Money | undefined {
  const decimals = left.amount.split('.')[1]?.length ?? 0;
  const found = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim());
  if (found === null || (found[2]?.length ?? 0) > decimals) {
    return undefined;
  }
  const [, whole = '', fraction = ''] = found;
  const digits = fraction.padEnd(decimals, '0');
  const amount = `${BigInt(whole)}${decimals === 0 ? '' : `.${digits}`}`;
  const units = (text: string) => BigInt(text.replace('.', ''));
  return units(amount) <= units(left.amount) ? { amount, currency: left.currency } : undefined;
}

/** What a grant pays for each granted line, or undefined if a credit is wrong or no line is granted. */
export function granted(
  quote: Quote,
  credits: Credits,
): readonly { readonly line: GrantableLine; readonly credit: Money }[] | undefined {
  const all = grantable(quote)
    .filter(line => credits.has(line.line))
    .map(line => ({ line, credit: creditOf(credits.get(line.line) ?? '', line.left) }));
  const right = all.filter(each => each.credit !== undefined) as {
    line: GrantableLine;
    credit: Money;
  }[];
  return all.length > 0 && right.length === all.length ? right : undefined;
}

/**
 * Returns the body of a grant that pays exactly what was shown. What the terms give is confirmed by the
 * id of its quote, and anything else by its amounts.
 */
export function grantBody(
  quote: Quote,
  credits: Credits,
  note: string,
): Schemas['NewOperatorDecision'] | undefined {
  const lines = granted(quote, credits);
  if (lines === undefined) {
    return undefined;
  }
  const asTheTermsSay =
    quote.grantable &&
    lines.length === quote.lines.length &&
    lines.every(({ line, credit }) => credit.amount === line.terms.amount);
  return {
    decision: 'GRANT',
    note,
    ...(asTheTermsSay
      ? { pays: 'TERMS', quoteId: quote.quoteId }
      : {
          pays: 'AMOUNT',
          lines: lines.map(({ line, credit }) => ({
            line: line.line,
            quantity: line.quantity,
            credit,
          })),
        }),
  };
}
