import { CaretDownOutlined, CaretUpOutlined, DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download, toCsv } from './csv.ts';
import { EmptyState } from './page.tsx';
import { type SortKey, sortedRows } from './sort-rows.ts';
import { useUrlState } from './url-state.ts';

export type RowsColumn<Row> = {
  key: string;
  title: string;
  /** Drawn in the head instead of the words, which stay its name; an axis over a column of bars. */
  head?: ReactNode;
  cell: (row: Row) => ReactNode;
  csv?: (row: Row) => string | number | null;
  /** Makes the head a button; what is unknown (null) comes last either way. */
  sort?: (row: Row) => SortKey;
  /** Which way the first press sorts. */
  sortFirst?: 'up' | 'down';
  align?: 'right';
  width?: number;
  /** False: only for sorting and the CSV. */
  drawn?: boolean;
};

const shownAtFirst = 60;

/**
 * A table over rows that are all here: sorted by a press on a head, sort order in the URL, CSV of what is listed,
 * arrow keys between rows, Enter to open one. `name` tells tables on one page apart.
 */
export function RowsTable<Row>(props: {
  name: string;
  label: string;
  columns: RowsColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  /** `key` up, `-key` down. */
  defaultSort?: string;
  onOpen?: (row: Row) => void;
  empty: ReactNode;
  toolbar?: ReactNode;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { get, set } = useUrlState();
  const body = useRef<HTMLTableSectionElement>(null);
  const [focusIndex, setFocusIndex] = useState(0);
  const [shownCount, setShownCount] = useState(shownAtFirst);
  const order = get(`${props.name}.sort`) ?? props.defaultSort ?? '';
  const down = order.startsWith('-');
  const sortKey = down ? order.slice(1) : order;
  const sortedBy = props.columns.find((column) => column.key === sortKey)?.sort;
  const rows = useMemo(
    () => (sortedBy ? sortedRows(props.rows, sortedBy, down) : props.rows),
    [props.rows, sortedBy, down],
  );
  const shown = rows.slice(0, shownCount);
  const drawn = props.columns.filter((column) => column.drawn !== false);

  const press = (column: RowsColumn<Row>) => {
    const first = column.sortFirst === 'down' ? `-${column.key}` : column.key;
    const other = first === column.key ? `-${column.key}` : column.key;
    const next = sortKey === column.key && order === first ? other : first;
    set({ [`${props.name}.sort`]: next === props.defaultSort ? undefined : next });
  };
  const focusRow = (index: number) => {
    const row = body.current?.rows[index];
    if (!row) return;
    setFocusIndex(index);
    row.focus();
  };
  const onRowKey = (event: KeyboardEvent<HTMLTableRowElement>, index: number, row: Row) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowDown' || event.key === 'j') focusRow(index + 1);
    else if (event.key === 'ArrowUp' || event.key === 'k') focusRow(index - 1);
    else if (event.key === 'Home') focusRow(0);
    else if (event.key === 'End') focusRow(shown.length - 1);
    else if (event.key === 'Enter' && props.onOpen) props.onOpen(row);
    else return;
    event.preventDefault();
  };
  const exportCsv = () => {
    const wanted = props.columns.filter((column) => column.csv);
    download(
      `${props.name}.csv`,
      toCsv(
        wanted.map((column) => column.title),
        rows.map((row) => wanted.map((column) => column.csv?.(row) ?? null)),
      ),
    );
    message.success(t('table.exported', { count: rows.length }));
  };

  return (
    <div className="desk-table-box">
      <div className="desk-table-tools">
        <div className="desk-grow desk-row">{props.toolbar}</div>
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined aria-hidden="true" />}
          disabled={rows.length === 0}
          onClick={exportCsv}
        >
          {t('table.export')}
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState text={props.empty} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <section className="desk-table-scroll" aria-label={props.label} tabIndex={0}>
          <table className="desk-table">
            <thead>
              <tr>
                {drawn.map((column) => {
                  const here = sortKey === column.key;
                  return (
                    <th
                      key={column.key}
                      scope="col"
                      className={column.align === 'right' ? 'desk-right' : undefined}
                      style={column.width ? { width: column.width, minWidth: column.width } : undefined}
                      aria-sort={column.sort && here ? (down ? 'descending' : 'ascending') : undefined}
                    >
                      {column.sort ? (
                        <button type="button" className="desk-sort" onClick={() => press(column)}>
                          {column.title}
                          <span className="desk-sort-mark" aria-hidden="true">
                            {here ? down ? <CaretDownOutlined /> : <CaretUpOutlined /> : null}
                          </span>
                        </button>
                      ) : (
                        column.title
                      )}
                      {column.head}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody ref={body}>
              {shown.map((row, index) => (
                <tr
                  key={props.rowKey(row)}
                  tabIndex={index === Math.min(focusIndex, shown.length - 1) ? 0 : -1}
                  className={`${props.onOpen ? 'desk-opens' : ''} ${props.rowClass?.(row) ?? ''}`}
                  onFocus={() => setFocusIndex(index)}
                  onKeyDown={(event) => onRowKey(event, index, row)}
                  onClick={(event) => {
                    const target = event.target as HTMLElement;
                    if (target.closest('a,button,input,label,.ant-checkbox-wrapper')) return;
                    props.onOpen?.(row);
                  }}
                >
                  {drawn.map((column) => (
                    <td key={column.key} className={column.align === 'right' ? 'desk-right' : undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > shownCount ? (
        <div className="desk-pager">
          <span className="desk-second desk-small desk-grow">
            {t('table.showing', { count: shownCount, total: rows.length })}
          </span>
          <Button size="small" onClick={() => setShownCount(shownCount + 4 * shownAtFirst)}>
            {t('table.more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
