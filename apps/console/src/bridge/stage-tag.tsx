import { StateTag } from '@haowu/ui/desk/index.ts';
import { useTranslation } from 'react-i18next';

/** The stage of a quality line; provisional waits, the others stand. */
export function StageTag({ stage }: { stage: 'P' | 'S' | 'M' | 'L' | 'adjustment' }) {
  const { t } = useTranslation();
  return (
    <StateTag tone={stage === 'P' ? 'waits' : stage === 'adjustment' ? 'case' : 'good'}>{t(`stage.${stage}`)}</StateTag>
  );
}
