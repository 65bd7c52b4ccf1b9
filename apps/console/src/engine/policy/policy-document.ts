/** A policy as a tree of numbers: flat paths, one value set, what changed. Pure; the server alone decides what is valid. */
export type PolicyValue =
  | number
  | string
  | boolean
  | null
  | readonly PolicyValue[]
  | { readonly [key: string]: PolicyValue };
export type PolicyDocument = { readonly [key: string]: PolicyValue };
export type PolicyLeaf = { readonly path: string; readonly value: PolicyValue };
export type PolicyChange = {
  readonly path: string;
  readonly before: PolicyValue | undefined;
  readonly after: PolicyValue | undefined;
};

const isTree = (value: PolicyValue | undefined): value is PolicyDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every leaf with its dotted path, in the order of the document. A list is one leaf. */
export function leavesOf(document: PolicyDocument, prefix = ''): PolicyLeaf[] {
  return Object.entries(document).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return isTree(value) ? leavesOf(value, path) : [{ path, value }];
  });
}

/** The value at a dotted path, or undefined. */
export function valueAt(document: PolicyDocument, path: string): PolicyValue | undefined {
  let here: PolicyValue | undefined = document;
  for (const key of path.split('.')) {
    if (!isTree(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** A copy with one value set; the document given stays as it is. */
export function withValue(document: PolicyDocument, path: string, value: PolicyValue): PolicyDocument {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...document, [key]: value };
  const held = document[key];
  return { ...document, [key]: withValue(isTree(held) ? held : {}, rest.join('.'), value) };
}

/** What differs between two documents, by path, in the order of the second and then what only the first had. */
export function changesBetween(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const old = new Map(leavesOf(before).map(({ path, value }) => [path, value]));
  const changes: PolicyChange[] = [];
  for (const { path, value } of leavesOf(after)) {
    const held = old.get(path);
    if (!old.has(path)) changes.push({ path, before: undefined, after: value });
    else if (JSON.stringify(held) !== JSON.stringify(value)) changes.push({ path, before: held, after: value });
    old.delete(path);
  }
  for (const [path, value] of old) changes.push({ path, before: value, after: undefined });
  return changes;
}

/** What was typed on `base`, put onto what somebody else saved since: where both changed a key, the typing wins. */
export function typingOnto(base: PolicyDocument, typed: PolicyDocument, saved: PolicyDocument): PolicyDocument {
  return changesBetween(base, typed).reduce(
    (document, { path, after }) => (after === undefined ? document : withValue(document, path, after)),
    saved,
  );
}

/** The first part of a path: the section of the editor a key belongs to. */
export const sectionOf = (path: string): string => path.split('.')[0] ?? path;

/**
 * Reads a document a person typed as JSON. The sentence of a failure says where, in the words of the parser.
 * Never throws.
 */
export function readDocument(text: string): { document: PolicyDocument } | { failure: string } {
  try {
    const value = JSON.parse(text) as PolicyValue;
    return isTree(value) ? { document: value } : { failure: '{ … }' };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
