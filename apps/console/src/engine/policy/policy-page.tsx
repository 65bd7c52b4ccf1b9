import { ApiProblem } from '@haowu/api-client';
import {
  Card,
  ErrorState,
  Loading,
  Page,
  problemText,
  StateTag,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { Alert, App, Button, Input, Tabs } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { builtInPolicyId, type Policy, usePolicy, usePublishedPolicy } from '../queries.ts';
import { CheckPanels } from './check-panel.tsx';
import { JsonView } from './json-view.tsx';
import { NewDraft, policyTone } from './policies-page.tsx';
import { PolicyDiff, readableChanges } from './policy-diff.tsx';
import type { PolicyDocument } from './policy-document.ts';
import { PolicyForm } from './policy-form.tsx';
import { problemKeys, problemSentences } from './problem-keys.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { RollBackButton } from './roll-back-button.tsx';
import { type Draft, useDraft } from './use-draft.ts';
import '../engine.css';
import './policy.css';

function History({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const steps = [
    { key: 'created', at: policy.createdAt, who: policy.author?.nickname },
    {
      key: 'changed',
      at: policy.changedAt === policy.createdAt ? null : policy.changedAt,
      who: policy.author?.nickname,
    },
    { key: 'published', at: policy.publishedAt, who: policy.publisher?.nickname },
    { key: 'retired', at: policy.retiredAt, who: undefined },
  ].filter(({ at }) => at !== null);
  return (
    <span className="request-meta">
      <StateTag tone={policyTone[policy.state]}>{t(`engine.policy.state.${policy.state}`)}</StateTag>
      {steps.map(({ key, at, who }) => (
        <span key={key}>
          {t(`engine.policy.step.${key}`, { at: at ? formatDateTime(at, locale) : '' })}
          {who ? ` · ${who}` : ''}
        </span>
      ))}
      {policy.builtIn ? <span>{t('engine.policy.builtIn')}</span> : null}
      {policy.state === 'draft' ? <span>{t('engine.policy.revision', { count: policy.revision })}</span> : null}
    </span>
  );
}

/** What happened to the typing: recalled, overtaken by another save, refused. */
function DraftNotices({
  draft,
  saved,
  problems,
}: {
  draft: Draft;
  saved: Policy;
  problems: ReadonlyMap<string, string>;
}) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const error = draft.save.error;
  const conflict = draft.overtaken || (error instanceof ApiProblem && error.code === 'recommender.draft_changed');
  if (conflict)
    return (
      <Alert
        type="warning"
        showIcon
        className="desk-gap"
        title={t('engine.editor.overtaken', {
          at: saved.changedAt ? formatDateTime(saved.changedAt, locale) : '',
          revision: saved.revision,
        })}
        description={t('engine.editor.overtakenNote')}
        action={
          <span className="desk-row">
            <Button size="small" onClick={draft.takeOver}>
              {t('engine.editor.keepMine')}
            </Button>
            <Button size="small" onClick={draft.discard}>
              {t('engine.editor.takeTheirs')}
            </Button>
          </span>
        }
      />
    );
  // once every key it was refused for is changed, the refusal has had its say
  const answered = problems.size === 0 && problemKeys(error).size > 0;
  if (error && !answered)
    return (
      <Alert
        type="error"
        showIcon
        className="desk-gap"
        title={t('engine.editor.notSaved', { problem: problemText(error, t).title })}
        description={[...problems].map(([path, sentence]) => (
          <p key={path}>
            {path ? <code>{path}</code> : null} {sentence}
          </p>
        ))}
      />
    );
  if (draft.unsaved && draft.recalledAt)
    return (
      <Alert
        type="info"
        showIcon
        className="desk-gap"
        title={t('engine.editor.recalled', { at: formatDateTime(draft.recalledAt, locale) })}
        action={
          <Button size="small" onClick={draft.discard}>
            {t('engine.editor.discard')}
          </Button>
        }
      />
    );
  return null;
}

function Editor({
  policy,
  inForce,
  builtIn,
}: {
  policy: Policy;
  inForce: Policy | undefined;
  builtIn: Policy | undefined;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { get, set } = useUrlState();
  const draft = useDraft(policy);
  const isDraft = policy.state === 'draft';
  const isInForce = inForce?.id === policy.id;
  const document = draft.document ?? (policy.policy as PolicyDocument);
  const publishedDocument = inForce && !isInForce ? (inForce.policy as PolicyDocument) : null;
  const changes = publishedDocument ? readableChanges(publishedDocument, document).length : 0;
  const problems = problemSentences(t, draft.save.error, draft.problems, draft.save.variables, policy.fields);
  const save = () =>
    draft.document && draft.save.mutate(draft.document, { onSuccess: () => message.success(t('engine.editor.saved')) });
  const asking = get('ask');
  const dialog = inForce && (asking === 'publish' || asking === 'rollBack') ? asking : null;
  // the dialog leaves the page when it closes, so it cannot give the focus back itself
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !dialog) opener.current?.focus();
    wasOpen.current = dialog !== null;
  }, [dialog]);
  const blocked = draft.unsaved ? t('engine.check.saveFirst') : undefined;
  return (
    <Page
      title={t(isInForce ? 'engine.policy.titleInForce' : 'engine.policy.title', { version: policy.version })}
      name={policy.version}
      purpose={<History policy={policy} />}
      actions={
        isDraft ? (
          <>
            {draft.unsaved ? <span className="desk-waits desk-small">{t('engine.editor.unsaved')}</span> : null}
            {draft.unsaved ? <Button onClick={draft.discard}>{t('engine.editor.discard')}</Button> : null}
            <Button
              loading={draft.save.isPending}
              disabled={!draft.unsaved || draft.document === null || draft.overtaken}
              onClick={save}
            >
              {t('engine.editor.save')}
            </Button>
            <Button
              ref={opener}
              type="primary"
              disabled={draft.unsaved || !inForce}
              onClick={() => set({ ask: 'publish' })}
            >
              {t('engine.publish.publish.action')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => set({ ask: 'new' })}>{t('engine.policy.newFromThis')}</Button>
            {isInForce ? <RollBackButton /> : null}
            {policy.state === 'retired' || (policy.builtIn && !isInForce) ? (
              <Button ref={opener} type="primary" disabled={!inForce} onClick={() => set({ ask: 'rollBack' })}>
                {t('engine.publish.rollBack.action')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {isDraft ? <DraftNotices draft={draft} saved={policy} problems={problems} /> : null}
      <div className={isInForce ? 'desk-stack' : 'desk-split policy-split'}>
        <div className="desk-stack">
          <section className="desk-card policy-editor">
            {isDraft ? (
              <label className="engine-note" htmlFor="policy-note">
                <span>{t('engine.policy.note')}</span>
                <Input
                  id="policy-note"
                  value={draft.note}
                  maxLength={500}
                  placeholder={t('engine.policy.notePlaceholder')}
                  onChange={(event) => draft.setNote(event.target.value)}
                />
              </label>
            ) : policy.note ? (
              <p className="desk-gap">{policy.note}</p>
            ) : null}
            <Tabs
              activeKey={get('view') ?? 'form'}
              onChange={(view) => set({ view: view === 'form' ? undefined : view })}
              items={[
                {
                  key: 'form',
                  label: t('engine.editor.form'),
                  children:
                    draft.failure && isDraft ? (
                      <Alert type="warning" title={t('engine.editor.formWaits')} description={draft.failure} />
                    ) : (
                      <PolicyForm
                        fields={policy.fields}
                        document={document}
                        published={publishedDocument}
                        builtIn={builtIn ? (builtIn.policy as PolicyDocument) : null}
                        readOnly={!isDraft}
                        problems={problems}
                        onChange={draft.setValue}
                      />
                    ),
                },
                {
                  key: 'json',
                  label: 'JSON',
                  children: (
                    <JsonView
                      text={draft.text}
                      failure={draft.failure}
                      readOnly={!isDraft}
                      problems={problems}
                      onChange={draft.setText}
                    />
                  ),
                },
                ...(publishedDocument && inForce
                  ? [
                      {
                        key: 'diff',
                        label: t('engine.editor.diff', { count: changes }),
                        children: (
                          <PolicyDiff
                            before={publishedDocument}
                            after={document}
                            beforeVersion={inForce.version}
                            afterVersion={policy.version}
                            fields={policy.fields}
                          />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </section>
        </div>
        {isInForce ? null : (
          <div className="desk-stack policy-evidence">
            {isDraft || policy.state === 'retired' ? (
              <CheckPanels policyId={policy.id} revision={policy.revision} blocked={blocked} />
            ) : (
              <Card title={t('engine.policy.about')}>
                <p className="desk-second">{t('engine.policy.aboutBuiltIn')}</p>
              </Card>
            )}
          </div>
        )}
      </div>
      {inForce && dialog ? (
        <PublishDialog policy={policy} inForce={inForce} kind={dialog} open onClose={() => set({ ask: undefined })} />
      ) : null}
      <NewDraft from={policy} open={asking === 'new'} onClose={() => set({ ask: undefined })} />
    </Page>
  );
}

/** One version of the policy: read or edited, beside what the log and the small town say about it. */
export default function PolicyPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const policy = usePolicy(id);
  const published = usePublishedPolicy();
  // another publication must not take the page away from whoever is comparing on it
  const inForce = usePolicy(published.data?.id, { keepPrevious: true });
  const builtIn = usePolicy(builtInPolicyId);
  if (policy.isError || published.isError)
    return (
      <Page title={t('engine.policy.name')} actions={<Link to="/policies">{t('engine.policy.all')}</Link>}>
        <ErrorState
          error={policy.error ?? published.error}
          onRetry={() => {
            void policy.refetch();
            void published.refetch();
          }}
        />
      </Page>
    );
  if (!policy.data || published.isPending || (published.data && inForce.isPending))
    return (
      <Page title={t('engine.policy.name')}>
        <Loading rows={12} />
      </Page>
    );
  return <Editor key={policy.data.id} policy={policy.data} inForce={inForce.data} builtIn={builtIn.data} />;
}
