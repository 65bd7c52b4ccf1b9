import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** The whole file as text; what does not parse stays as typed, with the parser's sentence below. */
export function JsonView(props: {
  text: string;
  failure: string | null;
  readOnly: boolean;
  problems: ReadonlyMap<string, string>;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="policy-json">
      <label className="desk-unseen" htmlFor={id}>
        {t('engine.editor.json')}
      </label>
      <textarea
        id={id}
        spellCheck={false}
        autoComplete="off"
        readOnly={props.readOnly}
        value={props.text}
        aria-invalid={props.failure !== null}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.failure ? (
        <p className="policy-problem" role="status">
          {t('engine.editor.notJson', { failure: props.failure })}
        </p>
      ) : null}
      {[...props.problems].map(([path, message]) => (
        <p key={path} className="policy-problem" role="alert">
          <code>{path}</code> {message}
        </p>
      ))}
    </div>
  );
}
