const hues = [14, 38, 152, 172, 205, 268, 322, 96, 225, 350] as const;

/** A round sign for a category: its first character on a hue that always belongs to it. */
export function CategoryIcon({ categoryId, name }: { categoryId: string; name: string }) {
  let hash = 0;
  for (const character of categoryId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9_973;
  const hue = hues[hash % hues.length] ?? 14;
  return (
    <span
      aria-hidden="true"
      className="grid size-11 place-items-center rounded-full text-[17px] font-semibold text-white"
      style={{ background: `hsl(${hue} 44% 40%)` }}
    >
      {[...name][0]}
    </span>
  );
}
