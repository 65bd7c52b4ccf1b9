/** A round portrait; without a picture the first character on a colour that always belongs to this name. */
export function Avatar({ name, url, size = 40 }: { name: string; url: string | null; size?: number }) {
  const side = { width: size, height: size };
  if (url !== null && url !== '')
    return <img className="hw-avatar" src={url} alt="" width={size} height={size} loading="lazy" style={side} />;
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return (
    <span
      className="hw-avatar hw-avatar-letter"
      aria-hidden="true"
      style={{ ...side, fontSize: size * 0.44, background: `hsl(${hash} 42% 38%)` }}
    >
      {[...name.trim()][0]?.toUpperCase() ?? '·'}
    </span>
  );
}
