/**
 * The frame of the two back-office apps: sign-in, navigation, tables, pages, figures.
 * Promises keyboard use, both languages and both themes, and state that lives in the address.
 * Never knows what a page is about.
 */
export { api, once } from './api.ts';
export { download, toCsv } from './csv.ts';
export { mountDesk, type Words } from './desk-root.tsx';
export { BareFrame, DeskShell, type NavGroup } from './desk-shell.tsx';
export { change, inUnit, type MoneyUnit, moneyUnit, shortMoney, signedPercent } from './figures.ts';
export { Card, EmptyState, ErrorState, Loading, Page } from './page.tsx';
export { usePreferences } from './preferences.tsx';
export { fieldErrors, problemText } from './problem-text.ts';
export { type RowsColumn, RowsTable } from './rows-table.tsx';
export { type Column, type Paging, SchemaTable } from './schema-table.tsx';
export { type Account, useSession, useSignOut } from './session.tsx';
export { SignIn } from './sign-in.tsx';
export { Spark } from './spark.tsx';
export { StateTag, type Tone } from './state-tag.tsx';
export { useUrlState } from './url-state.ts';
