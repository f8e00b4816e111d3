// Serves the app over the made-up village, for looking at its screens without a server.
import { createServer } from 'vite';

const port = Number(process.argv[2] ?? '5199');
const server = await createServer({
  server: { port, strictPort: true, hmr: false, watch: null },
  cacheDir: 'node_modules/.cache/vite-demo',
  plugins: [{ name: 'demo', transformIndexHtml: { order: 'pre', handler: (html) => html.replace('/src/client/main.tsx', '/tests/client/screens/demo/main.tsx') } }],
});
await server.listen();
