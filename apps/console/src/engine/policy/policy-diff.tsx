import { EmptyState } from '@haowu/ui/desk/index.ts';
import { useTranslation } from 'react-i18next';
import { plain, relativeChange } from '../figures.ts';
import type { Policy } from '../queries.ts';
import { changesBetween, type PolicyDocument, type PolicyValue, sectionOf } from './policy-document.ts';
import { keyMeaning, sectionName } from './policy-words.ts';

type Field = Policy['fields'][number];

const valueText = (value: PolicyValue | undefined): string =>
  value === undefined
    ? '–'
    : typeof value === 'number'
      ? plain(value)
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);

/** The changes a person can read: without the name of the version itself. */
export const readableChanges = (before: PolicyDocument, after: PolicyDocument) =>
  changesBetween(before, after).filter(({ path }) => path !== 'version');

/** Before and after, only what changed, each with the size of the change on one shared scale. */
export function PolicyDiff(props: {
  before: PolicyDocument;
  after: PolicyDocument;
  beforeVersion: string;
  afterVersion: string;
  fields: readonly Field[];
}) {
  const { t } = useTranslation();
  const changes = readableChanges(props.before, props.after);
  if (changes.length === 0) return <EmptyState text={t('engine.diff.none', { version: props.beforeVersion })} />;
  const fixed = new Set(props.fields.filter(({ editable }) => !editable).map(({ path }) => path));
  return (
    <table className="engine-lines policy-diff">
      <thead>
        <tr>
          <th scope="col">{t('engine.diff.key')}</th>
          <th scope="col" className="desk-right">
            {props.beforeVersion}
          </th>
          <td />
          <th scope="col">{props.afterVersion}</th>
          <th scope="col" className="desk-right">
            {t('engine.diff.relative')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ path, before, after }) => {
          const relative =
            typeof before === 'number' && typeof after === 'number' ? relativeChange(before, after) : null;
          return (
            <tr key={path}>
              <th scope="row">
                <span>
                  {sectionName(t, sectionOf(path))} · {keyMeaning(t, path)}
                </span>
                <code>{path}</code>
                {fixed.has(path) ? <span className="desk-down desk-small">{t('engine.diff.refused')}</span> : null}
              </th>
              <td className="desk-right desk-second">{valueText(before)}</td>
              <td className="desk-second">→</td>
              <td className="desk-strong">{valueText(after)}</td>
              <td className="desk-right">{relative ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
