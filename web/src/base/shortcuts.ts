// Keys that act anywhere on a page. Single letters are heard only outside of inputs, and people can
// switch them off (WCAG 2.1.4).
import { onBeforeUnmount, onMounted, ref } from 'vue';
import { keep, readKept } from './kept';

export const letterKeys = ref(readKept('letter_keys', true));
export function setLetterKeys(on: boolean): void {
  letterKeys.value = on;
  keep('letter_keys', on);
}

function writing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A box that was just ticked takes no letters.
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// "g t" is g, then t within a second.
export function useShortcuts(keys: Record<string, () => void>): void {
  let before = '';
  let at = 0;
  const heard = (event: KeyboardEvent) => {
    if (!letterKeys.value || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
      return;
    if (writing(event.target) || document.querySelector('dialog[open]')) return;
    const pair = event.timeStamp - at < 1000 ? `${before} ${event.key}` : '';
    const act = keys[pair] ?? keys[event.key];
    before = event.key;
    at = event.timeStamp;
    if (!act) return;
    event.preventDefault();
    before = '';
    act();
  };
  onMounted(() => window.addEventListener('keydown', heard));
  onBeforeUnmount(() => window.removeEventListener('keydown', heard));
}
