import { appendFileSync } from 'node:fs';

/** Shows the rows of a table, and adds them to the file FIGURES, if it is named. */
export function show(columns: readonly string[], rows: readonly (readonly (string | number)[])[]) {
  const all = [columns, ...rows].map(row => row.map(String));
  const widths = columns.map((_, at) => Math.max(...all.map(row => row[at]?.length ?? 0)));
  const text = all
    .map(row =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map(line => `${line}\n`)
    .join('');
  process.stdout.write(text);
  const file = process.env['FIGURES'];
  if (file !== undefined) {
    appendFileSync(file, `${text}\n`);
  }
}

/** Returns the middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Returns a positive whole number from the environment. */
export function setting(name: string, usual: number): number {
  return Number(process.env[name] ?? usual);
}
