/** Features of a candidate in groups by the part of their name before the first separator. Pure. */
export type FeatureGroup = {
  readonly name: string;
  readonly features: readonly { readonly key: string; readonly name: string; readonly value: number }[];
};

const separator = /[.:/]/;

/** Groups in order of appearance; what has no group stands last under ''. */
export function featureGroups(features: Readonly<Record<string, number>>): FeatureGroup[] {
  const groups = new Map<string, { key: string; name: string; value: number }[]>();
  for (const [key, value] of Object.entries(features)) {
    const at = key.search(separator);
    const group = at > 0 ? key.slice(0, at) : '';
    const entry = { key, name: at > 0 ? key.slice(at + 1) : key, value };
    const held = groups.get(group);
    if (held) held.push(entry);
    else groups.set(group, [entry]);
  }
  const list = [...groups].map(([name, entries]): FeatureGroup => ({ name, features: entries }));
  return [...list.filter(({ name }) => name !== ''), ...list.filter(({ name }) => name === '')];
}
