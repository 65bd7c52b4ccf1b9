const quote = 0x22;
const backslash = 0x5c;

/** Whether arrays and objects of a JSON text are nested deeper than allowed; says it before anything is parsed. */
export function isDeeperThan(json: Buffer, levelsMax: number): boolean {
  let levels = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) at = endOfText(json, at);
    else if (byte === 0x5b || byte === 0x7b) {
      levels += 1;
      if (levels > levelsMax) return true;
    } else if (byte === 0x5d || byte === 0x7d) levels -= 1;
  }
  return false;
}

/** Position of the quote that closes the text opened at `start`; the end of the document when none does. */
function endOfText(json: Buffer, start: number): number {
  for (let at = json.indexOf(quote, start + 1); at !== -1; at = json.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (json[at - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
