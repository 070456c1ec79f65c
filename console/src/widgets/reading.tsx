import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Listing, Reading } from '../api/read';
import { useMessages } from '../messages';
import { number } from './format';
import { ProblemBox } from './problem-box';

/** Shows what was read, or that it is being read, or why not. A stale value stays until its successor is there. */
export function Read<Value>(props: {
  readonly of: Reading<Value>;
  readonly again: () => void;
  readonly children: (value: Value, stale: boolean) => ComponentChildren;
}) {
  const { shell } = useMessages();
  const { of } = props;
  if (of.at === 'loading') {
    return (
      <p class="note" role="status">
        {shell.loading}
      </p>
    );
  }
  if (of.at === 'failed') {
    return (
      <div class="box" role="alert">
        <p>{shell.notLoaded}</p>
        {of.problem !== undefined && <ProblemBox problem={of.problem} />}
        <button type="button" onClick={props.again}>
          {shell.tryAgain}
        </button>
      </div>
    );
  }
  return <>{props.children(of.value, of.stale ?? false)}</>;
}

/** A column of a table. */
export interface Column<Item> {
  readonly title: string;
  readonly number?: boolean;
  /** Whether it takes more of the width than others. Counts in a steady table only. */
  readonly wide?: boolean;
  readonly cell: (item: Item) => ComponentChildren;
}

/** Shows a list as a table, with a button for its next page. */
export function Table<Item>(props: {
  readonly of: Reading<Listing<Item>>;
  readonly again: () => void;
  readonly more: () => void;
  readonly caption: string;
  /** Whether the number of rows is said below them. */
  readonly counted?: boolean;
  /** Whether the widths of the columns are the same for all rows, so that further rows move none. */
  readonly steady?: boolean;
  readonly empty: ComponentChildren;
  readonly id: (item: Item) => string;
  /** While they are the same object, rows that are shown are not made again. */
  readonly columns: readonly Column<Item>[];
}) {
  const { columns, id } = props;
  return (
    <Read of={props.of} again={props.again}>
      {(listing, stale) => (
        <>
          {(listing.items.length > 0 || listing.next !== undefined) && (
            <table aria-busy={stale} class={props.steady ? 'steady' : undefined}>
              <caption class="unseen">{props.caption}</caption>
              <thead>
                <tr>
                  {columns.map(column => (
                    <th key={column.title} scope="col" class={classOf(column)}>
                      {column.title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <Rows items={listing.items} columns={columns} id={id} />
              </tbody>
            </table>
          )}
          {props.counted === false ? (
            listing.items.length === 0 && <div class="empty">{props.empty}</div>
          ) : (
            <Foot of={listing} more={props.more} empty={props.empty} />
          )}
        </>
      )}
    </Read>
  );
}

function classOf<Item>({ number, wide }: Column<Item>): string {
  return [number && 'number', wide && 'wide'].filter(Boolean).join(' ');
}

/** How many rows are made again together. */
const BLOCK = 100;

interface Some<Item> {
  readonly items: readonly Item[];
  readonly columns: readonly Column<Item>[];
  readonly id: (item: Item) => string;
}

/** The rows of a list, in blocks. A block is made again if one of its items, or the columns, are others. */
function Rows<Item>({ items, columns, id }: Some<Item>) {
  const made = useRef<readonly { readonly of: Some<Item>; readonly block: VNode }[]>([]);
  const blocks = Array.from({ length: Math.ceil(items.length / BLOCK) }, (_, at) => {
    const some = items.slice(at * BLOCK, (at + 1) * BLOCK);
    const before = made.current[at];
    const same =
      before?.of.columns === columns &&
      before.of.items.length === some.length &&
      before.of.items.every((item, index) => item === some[index]);
    const of = { items: some, columns, id };
    return same ? before : { of, block: <Block key={at} {...of} /> };
  });
  made.current = blocks;
  return <>{blocks.map(({ block }) => block)}</>;
}

function Block<Item>({ items, columns, id }: Some<Item>) {
  return (
    <>
      {items.map(item => (
        <tr key={id(item)}>
          {columns.map((column, index) =>
            index === 0 ? (
              <th key={column.title} scope="row">
                {column.cell(item)}
              </th>
            ) : (
              <td
                key={column.title}
                data-label={column.title}
                class={column.number ? 'number' : ''}
              >
                {column.cell(item)}
              </td>
            ),
          )}
        </tr>
      ))}
    </>
  );
}

/** Ends a list: how many rows are shown, which is also said, and the button for the next page. */
export function Foot<Item>(props: {
  readonly of: Listing<Item>;
  readonly more: () => void;
  /** The number of rows, if not all items have one. */
  readonly count?: number;
  /** What is shown instead of a list without a row. */
  readonly empty: ComponentChildren;
}) {
  const { shell } = useMessages();
  const { items, next, loadingMore, notMore } = props.of;
  const rows = props.count ?? items.length;
  const count = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  useLayoutEffect(() => {
    // The pressed button is gone with the last page. The focus goes to what it has done.
    if (next === undefined && pressed.current && document.activeElement === document.body) {
      count.current?.focus();
    }
    pressed.current = false;
  }, [next]);
  return (
    <div class="foot">
      <div role="status" ref={count} tabIndex={-1}>
        {rows > 0 ? (
          <span class="note">{shell.shown(number(rows))}</span>
        ) : (
          next === undefined && <div class="empty">{props.empty}</div>
        )}
      </div>
      {notMore !== undefined && (
        <div class="box" role="alert">
          <p>{shell.notLoaded}</p>
          {notMore.problem !== undefined && <ProblemBox problem={notMore.problem} />}
        </div>
      )}
      {next !== undefined && (
        <button
          type="button"
          class="plain"
          aria-disabled={loadingMore}
          onClick={() => {
            pressed.current = true;
            props.more();
          }}
        >
          {loadingMore ? shell.loading : notMore === undefined ? shell.more : shell.tryAgain}
        </button>
      )}
    </div>
  );
}
