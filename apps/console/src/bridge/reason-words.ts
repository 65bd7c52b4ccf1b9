import type { TFunction } from 'i18next';

/** The name of a reason code; a code without words is shown as it is, so that nothing is hidden. */
export function reasonName(t: TFunction, code: string): string {
  return t(`reason.${code.replaceAll('.', '_')}`, { defaultValue: code });
}

export function reasonShort(t: TFunction, code: string): string {
  return t(`reasonShort.${code.replaceAll('.', '_')}`, { defaultValue: reasonName(t, code) });
}

export function factName(t: TFunction, type: string): string {
  return t(`fact.${type.replaceAll('.', '_')}`, { defaultValue: reasonName(t, type) });
}
