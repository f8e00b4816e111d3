// One kind of record as four apps have known it, one after another: a field renamed, an answer divided,
// a unit changed, a question given up, two fields bound together. For tests of phones that lag behind.
import type { FormDefinition } from '#shared/form/definition.ts';
import type { Programme } from '#shared/programme.ts';
import type { Values } from '#shared/record/change.ts';
import type { FieldDef, Migration, RecordType } from '#shared/record/record-type.ts';

const DECIMAL_PER_KATHA = 3.125;

const MIGRATIONS: readonly Migration[] = [
  {
    to: 2, reason: 'the woman is asked for, not the head; the card is named by its scheme',
    rename: { headName: 'womanName', 'members.*.hc': 'members.*.ayushman' },
  },
  {
    to: 3, reason: 'a lane and a landmark are looked for apart; land is measured in decimal', split: { address: ['lane', 'landmark'], landKatha: ['landDecimal'] },
    values: (values) => {
      const { address, landKatha, ...rest } = values;
      const [lane = '', landmark = ''] = typeof address === 'string' ? address.split(/, (.*)/s) : [];
      return {
        ...rest,
        ...(address !== undefined && { lane: address === null ? null : lane, landmark: address === null || landmark === '' ? null : landmark }),
        ...(landKatha !== undefined && { landDecimal: typeof landKatha === 'number' ? landKatha * DECIMAL_PER_KATHA : null }),
      } satisfies Values;
    },
  },
  { to: 4, reason: 'religion is asked no more; an outcome and its day must agree' },
];

const ALWAYS: Readonly<Record<string, FieldDef>> = {
  cardNumber: { kind: 'digits', length: [8, 20], merge: 'ask' },
  outcome: { kind: 'choice', choices: ['linked', 'refused', 'locked'], merge: 'ask' }, outcomeDay: { kind: 'date' },
  needs: { kind: 'choices', merge: 'union' }, notes: { kind: 'text' }, 'members.*.name': { kind: 'text' },
};
const name: FieldDef = { kind: 'text', merge: 'ask' };

const FIELDS: readonly Readonly<Record<string, FieldDef>>[] = [
  { headName: name, 'members.*.hc': { kind: 'choice' }, address: { kind: 'text' }, landKatha: { kind: 'decimal' }, religion: { kind: 'text' } },
  { womanName: name, 'members.*.ayushman': { kind: 'choice' }, address: { kind: 'text' }, landKatha: { kind: 'decimal' }, religion: { kind: 'text' } },
  { womanName: name, 'members.*.ayushman': { kind: 'choice' }, lane: { kind: 'text' }, landmark: { kind: 'text' }, landDecimal: { kind: 'decimal' }, religion: { kind: 'text' } },
  {
    womanName: name, 'members.*.ayushman': { kind: 'choice' }, lane: { kind: 'text' }, landmark: { kind: 'text' }, landDecimal: { kind: 'decimal' },
    phone: { kind: 'phone' }, 'members.*.eshram': { kind: 'boolean' },
  },
];

/** @param version 1 to 4 */
export function familyAt(version: number): RecordType {
  return {
    name: 'family', version, accessClass: 'family', shelf: 'doorstep', fields: { ...ALWAYS, ...FIELDS[version - 1] }, unique: ['cardNumber'],
    ...(version >= 4 && { groups: { visit: { fields: ['outcome', 'outcomeDay'], merge: 'ask' } } }),
    migrations: MIGRATIONS.filter(({ to }) => to <= version),
  };
}

const question = (asked: string, schema: number): FormDefinition => ({
  id: 'trial.visit', version: schema === 1 ? 1 : 2, recordType: 'family', schema, choices: {},
  children: [
    { type: 'text', name: asked, required: true, constraint: schema === 1 ? "string-length(.) >= 3" : "string-length(.) >= 5" },
    { type: 'text', name: 'notes' },
  ],
});
export const VISIT_1 = question('headName', 1);
export const VISIT_2 = question('womanName', 4);

/** The server's or the app's programme of that time. */
export function programmeAt(version: number): Programme {
  return {
    id: 'trial', recordTypes: [familyAt(version)], forms: version === 1 ? [VISIT_1] : [VISIT_1, VISIT_2], tasks: [],
    indicators: [{
      recordType: 'family', counts: ['named', 'decimal'],
      contributions: ({ values, bucket }) => {
        const place = bucket.slice(0, bucket.indexOf('/'));
        const katha = Number(values['landKatha'] ?? 0);
        return [
          { count: 'named', place, day: '', amount: typeof (values['womanName'] ?? values['headName']) === 'string' ? 1 : 0 },
          { count: 'decimal', place, day: '', amount: Number(values['landDecimal'] ?? katha * DECIMAL_PER_KATHA) },
        ];
      },
    }],
  };
}
