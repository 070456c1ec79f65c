import type { Schemas } from '../../api/client';

type Quote = Schemas['CancellationQuote'];

/** How many units of each chosen line a person wants to cancel, as typed. */
export type Selection = ReadonlyMap<number, string>;

/** Returns all units of the lines that can be cancelled. */
export function everything(quote: Quote): Selection {
  return new Map(
    quote.lines.flatMap(each =>
      each.cancellable ? [[each.line, String(each.quantity)] as const] : [],
    ),
  );
}

/** Returns whether a typed quantity is a whole number from 1 to the most. */
export function isQuantity(typed: string, most: number): boolean {
  return /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most;
}

/** Returns the selection as the API's parameter `lines`, such as 1:3,2:1. */
export function textOf(selection: Selection): string {
  return [...selection]
    .sort(([one], [other]) => one - other)
    .map(([line, quantity]) => `${line}:${Number(quantity)}`)
    .join(',');
}

/** Returns whether each chosen line has a quantity that can be cancelled. */
export function isValid(selection: Selection, quote: Quote): boolean {
  return quote.lines.every(line => {
    const typed = selection.get(line.line);
    return !line.cancellable || typed === undefined || isQuantity(typed, line.quantity);
  });
}
