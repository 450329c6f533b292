// Who is signed in, and signing in again in place when the session has ended.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import * as api from '../api/api';
import { setHooks } from '../api/client';
import { listen, stopListening } from '../api/live';
import type { Role, Session } from '../api/types';
import { forgetAnswers } from './offline';

export const useSession = defineStore('session', () => {
  const state = shallowRef<Session>();
  const asking = ref(false); // the dialog to sign in again is open
  let resumed: (() => void)[] = [];

  function take(next: Session): void {
    state.value = next;
    if (next.signed_in && !next.person?.must_change_password) listen();
    else stopListening();
  }
  async function refresh(): Promise<void> {
    take(await api.session());
  }
  async function signIn(login: string, password: string, code?: string): Promise<void> {
    take(await api.signIn(login, password, code));
    asking.value = false;
    resumed.forEach((go) => go());
    resumed = [];
  }
  async function signOut(): Promise<void> {
    stopListening();
    await api.signOut();
    await forgetAnswers();
    await refresh();
  }
  // Resolves when the person has signed in again; several requests wait for the same dialog.
  function signInAgain(): Promise<void> {
    asking.value = true;
    return new Promise((go) => resumed.push(go));
  }
  setHooks({ csrf: () => state.value?.csrf ?? '', signInAgain, refresh });

  const person = computed(() => state.value?.person);
  const signedIn = computed(() => state.value?.signed_in ?? false);
  const has = (...roles: Role[]) =>
    person.value?.grants.some((grant) => roles.includes(grant.role)) ?? false;
  return { state, asking, person, signedIn, has, refresh, signIn, signOut };
});
