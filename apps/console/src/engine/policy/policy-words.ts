import type { TFunction } from 'i18next';

/** What a key of the policy means, in the reader's language; `fallback` is the server's own sentence. */
export function keyMeaning(t: TFunction, path: string, fallback = ''): string {
  return t(`engine.key.${path.replaceAll('.', '_')}`, { defaultValue: fallback || path });
}

export function unitName(t: TFunction, unit: string): string {
  return unit ? t(`engine.unit.${unit.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, { defaultValue: unit }) : '';
}

export function sectionName(t: TFunction, section: string): string {
  return t(`engine.section.${section}.name`, { defaultValue: section });
}

export function sectionNote(t: TFunction, section: string): string {
  return t(`engine.section.${section}.note`, { defaultValue: '' });
}
