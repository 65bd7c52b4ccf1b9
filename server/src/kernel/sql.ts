/** One SQL statement with its parameters. Made only by the `sql` tag, so no value can become text. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly [brand]: true };

const brand = Symbol('sql');

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && brand in value;
}

/**
 * Tags a statement: every `${value}` becomes a parameter; a nested `sql` fragment is spliced in with its own parameters.
 * Arrays become PostgreSQL arrays (write `= any(${ids}::uuid[])`); pass objects for jsonb through `json()`.
 */
export function sql(strings: TemplateStringsArray, ...inputs: unknown[]): Sql {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  for (let index = 0; index < inputs.length; index += 1) {
    const input = inputs[index];
    if (isSql(input)) {
      const shift = values.length;
      text += shift === 0 ? input.text : input.text.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + shift}`);
      values.push(...input.values);
    } else {
      values.push(input);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values, [brand]: true };
}

/** An empty fragment, for conditions that do not apply. */
export const nothing: Sql = sql``;

/** Joins fragments, for example conditions with ` and `. */
export function join(fragments: readonly Sql[], separator: ' and ' | ' or ' | ', '): Sql {
  return fragments.reduce<Sql>((joined, fragment, index) => {
    if (index === 0) return fragment;
    if (separator === ' and ') return sql`${joined} and ${fragment}`;
    if (separator === ' or ') return sql`${joined} or ${fragment}`;
    return sql`${joined}, ${fragment}`;
  }, nothing);
}

/** A jsonb parameter: bigint becomes a JSON integer (refused when it is not safe). */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, item) => {
    if (typeof item !== 'bigint') return item;
    const number = Number(item);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${item} does not fit a JSON integer`);
    return number;
  });
}
