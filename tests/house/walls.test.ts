// The walls hold: a planted import across one fails the compiler or the linter.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
let copy = '';

beforeAll(() => {
  // Outside node_modules: the linter looks for no circles in there.
  copy = mkdtempSync(join(tmpdir(), 'walls-'));
  for (const path of ['package.json', '.oxlintrc.json', 'src/tsconfig.base.json', 'src/shared', 'src/programmes']) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function plant(path: string, code: string, run: () => void): void {
  const file = join(copy, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  try {
    run();
  } finally {
    rmSync(file);
  }
}

function output(bin: string, args: string[]): { ok: boolean; text: string } {
  try {
    return { ok: true, text: execFileSync(join(ROOT, 'node_modules/.bin', bin), args, { cwd: copy, encoding: 'utf8', stdio: 'pipe' }) };
  } catch (error) {
    const failed = error as { stdout?: string; stderr?: string };
    return { ok: false, text: `${failed.stdout ?? ''}${failed.stderr ?? ''}` };
  }
}
const lint = (path: string): { ok: boolean; text: string } => output('oxlint', ['-c', '.oxlintrc.json', path]);

describe('the linter refuses', () => {
  const CROSSINGS: [string, string][] = [
    ['src/shared/planted.ts', '#server/main.ts'],
    ['src/shared/planted.ts', '../client/main.tsx'],
    ['src/shared/planted.ts', 'node:fs'],
    ['src/programmes/jeevika/planted.ts', '#client/store/contract.ts'],
    ['src/programmes/jeevika/planted.ts', 'react'],
    ['src/client/planted.ts', '#server/http/app.ts'],
    ['src/client/planted.ts', '#programmes/jeevika/records.ts'],
    ['src/client/screens/planted.ts', '#client/vault/vault.ts'],
    ['src/client/sync/planted.ts', '#client/vault/vault.ts'],
    ['src/client/sync/planted.ts', '../vault/vault.ts'],
    ['src/client/store/planted.ts', '#client/sync/contract.ts'],
    ['src/client/vault/planted.ts', '#client/store/contract.ts'],
    ['src/client/ui/planted.ts', '#client/store/contract.ts'],
    ['src/server/planted.ts', '#client/main.tsx'],
    ['src/server/planted.ts', '#programmes/jeevika/records.ts'],
  ];
  test.each(CROSSINGS)('%s importing %s', (path, target) => {
    plant(path, `import * as x from '${target}';\nexport const y = x;\n`, () => {
      const { ok, text } = lint(path);
      expect(text).toContain('no-restricted-imports');
      expect(ok).toBe(false);
    });
  });

  test.each(['Date.now()', 'Math.random()', 'performance.now()'])('%s in a pure room', (code) => {
    plant('src/shared/planted.ts', `export const y = ${code};\n`, () => expect(lint('src/shared/planted.ts').ok).toBe(false));
  });

  test('a circle of imports', () => {
    plant('src/shared/planted-a.ts', "import { b } from './planted-b.ts';\nexport const a = (): unknown => b;\n", () =>
      plant('src/shared/planted-b.ts', "import { a } from './planted-a.ts';\nexport const b = (): unknown => a;\n", () => {
        expect(lint('src/shared').text).toContain('no-cycle');
      }));
  });

  test('nothing in the pure rooms as they are', () => {
    expect(lint('src').text).toContain('0 errors');
  });
});

describe('the compiler refuses in the pure rooms', () => {
  test.each(['document.title', 'process.env', 'fetch("/")', 'localStorage', 'setTimeout(() => 0, 1)'])('%s', (code) => {
    plant('src/shared/planted.ts', `export const y: unknown = ${code};\n`, () => {
      const { ok, text } = output('tsc', ['-b', 'src/shared']);
      expect(text).toContain('planted.ts');
      expect(ok).toBe(false);
    });
  });
});
