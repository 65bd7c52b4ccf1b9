import { DownloadOutlined, LeftOutlined, RightOutlined, SettingOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Popover } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download, toCsv } from './csv.ts';
import { EmptyState, ErrorState } from './page.tsx';
import { problemText } from './problem-text.ts';
import { useUrlState } from './url-state.ts';

export type Column<Row> = {
  key: string;
  title: string;
  /** What a person sees. */
  cell: (row: Row) => ReactNode;
  /** What the CSV holds; a column without it is left out. */
  csv?: (row: Row) => string | number | null;
  align?: 'right';
  width?: number;
  hidden?: boolean;
};

export type Paging = { cursor?: string; limit: number };
type Answer<Row> = { items: Row[]; nextCursor: string | null };

const pageSize = 20;
const exportRowsMax = 5_000;

function hiddenAtFirst<Row>(name: string, columns: Column<Row>[]): Set<string> {
  try {
    const kept = localStorage.getItem(`haowu.columns.${name}`);
    if (kept) return new Set(JSON.parse(kept) as string[]);
  } catch {
    // blocked storage or an old value: start from the columns' own choice
  }
  return new Set(columns.filter((column) => column.hidden).map((column) => column.key));
}

/**
 * A table over a paged list of the server: page in the URL, column choice, CSV of all pages, sticky header,
 * arrow keys between rows, Enter to open one. `name` tells tables on one page apart.
 */
export function SchemaTable<Row>(props: {
  name: string;
  label: string;
  columns: Column<Row>[];
  rowKey: (row: Row) => string;
  queryKey: readonly unknown[];
  load: (paging: Paging, signal?: AbortSignal) => Promise<Answer<Row>>;
  onOpen?: (row: Row) => void;
  empty: ReactNode;
  selection?: {
    selected: ReadonlySet<string>;
    onChange: (selected: Set<string>, rows: Row[]) => void;
    selectable?: (row: Row) => boolean;
    rowLabel: (row: Row) => string;
  };
  toolbar?: ReactNode;
  refetchMs?: number | ((rows: Row[]) => number | false);
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { get, set } = useUrlState();
  const columnsId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [hidden, setHidden] = useState(() => hiddenAtFirst(props.name, props.columns));
  const [visited, setVisited] = useState<string[]>([]);
  const [focusIndex, setFocusIndex] = useState(0);
  const [exporting, setExporting] = useState(false);
  const cursorKey = `${props.name}.cursor`;
  const cursor = get(cursorKey);
  const filterKey = JSON.stringify(props.queryKey);
  const lastFilterKey = useRef(filterKey);
  useEffect(() => {
    // another filter is another list: its first page
    if (lastFilterKey.current === filterKey) return;
    lastFilterKey.current = filterKey;
    setVisited([]);
    if (cursor) set({ [cursorKey]: undefined });
  }, [filterKey, cursor, cursorKey, set]);
  const list = useQuery({
    queryKey: [...props.queryKey, 'page', cursor ?? null],
    queryFn: ({ signal }) => props.load({ limit: pageSize, ...(cursor ? { cursor } : {}) }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => {
      const every = props.refetchMs;
      return typeof every === 'function' ? every(query.state.data?.items ?? []) : (every ?? false);
    },
  });
  const columns = props.columns.filter((column) => !hidden.has(column.key));
  const rows = list.data?.items ?? [];
  const selection = props.selection;
  const selectable = rows.filter((row) => selection?.selectable?.(row) ?? true);
  const chosen = selectable.filter((row) => selection?.selected.has(props.rowKey(row)));

  const turn = (next: string | undefined, trail: string[]) => {
    setVisited(trail);
    setFocusIndex(0);
    set({ [cursorKey]: next }, { push: true });
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
    else if (event.key === 'End') focusRow(rows.length - 1);
    else if (event.key === 'Enter' && props.onOpen) props.onOpen(row);
    else if (event.key === ' ' && selection && (selection.selectable?.(row) ?? true)) toggle([row]);
    else return;
    event.preventDefault();
  };
  const toggle = (which: Row[]) => {
    if (!selection) return;
    const next = new Set(selection.selected);
    const add = which.some((row) => !next.has(props.rowKey(row)));
    for (const row of which) {
      if (add) next.add(props.rowKey(row));
      else next.delete(props.rowKey(row));
    }
    selection.onChange(next, rows);
  };
  const exportCsv = async () => {
    setExporting(true);
    try {
      const wanted = props.columns.filter((column) => column.csv);
      const lines: (string | number | null)[][] = [];
      let next: string | null | undefined;
      do {
        const page = await props.load({ limit: 50, ...(next ? { cursor: next } : {}) });
        for (const row of page.items) lines.push(wanted.map((column) => column.csv?.(row) ?? null));
        next = page.nextCursor;
      } while (next && lines.length < exportRowsMax);
      download(
        `${props.name}.csv`,
        toCsv(
          wanted.map((column) => column.title),
          lines,
        ),
      );
      if (next) message.info(t('table.exportedFirst', { count: lines.length }));
      else message.success(t('table.exported', { count: lines.length }));
    } catch (error) {
      message.error(problemText(error, t).title);
    } finally {
      setExporting(false);
    }
  };

  return (
    <div className="desk-table-box">
      <div className="desk-table-tools">
        <div className="desk-grow desk-row">{props.toolbar}</div>
        <Popover
          trigger="click"
          placement="bottomRight"
          content={
            <fieldset className="desk-columns" id={columnsId}>
              <legend>{t('table.columns')}</legend>
              {props.columns.map((column) => (
                <Checkbox
                  key={column.key}
                  checked={!hidden.has(column.key)}
                  onChange={(event) => {
                    const next = new Set(hidden);
                    if (event.target.checked) next.delete(column.key);
                    else next.add(column.key);
                    if (next.size >= props.columns.length) return; // one column stays
                    setHidden(next);
                    try {
                      localStorage.setItem(`haowu.columns.${props.name}`, JSON.stringify([...next]));
                    } catch {
                      // kept for this page only
                    }
                  }}
                >
                  {column.title}
                </Checkbox>
              ))}
            </fieldset>
          }
        >
          <Button type="text" size="small" icon={<SettingOutlined aria-hidden="true" />}>
            {t('table.columns')}
          </Button>
        </Popover>
        <Button
          type="text"
          size="small"
          icon={<DownloadOutlined aria-hidden="true" />}
          loading={exporting}
          disabled={rows.length === 0}
          onClick={() => void exportCsv()}
        >
          {t('table.export')}
        </Button>
      </div>
      {list.isError && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isSuccess && rows.length === 0 ? (
        <EmptyState text={props.empty} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <section className="desk-table-scroll" aria-label={props.label} tabIndex={0} aria-busy={list.isFetching}>
          <table className="desk-table">
            <thead>
              <tr>
                {selection ? (
                  <th scope="col" className="desk-check">
                    <Checkbox
                      aria-label={t('table.selectAll')}
                      disabled={selectable.length === 0}
                      checked={chosen.length > 0 && chosen.length === selectable.length}
                      indeterminate={chosen.length > 0 && chosen.length < selectable.length}
                      onChange={() => {
                        const all = chosen.length === selectable.length;
                        toggle(
                          all ? selectable : selectable.filter((row) => !selection.selected.has(props.rowKey(row))),
                        );
                      }}
                    />
                  </th>
                ) : null}
                {columns.map((column) => (
                  <th
                    key={column.key}
                    scope="col"
                    className={column.align === 'right' ? 'desk-right' : undefined}
                    style={column.width ? { width: column.width, minWidth: column.width } : undefined}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body}>
              {list.isPending
                ? Array.from({ length: 8 }, (_, index) => (
                    <tr key={index} className="desk-ghost">
                      {selection ? <td /> : null}
                      {columns.map((column) => (
                        <td key={column.key}>
                          <span />
                        </td>
                      ))}
                    </tr>
                  ))
                : rows.map((row, index) => {
                    const key = props.rowKey(row);
                    const isSelected = selection?.selected.has(key) ?? false;
                    return (
                      <tr
                        key={key}
                        tabIndex={index === Math.min(focusIndex, rows.length - 1) ? 0 : -1}
                        className={`${props.onOpen ? 'desk-opens' : ''} ${isSelected ? 'desk-chosen' : ''}`}
                        onFocus={() => setFocusIndex(index)}
                        onKeyDown={(event) => onRowKey(event, index, row)}
                        onClick={(event) => {
                          const target = event.target as HTMLElement;
                          if (target.closest('a,button,input,label,.ant-checkbox-wrapper')) return;
                          props.onOpen?.(row);
                        }}
                      >
                        {selection ? (
                          <td className="desk-check">
                            <Checkbox
                              aria-label={selection.rowLabel(row)}
                              checked={isSelected}
                              disabled={!(selection.selectable?.(row) ?? true)}
                              onChange={() => toggle([row])}
                            />
                          </td>
                        ) : null}
                        {columns.map((column) => (
                          <td key={column.key} className={column.align === 'right' ? 'desk-right' : undefined}>
                            {column.cell(row)}
                          </td>
                        ))}
                      </tr>
                    );
                  })}
            </tbody>
          </table>
        </section>
      )}
      {cursor || list.data?.nextCursor ? (
        <div className="desk-pager">
          <Button
            size="small"
            icon={<LeftOutlined aria-hidden="true" />}
            disabled={!cursor}
            onClick={() => turn(visited.at(-1) || undefined, visited.slice(0, -1))}
          >
            {t('table.previous')}
          </Button>
          <Button
            size="small"
            icon={<RightOutlined aria-hidden="true" />}
            iconPlacement="end"
            disabled={!list.data?.nextCursor}
            onClick={() => turn(list.data?.nextCursor ?? undefined, [...visited, cursor ?? ''])}
          >
            {t('table.next')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
