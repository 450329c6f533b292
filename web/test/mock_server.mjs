// The built workbench and the mock's interface on one port, with the headers that the program
// sends. It prints its address: node test/mock_server.mjs [PORT].
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeMock } from './mock.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
  "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; " +
  "frame-ancestors 'none'";

export function serveMock(port = 0) {
  const answer = makeMock();
  const server = createServer((request, response) => {
    if (request.url.startsWith('/api/')) return answer(request, response);
    const path = join(dist, normalize(decodeURIComponent(request.url.split('?')[0])));
    const there = path.startsWith(dist) && existsSync(path) && statSync(path).isFile();
    const file = there ? path : join(dist, 'index.html');
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
    });
    return response.end(readFileSync(file));
  });
  return new Promise((done) =>
    server.listen(port, '127.0.0.1', () =>
      done({
        address: `http://127.0.0.1:${server.address().port}`,
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await serveMock(Number(process.argv[2] ?? 0))).address);
}
