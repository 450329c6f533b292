// Light, dark, or as the machine has it. public/early.js applies what is kept before the first
// paint.
import { ref } from 'vue';

export type Theme = 'auto' | 'light' | 'dark';
const KEY = 'youju.theme';

function kept(): Theme {
  const found = localStorage.getItem(KEY);
  return found === 'light' || found === 'dark' ? found : 'auto';
}

export const theme = ref<Theme>(kept());

export function setTheme(wanted: Theme): void {
  theme.value = wanted;
  if (wanted === 'auto') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, wanted);
    document.documentElement.dataset.theme = wanted;
  }
}
