// The guide says what the app says, and shows what the app shows: every picture it names is there, small
// and used, and every word that it quotes is a word of the app.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROLES } from '#shared/access/table.ts';
import { DESK_PICTURES, GENERAL, PHONE_PICTURES, picturesOf, ROLE_TOPICS, TOPICS, type TopicId } from '#client/screens/help/guide.ts';
import { PICTURE_BYTES } from '#tests/help/picture-bytes.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const PICTURES = [...PHONE_PICTURES, ...DESK_PICTURES];
const ids = Object.keys(TOPICS).filter((id): id is TopicId => Object.hasOwn(TOPICS, id));
const languages = readdirSync(join(ROOT, 'locales'));

interface GuideWords {
  readonly topic: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly picture: Readonly<Record<string, string>>;
}
const wordsOf = (language: string): GuideWords => JSON.parse(readFileSync(join(ROOT, 'locales', language, 'help.json'), 'utf8'));

describe('the pictures', () => {
  test('each that is named is there, and each that is there is named', () => {
    expect(readdirSync(join(ROOT, 'public/help')).sort()).toEqual(PICTURES.map((name) => `${name}.webp`).sort());
  });

  test('each is shown by a topic that somebody is offered', () => {
    const offered = new Set([...GENERAL, ...Object.values(ROLE_TOPICS).flat()]);
    expect(ids.filter((id) => !offered.has(id))).toEqual([]);
    expect([...picturesOf(ids)].sort()).toEqual([...PICTURES].sort());
  });

  test.each([['phone', PHONE_PICTURES], ['desk', DESK_PICTURES]] as const)('those of a %s are pictures, and small', (where, names) => {
    const wrong: string[] = [];
    for (const name of names) {
      const file = readFileSync(join(ROOT, 'public/help', `${name}.webp`));
      expect([name, file.toString('latin1', 0, 4), file.toString('latin1', 8, 12)]).toEqual([name, 'RIFF', 'WEBP']);
      if (file.length > PICTURE_BYTES[where] || file.length < 1_000) wrong.push(`${name}: ${file.length}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(languages)('each says in words what it shows (%s)', (language) => {
    expect(Object.keys(wordsOf(language).picture).sort()).toEqual([...PICTURES].sort());
    for (const words of Object.values(wordsOf(language).picture)) expect(words.length).toBeGreaterThan(10);
  });
});

describe('the words', () => {
  test.each(languages)('each topic has a title and exactly its steps (%s)', (language) => {
    const { topic } = wordsOf(language);
    expect(Object.keys(topic).sort()).toEqual([...ids].sort());
    for (const id of ids) expect([id, ...Object.keys(topic[id] ?? {})]).toEqual([id, 'title', ...Array.from({ length: TOPICS[id].steps }, (_, i) => `step${i + 1}`)]);
  });

  test('each role has four to seven topics, each of at most five steps, with its pictures at steps it has', () => {
    expect(ROLES.filter((role) => ROLE_TOPICS[role].length < 4 || ROLE_TOPICS[role].length > 7)).toEqual([]);
    expect(ids.filter((id) => TOPICS[id].steps < 2 || TOPICS[id].steps > 5)).toEqual([]);
    expect(ids.filter((id) => Object.keys(TOPICS[id].pictures).some((at) => Number(at) > TOPICS[id].steps))).toEqual([]);
  });

  test.each(languages)('what it quotes is what the app says: a plain word of its own file (%s)', (language) => {
    const quoted = [...readFileSync(join(ROOT, 'locales', language, 'help.json'), 'utf8').matchAll(/\$t\(([^)]*)\)/g)].map(([, key = '']) => key);
    expect(quoted.length).toBeGreaterThan(100);
    const wrong = quoted.filter((key) => {
      const [namespace = '', path = ''] = key.split(':');
      let word: unknown = JSON.parse(readFileSync(join(ROOT, 'locales', language, `${namespace}.json`), 'utf8'));
      for (const part of path.split('.')) word = typeof word === 'object' && word !== null ? Reflect.get(word, part) : undefined;
      return typeof word !== 'string' || word.includes('{{') || word.includes('$t(');
    });
    expect(wrong).toEqual([]);
  });
});
