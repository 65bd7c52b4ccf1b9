import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { headName, multiplierReasonName } from '../codes.ts';
import { fixed, fullChance, plain, points, signedPoints } from '../figures.ts';
import { stackExtent } from '../plot/stack.ts';
import { StackedBar } from '../plot/stacked-bar.tsx';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { type FormulaLine, formulaLines } from './formula.ts';
import { type Candidate, headKeys, scoreSum, termParts } from './terms.ts';

/** Digits that let a person add the column up by hand and land on the total. */
const digits = 6;

const isHead = (of: string): boolean => headKeys.some((key) => key === of);

/** A term written out: `0.4 × 31% + 0.6 × 5.2%`. */
function WrittenOut({ line }: { line: FormulaLine }) {
  const { t } = useTranslation();
  if (line.kind === 'products')
    return (
      <>
        {line.factors.map((factor, index) => (
          <span key={factor.of} className="formula-factor">
            {index > 0 ? ' + ' : ''}
            {plain(factor.weight)} × {isHead(factor.of) ? headName(t, factor.of) : t(`engine.formula.${factor.of}`)}{' '}
            {isHead(factor.of) ? fullChance(factor.value) : fixed(factor.value, 5)}
          </span>
        ))}
      </>
    );
  if (line.kind === 'quality')
    return (
      <>
        <span className="formula-factor">
          {plain(line.weight)} × {t('engine.formula.expected')} {fixed(line.expected, digits)}
        </span>
        {line.price === null ? null : (
          <span className="formula-factor formula-inner">
            {t('engine.formula.expectedParts', {
              click: fullChance(line.click),
              buy: fullChance(line.buy),
              kept: fixed(line.kept, 5),
              price: fixed(line.price, 2),
            })}
          </span>
        )}
      </>
    );
  return <span className="formula-factor">{t(`engine.formula.whole.${line.key}`)}</span>;
}

/** The value formula with its numbers, added up line by line to the score; says so when it does not add up. */
export function FormulaSum({ candidate, policy }: { candidate: Candidate; policy: PolicyDocument | null }) {
  const { t } = useTranslation();
  const sum = scoreSum(candidate);
  const parts = termParts(candidate.terms);
  return (
    <div className="formula">
      <p className="formula-written desk-second">{t('engine.formula.written')}</p>
      <StackedBar parts={parts} extent={stackExtent([parts])} label={t('engine.candidate.terms')} />
      <table className="engine-lines">
        <tbody>
          {formulaLines(candidate, policy).map((line) => (
            <tr key={line.key}>
              <th scope="row">
                <svg width="12" height="10" aria-hidden="true">
                  <rect width="12" height="10" rx="2" className={`term-fill-${line.key}`} />
                </svg>
                {t(`engine.term.${line.key}`)}
              </th>
              <td>
                <WrittenOut line={line} />
              </td>
              <td className="desk-right">{signedPoints(line.value, digits)}</td>
            </tr>
          ))}
          <tr className="formula-total">
            <th scope="row">{t('engine.formula.sum')}</th>
            <td />
            <td className="desk-right">{points(sum.sum, digits)}</td>
          </tr>
          <tr>
            <th scope="row">{t('engine.candidate.multiplier')}</th>
            <td>
              {candidate.multiplier >= 1
                ? t('engine.formula.notHeldBack')
                : t('engine.formula.heldBack', {
                    multiplier: fixed(candidate.multiplier, 2),
                    reason: candidate.multiplierReason ? multiplierReasonName(t, candidate.multiplierReason) : '–',
                  })}
            </td>
            <td className="desk-right">{signedPoints(-sum.heldBack, digits)}</td>
          </tr>
          <tr className="formula-total">
            <th scope="row">{t('engine.candidate.score')}</th>
            <td className={sum.adds ? 'desk-up' : 'desk-down'}>
              {sum.adds ? (
                <>
                  <CheckCircleFilled aria-hidden="true" /> {t('engine.formula.adds')}
                </>
              ) : (
                <>
                  <ExclamationCircleFilled aria-hidden="true" />{' '}
                  {t('engine.formula.addsNot', { off: signedPoints(sum.off, digits) })}
                </>
              )}
            </td>
            <td className="desk-right">{points(candidate.score, digits)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
