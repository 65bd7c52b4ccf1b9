import { usePreferences } from '@haowu/ui/desk/index.ts';
import { formatShort } from '@haowu/ui/format.ts';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plain, relativeChange } from '../figures.ts';
import type { Policy } from '../queries.ts';
import { type PolicyDocument, type PolicyValue, sectionOf, valueAt } from './policy-document.ts';
import { keyMeaning, sectionName, sectionNote, unitName } from './policy-words.ts';
import { rangeProblem } from './problem-keys.ts';

type Field = Policy['fields'][number];

const typedNumber = (text: string): number | string => {
  const trimmed = text.trim();
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
};

/** A number field that never corrects what was typed: what is not a number goes to the server as it is, to be refused there. */
function NumberField(props: {
  id: string;
  label: string;
  value: PolicyValue | undefined;
  wrong: boolean;
  onChange: (value: number | string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const held = typeof props.value === 'number' || typeof props.value === 'string' ? props.value : '';
  const text = typed !== null && typedNumber(typed) === held ? typed : String(held);
  return (
    <Input
      id={props.id}
      size="small"
      inputMode="decimal"
      className="policy-input"
      aria-label={props.label}
      value={text}
      {...(props.wrong ? { status: 'error' as const } : {})}
      aria-invalid={props.wrong}
      aria-describedby={props.wrong ? `${props.id}-problem` : undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        props.onChange(typedNumber(event.target.value));
      }}
    />
  );
}

function FieldRow(props: {
  field: Field;
  value: PolicyValue | undefined;
  published: PolicyValue | undefined;
  builtIn: PolicyValue | undefined;
  readOnly: boolean;
  problem: string | undefined;
  onChange: (value: number | string) => void;
}) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const shortly = (number: number) => (Math.abs(number) >= 10_000 ? formatShort(number, locale) : plain(number));
  const { field, value, published, builtIn } = props;
  const meaning = keyMeaning(t, field.path, field.meaning);
  const changed = published !== undefined && value !== published;
  const fixed = props.readOnly || !field.editable;
  // before the server has seen it; its own refusal comes first
  const off = fixed ? null : rangeProblem(field, value);
  const problem =
    props.problem ??
    (off
      ? t(field.whole ? 'engine.editor.outOfRangeWhole' : 'engine.editor.outOfRange', {
          least: plain(field.least),
          most: plain(field.most),
        })
      : undefined);
  const id = `policy-${field.path.replaceAll('.', '-')}`;
  return (
    <li className={`policy-row ${changed ? 'policy-changed' : ''}`}>
      <label className="policy-key" htmlFor={fixed ? undefined : id}>
        <span>{meaning}</span>
        <code>{field.path}</code>
      </label>
      <span className="policy-value">
        {fixed ? (
          <span className="policy-fixed">{typeof value === 'number' ? plain(value) : String(value ?? '–')}</span>
        ) : (
          <NumberField id={id} label={meaning} value={value} wrong={problem !== undefined} onChange={props.onChange} />
        )}
        <span className="policy-unit">{unitName(t, field.unit)}</span>
      </span>
      <span className="policy-range">
        {t('engine.editor.range', { least: shortly(field.least), most: shortly(field.most) })}
      </span>
      <span className="policy-default">
        {typeof builtIn === 'number' ? t('engine.editor.default', { value: shortly(builtIn) }) : ''}
      </span>
      <span className="policy-mark">
        {changed ? (
          <>
            {t('engine.editor.was', { value: typeof published === 'number' ? plain(published) : String(published) })}
            {typeof published === 'number' && typeof value === 'number' && relativeChange(published, value) ? (
              <strong>{relativeChange(published, value)}</strong>
            ) : null}
          </>
        ) : null}
      </span>
      {problem ? (
        <p className="policy-problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </li>
  );
}

/** Sections open before anything has changed; the others are one press away. */
const atFirst = new Set(['value', 'mix']);

/** The policy as a form: one section after another, each key with its meaning, unit, range, default and what it was. */
export function PolicyForm(props: {
  fields: readonly Field[];
  document: PolicyDocument;
  published: PolicyDocument | null;
  builtIn: PolicyDocument | null;
  readOnly: boolean;
  problems: ReadonlyMap<string, string>;
  onChange: (path: string, value: number | string) => void;
}) {
  const { t } = useTranslation();
  const sections = [...new Set(props.fields.map(({ path }) => sectionOf(path)))];
  const known = new Set(props.fields.map(({ path }) => path));
  const elsewhere = [...props.problems].filter(([path]) => !known.has(path));
  return (
    <div className="policy-form">
      {elsewhere.map(([path, message]) => (
        <p key={path} className="policy-problem" role="alert">
          {path ? <code>{path}</code> : null} {message}
        </p>
      ))}
      {sections.map((section) => {
        const fields = props.fields.filter(({ path }) => sectionOf(path) === section);
        const changes = fields.filter(
          ({ path }) => props.published && valueAt(props.document, path) !== valueAt(props.published, path),
        ).length;
        const fixed = fields.every(({ editable }) => !editable);
        const isOpen = atFirst.has(section) || changes > 0 || fields.some(({ path }) => props.problems.has(path));
        return (
          <details key={section} className="policy-section" open={isOpen}>
            <summary>
              <h2>{sectionName(t, section)}</h2>
              <span className="desk-second">{sectionNote(t, section)}</span>
              {changes > 0 ? (
                <span className="policy-count">{t('engine.editor.changes', { count: changes })}</span>
              ) : null}
              {fixed ? <span className="policy-count">{t('engine.editor.fixed')}</span> : null}
            </summary>
            <ul>
              {fields.map((field) => (
                <FieldRow
                  key={field.path}
                  field={field}
                  value={valueAt(props.document, field.path)}
                  published={props.published ? valueAt(props.published, field.path) : undefined}
                  builtIn={props.builtIn ? valueAt(props.builtIn, field.path) : undefined}
                  readOnly={props.readOnly}
                  problem={props.problems.get(field.path)}
                  onChange={(value) => props.onChange(field.path, value)}
                />
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}
