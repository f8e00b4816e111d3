import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { findChromium } from './tests/support/chromium.ts';

export default defineConfig(async ({ mode }) => ({
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/client',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,svg,png,json,webmanifest}'], maximumFileSizeToCacheInBytes: 2_000_000 },
      devOptions: { enabled: false },
    }),
  ],
  build: { target: 'es2022', sourcemap: false, cssCodeSplit: true },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'node',
          environment: 'node',
          globalSetup: ['tests/support/postgres-setup.ts'],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.*', 'tests/**/*.e2e.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.{ts,tsx}'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: mode === 'test' ? await launchOptions() : {} }),
            instances: [{ browser: 'chromium' as const, viewport: { width: 360, height: 740 } }],
          },
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          globalSetup: ['tests/support/postgres-setup.ts'],
          include: ['tests/**/*.e2e.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
}));

async function launchOptions(): Promise<{ executablePath: string; args: string[] }> {
  const { executablePath, args } = await findChromium();
  return { executablePath, args };
}
