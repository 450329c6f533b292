// Small things that a browser keeps for its user; a browser that refuses to keep loses them
// quietly.
export function readKept<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`youju.${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`youju.${key}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}
