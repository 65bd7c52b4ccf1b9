import { ask } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Policy } from '../queries.ts';
import { forgetTyping, keepTyping, recallTyping } from './draft-memory.ts';
import {
  changesBetween,
  type PolicyDocument,
  type PolicyValue,
  readDocument,
  typingOnto,
  withValue,
} from './policy-document.ts';
import { problemKeys, standingProblems } from './problem-keys.ts';

const write = (document: PolicyDocument): string => JSON.stringify(document, null, 2);

/**
 * A draft being edited: one text is the truth, the form and the JSON view both write it. Whatever was typed stays in this
 * browser until it is saved or thrown away on purpose, valid or not.
 */
export function useDraft(saved: Policy) {
  const client = useQueryClient();
  const savedDocument = saved.policy as PolicyDocument;
  const base = `r${saved.revision}`;
  const [recalled, setRecalled] = useState(() =>
    saved.state === 'draft' ? recallTyping(localStorage, saved.id) : null,
  );
  const [text, setText] = useState(() => recalled?.text ?? write(savedDocument));
  const [note, setNote] = useState(() => recalled?.note || saved.note);
  /** The saved state the typing started from: its revision, file and note. */
  const [typedOn, setTypedOn] = useState(() =>
    recalled
      ? { base: recalled.base, text: recalled.baseText, note: recalled.baseNote }
      : { base, text: write(savedDocument), note: saved.note },
  );
  const startHere = () => setTypedOn({ base, text: write(savedDocument), note: saved.note });
  const read = useMemo(() => readDocument(text), [text]);
  const document = 'document' in read ? read.document : null;
  const unsaved = useMemo(
    () => note !== saved.note || document === null || changesBetween(savedDocument, document).length > 0,
    [note, saved.note, document, savedDocument],
  );
  /** Someone saved after this typing began. */
  const overtaken = unsaved && typedOn.base !== base;

  useEffect(() => {
    if (saved.state !== 'draft') return;
    if (unsaved)
      keepTyping(localStorage, saved.id, {
        base: typedOn.base,
        baseText: typedOn.text,
        baseNote: typedOn.note,
        text,
        note,
        keptAt: new Date().toISOString(),
      });
    else forgetTyping(localStorage, saved.id);
  }, [saved.state, saved.id, unsaved, typedOn, text, note]);

  const save = useMutation({
    mutationFn: (typed: PolicyDocument) =>
      ask(
        api.PUT('/api/v1/console/policies/{id}', {
          params: { path: { id: saved.id } },
          body: { revision: Number(typedOn.base.slice(1)), note, policy: typed as Record<string, unknown> },
        }),
      ),
    onSuccess: (answer) => {
      client.setQueryData(['policy', saved.id], answer);
      const answered = write(answer.policy as PolicyDocument);
      setTypedOn({ base: `r${answer.revision}`, text: answered, note: answer.note });
      setText(answered);
      setNote(answer.note);
      setRecalled(null);
      void client.invalidateQueries({ queryKey: ['policy-diff', saved.id] });
      void client.invalidateQueries({ queryKey: ['policies'] });
    },
    onError: () => void client.invalidateQueries({ queryKey: ['policy', saved.id] }),
  });

  const change = (next: string) => {
    if (!unsaved) startHere();
    setText(next);
  };
  return {
    text,
    setText: change,
    note,
    setNote: (next: string) => {
      if (!unsaved) startHere();
      setNote(next);
    },
    /** Null while the text is not JSON; `failure` says why. */
    document,
    failure: 'failure' in read ? read.failure : null,
    setValue: (path: string, value: PolicyValue) => {
      if (document) change(write(withValue(document, path, value)));
    },
    unsaved,
    recalledAt: recalled?.keptAt ?? null,
    overtaken,
    save,
    /** What the last save was refused for, as long as it stands in the text. */
    problems: useMemo(
      () => standingProblems(problemKeys(save.error), save.variables, document),
      [save.error, save.variables, document],
    ),
    /** Goes on with what was typed, put onto what the other saved; text that is not a file yet stays as it is. */
    takeOver: () => {
      const before = readDocument(typedOn.text);
      if (document && 'document' in before) setText(write(typingOnto(before.document, document, savedDocument)));
      if (note === typedOn.note) setNote(saved.note);
      startHere();
      save.reset();
    },
    /** Throws the typing away and shows what is saved. */
    discard: () => {
      forgetTyping(localStorage, saved.id);
      setRecalled(null);
      setText(write(savedDocument));
      setNote(saved.note);
      startHere();
      save.reset();
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;
