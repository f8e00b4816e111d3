// The guide: which topics there are, what stands beside their steps, and whose they are. Its words are
// `locales/<language>/help.json`, its pictures `public/help`, taken of the app by `npm run help:pictures`.
import type { Role } from '#shared/access/table.ts';
import type { IconName } from '#client/ui/icons.ts';

/** Taken on a phone of 360 × 740, and at a desk (cut out of 1366 × 768). */
export const PHONE_PICTURES = ['welcome', 'code', 'pin', 'forgot', 'who', 'today', 'question', 'similar', 'send', 'came-back', 'group', 'rescue', 'exit', 'names', 'calls', 'entry'] as const;
export const DESK_PICTURES = ['coverage', 'approve', 'held', 'phones', 'review', 'hidden', 'direction', 'people', 'slips', 'import', 'undo', 'rules', 'audit', 'export', 'registers', 'pairs', 'child'] as const;
export type Picture = (typeof PHONE_PICTURES)[number] | (typeof DESK_PICTURES)[number];

export interface Topic {
  readonly icon: IconName;
  /** How many; their words are `step1` … */
  readonly steps: number;
  /** By the number of the step that it belongs to. */
  readonly pictures: Readonly<Partial<Record<number, Picture>>>;
}

export const TOPICS = {
  code: topic('key', 5, { 1: 'welcome', 2: 'code' }),
  pin: topic('lock', 5, { 2: 'pin' }),
  forgot: topic('question', 4, { 2: 'forgot' }),
  shared: topic('user', 5, { 3: 'who' }),
  survey: topic('house', 5, { 1: 'today', 3: 'question' }),
  newFamily: topic('plus', 4, { 3: 'similar' }),
  send: topic('send', 5, { 2: 'send' }),
  cameBack: topic('alert', 5, { 1: 'came-back' }),
  group: topic('group', 4, { 2: 'group' }),
  rescue: topic('file', 4, { 2: 'rescue' }),
  schemes: topic('book', 5),
  libraryDesk: topic('book', 5),
  coverage: topic('chart', 4, { 2: 'coverage' }),
  approve: topic('group', 4, { 1: 'approve' }),
  held: topic('alert', 5, { 1: 'held' }),
  phones: topic('phone', 4, { 2: 'phones' }),
  reply: topic('send', 5),
  review: topic('chart', 5, { 2: 'review' }),
  hidden: topic('minus', 4, { 1: 'hidden' }),
  direction: topic('work', 5, { 2: 'direction' }),
  print: topic('printer', 5),
  allow: topic('eye', 4),
  export: topic('download', 4, { 3: 'export' }),
  codes: topic('key', 5, { 1: 'people' }),
  slips: topic('printer', 4, { 3: 'slips' }),
  importList: topic('upload', 5, { 3: 'import' }),
  undo: topic('undo', 4, { 2: 'undo' }),
  childList: topic('table', 5),
  sameChild: topic('family', 5, { 1: 'pairs' }),
  childPage: topic('child', 5, { 2: 'child' }),
  coveredRows: topic('lock', 5),
  childRights: topic('shield', 5),
  rules: topic('book', 4, { 2: 'rules' }),
  backup: topic('shield', 4),
  audit: topic('shield', 3, { 1: 'audit' }),
  exit: topic('exit', 4, { 1: 'exit' }),
  names: topic('eye', 4, { 2: 'names' }),
  notMine: topic('file-lock', 4),
  newCase: topic('call', 5, { 1: 'calls' }),
  service: topic('heart-plus', 4),
  handOver: topic('user', 4),
  registers: topic('table', 4),
  entry: topic('edit', 4, { 1: 'entry' }),
  deskRegisters: topic('table', 3, { 1: 'registers' }),
} satisfies Record<string, Topic>;

export type TopicId = keyof typeof TOPICS;

/** For everybody, also before she has signed in or while the app is locked. */
export const GENERAL: readonly TopicId[] = ['code', 'pin', 'forgot', 'shared'];

export const ROLE_TOPICS: Readonly<Record<Role, readonly TopicId[]>> = {
  mitra: ['survey', 'newFamily', 'send', 'cameBack', 'group', 'rescue', 'schemes'],
  coordinator: ['coverage', 'approve', 'held', 'phones', 'reply', 'export', 'schemes'],
  'block-manager': ['review', 'hidden', 'direction', 'codes', 'importList', 'undo', 'held'],
  'district-officer': ['review', 'hidden', 'direction', 'print', 'allow', 'audit'],
  administrator: ['codes', 'slips', 'importList', 'undo', 'rules', 'backup', 'audit'],
  'centre-administrator': ['exit', 'names', 'notMine', 'handOver', 'registers', 'reply', 'codes'],
  'case-worker': ['exit', 'names', 'newCase', 'notMine', 'registers', 'send', 'schemes'],
  specialist: ['exit', 'names', 'service', 'notMine', 'send', 'schemes'],
  department: ['childList', 'importList', 'undo', 'reply'],
  'resource-operator': ['childList', 'sameChild', 'childPage', 'undo', 'review', 'hidden', 'libraryDesk'],
  'resource-officer': ['sameChild', 'childPage', 'coveredRows', 'childRights', 'hidden', 'audit', 'libraryDesk'],
  'mission-coordinator': ['entry', 'deskRegisters', 'review', 'hidden', 'direction', 'print', 'export'],
};

export function isTopic(id: string | undefined): id is TopicId {
  return id !== undefined && Object.hasOwn(TOPICS, id);
}

/** Of all her roles, each once. */
export function topicsOf(roles: readonly Role[]): readonly TopicId[] {
  return [...new Set(roles.flatMap((role) => ROLE_TOPICS[role]))];
}

export function picturesOf(topics: readonly TopicId[]): readonly Picture[] {
  return [...new Set(topics.flatMap((id) => Object.values(TOPICS[id].pictures).filter((picture) => picture !== undefined)))];
}

export function addressOf(picture: Picture): string {
  return `/help/${picture}.webp`;
}

function topic(icon: IconName, steps: number, pictures: Topic['pictures'] = {}): Topic {
  return { icon, steps, pictures };
}
