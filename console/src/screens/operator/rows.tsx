import { Table } from '../../widgets/reading';

type Of<Item> = Omit<Parameters<typeof Table<Item>>[0], 'of' | 'again' | 'more'>;

/** Shows rows as a table that were read as a whole. */
export function Rows<Item>({ items, ...table }: Of<Item> & { readonly items: readonly Item[] }) {
  return (
    <Table
      {...table}
      of={{ at: 'done', value: { items, next: undefined, loadingMore: false } }}
      again={() => undefined}
      more={() => undefined}
    />
  );
}
