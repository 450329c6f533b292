// How the workbench is built. With `--mode mock` a small server of test data answers /api, so that
// pages can be worked on without the program.
import { readFileSync } from 'node:fs';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

// Puts sentences of the catalogue in the place of %id:language% in index.html.
function sentencesInPage(): Plugin {
  const rows = readFileSync(new URL('../catalogue/web.tsv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  return {
    name: 'youju-sentences-in-page',
    transformIndexHtml: (page) =>
      page.replace(/%(web\.[a-z_.]+):(zh|en)%/g, (_, id: string, language: string) => {
        const row = rows.find(([found]) => found === id);
        if (!row) throw new Error(`index.html: ${id} has no row in catalogue/web.tsv`);
        return row[language === 'zh' ? 1 : 2] ?? '';
      }),
  };
}

function mock(): Plugin {
  return {
    name: 'youju-mock',
    async configureServer(server) {
      // The bundled copy of this file stands elsewhere, so the path is made from the root.
      const { makeMock } = await import(`file://${server.config.root}/test/mock.mjs`);
      const answer = makeMock();
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) answer(request, response);
        else next();
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [vue(), sentencesInPage(), ...(mode === 'mock' ? [mock()] : [])],
  define: { __VUE_OPTIONS_API__: false, __VUE_PROD_DEVTOOLS__: false },
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // One file of what every page needs, so that pages themselves stay small.
        manualChunks: (id) =>
          /node_modules\/(vue|@vue|vue-router|pinia)\//.test(id) ? 'vue' : undefined,
      },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
}));
