// The language of the workbench: every sentence comes from catalogue/web.tsv by its id.
import { computed, ref, shallowRef } from 'vue';
import type { MessageFields, MessageId, Sentences } from '../messages/ids';

export type { MessageId };
export type Language = 'zh-CN' | 'en';

const KEY = 'youju.language';
const loaders: Record<Language, () => Promise<{ default: Sentences }>> = {
  'zh-CN': () => import('../messages/zh'),
  en: () => import('../messages/en'),
};

export const language = ref<Language>('zh-CN');
// What a switch of the language offers.
export const otherLanguage = computed<Language>(() => (language.value === 'en' ? 'zh-CN' : 'en'));
const sentences = shallowRef<Sentences>();

// The language people chose before, else that of their browser; Chinese when it is neither.
function preferred(): Language {
  const kept = localStorage.getItem(KEY);
  if (kept === 'en' || kept === 'zh-CN') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN';
}

export async function useLanguage(wanted: Language = preferred()): Promise<void> {
  sentences.value = (await loaders[wanted]()).default;
  language.value = wanted;
  document.documentElement.lang = wanted;
}

export async function switchLanguage(wanted: Language): Promise<void> {
  await useLanguage(wanted);
  localStorage.setItem(KEY, wanted);
}

// Values are put in as they are: a brace in one does not start another placeholder.
export function filled(sentence: string, fields: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) =>
    name in fields ? String(fields[name]) : mark,
  );
}

// A sentence in the present language. Templates that call it follow a switch of the language.
export function t<Id extends MessageId>(id: Id, ...fields: MessageFields[Id]): string {
  const sentence = sentences.value?.[id] ?? '';
  const given = fields[0] as Record<string, string | number> | undefined;
  return given ? filled(sentence, given) : sentence;
}

// A title that packs give in both languages; the other one, or `otherwise`, where it is empty.
export function titleIn(title: { zh: string; en: string }, otherwise = ''): string {
  return (language.value === 'en' && title.en) || title.zh || otherwise;
}
