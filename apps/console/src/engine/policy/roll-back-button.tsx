import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePolicyBefore } from '../queries.ts';

/** The way back from what is in force: opens the roll-back dialog of the version before. Absent while there is none. */
export function RollBackButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const before = usePolicyBefore().data;
  if (!before) return null;
  return (
    <Button onClick={() => void navigate(`/policies/${before.id}?ask=rollBack`)}>
      {t('engine.policy.rollBackTo', { version: before.version })}
    </Button>
  );
}
