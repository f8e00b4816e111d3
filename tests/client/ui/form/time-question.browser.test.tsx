// A time of day is set on the phone's own clock and kept as the records write it.
import { afterEach, beforeAll, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { openForm } from '#tests/client/screens/form/host.tsx';
import { clear } from '../render.tsx';
import { startWords } from '../words.ts';

beforeAll(() => startWords('hi'));
afterEach(clear);

it('is kept by 24 hours, whatever the phone shows', async () => {
  const host = openForm({ id: 'test.time', version: 1, recordType: 'case', choices: {}, children: [{ type: 'text', name: 'at', label: { hi: 'समय' }, appearance: 'time' }] });
  const field = page.getByLabelText('समय');
  await expect.element(field).toHaveAttribute('type', 'time');
  await field.fill('14:30');
  await expect.poll(() => host.drafts.at(-1)?.answers['at']).toBe('14:30');
});
