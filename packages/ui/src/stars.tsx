import { useKitWords } from './words.tsx';

const shape = 'm12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.3 6.4-5.8-3.2-5.8 3.2 1.3-6.4-4.7-4.4 6.4-.8z';

function Star({ share, size }: { share: number; size: number }) {
  return (
    <span className="hw-star" style={{ width: size, height: size }}>
      <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="hw-star-empty">
        <path d={shape} />
      </svg>
      <span className="hw-star-clip" style={{ width: `${share * 100}%` }}>
        <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="hw-star-full">
          <path d={shape} />
        </svg>
      </span>
    </span>
  );
}

/** Stars to read; `value` 0 to 5, fractions shown. */
export function Stars({ value, size = 16 }: { value: number; size?: number }) {
  const words = useKitWords();
  return (
    <span
      className="hw-stars"
      role="img"
      aria-label={words.stars.replace('{stars}', String(Math.round(value * 10) / 10))}
    >
      {[0, 1, 2, 3, 4].map((index) => (
        <Star key={index} size={size} share={Math.min(1, Math.max(0, value - index))} />
      ))}
    </span>
  );
}

/** Stars to give: radio buttons, so arrow keys work. */
export function StarsInput({
  value,
  onChange,
  label,
  size = 32,
}: {
  value: number;
  onChange: (stars: number) => void;
  label: string;
  size?: number;
}) {
  const words = useKitWords();
  return (
    <fieldset className="hw-stars hw-stars-input">
      <legend className="hw-hidden">{label}</legend>
      {[1, 2, 3, 4, 5].map((stars) => (
        <label key={stars}>
          <input
            type="radio"
            className="hw-hidden"
            name={label}
            checked={value === stars}
            onChange={() => onChange(stars)}
          />
          <Star size={size} share={stars <= value ? 1 : 0} />
          <span className="hw-hidden">{words.stars.replace('{stars}', String(stars))}</span>
        </label>
      ))}
    </fieldset>
  );
}
