// The panel of a figure is part of the address (?figure=…): a link can show it, "back" closes it.
import { useRoute, useRouter } from 'vue-router';

export function useFigurePanel(): (name: string | undefined) => void {
  const router = useRouter();
  const route = useRoute();
  return (name) => {
    const { figure: present, ...query } = route.query;
    if (name === present) return;
    const next = name ? { ...query, figure: name } : query;
    void (present ? router.replace({ query: next }) : router.push({ query: next }));
  };
}
