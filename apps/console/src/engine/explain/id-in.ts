const pattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The first id in what a person pasted, an address for example; undefined when there is none. */
export function idIn(text: string | undefined): string | undefined {
  return text?.match(pattern)?.[0].toLowerCase();
}
