// पंजी: the tables of the hub, as they are kept on paper and inspected. A resident, a trainee or somebody who
// complained is named in none; of the fund only the number is told.
import type { Register } from '#shared/case-work.ts';
import type { Phrase } from '#shared/field-work.ts';
import type { Values } from '#shared/record/change.ts';
import type { DehriRecord } from '#shared/record/record.ts';
import { GROUPS } from './lists.ts';
import { homeDays, occupancyOf } from './occupancy.ts';
import { chosen } from './office-lists.ts';
import { participantsOf, placedOf } from './rules.ts';
import { dayOf, numberOf, rowsOf, textOf } from './values.ts';

type Cell = string | Phrase;

/** `+women`: added up over the lines. */
const columns = (...names: readonly (string | readonly [name: string, width: number])[]): Register['columns'] => names.map((said) => {
  const [name, width] = typeof said === 'string' ? [said] : said;
  return { name: name.replace('+', ''), ...(width !== undefined && { width }), ...(name.startsWith('+') && { sum: true }) };
});

const numberCell = (value: unknown): Cell => (typeof value === 'number' ? String(value) : '');
const rupeesCell = (value: number): Cell => (value === 0 ? '' : { key: 'rupees', values: { amount: value } });
const yesNo = (value: unknown): Cell => (typeof value === 'boolean' ? { key: value ? 'yes' : 'no' } : '');

/** One line for each record, on a day of its own; the day leads it. */
function once(key: string, recordType: string, day: string, named: Register['columns'], cells: (values: Values) => readonly Cell[]): Register {
  return {
    key, recordTypes: [recordType], columns: named,
    rows: ({ values }) => {
      const on = dayOf(values, day);
      return on === '' ? [] : [{ day: on, cells: [on, ...cells(values)] }];
    },
  };
}

/** What stands, whichever time is looked at: its name leads it. */
function standing(key: string, recordType: string, day: string, named: Register['columns'], cells: (values: Values, record: DehriRecord) => readonly Cell[]): Register {
  return { key, recordTypes: [recordType], columns: named, whole: true, standing: true, rows: (record) => [{ day: dayOf(record.values, day), cells: [textOf(record.values, 'name'), ...cells(record.values, record)] }] };
}

const events = once('events', 'event', 'day', columns('day', 'kind', ['name', 3], ['venue', 2], ...GROUPS.map((group) => `+${group}`), '+total', ['partners', 2]), (values) => [
  textOf(values, 'kind') === '' ? '' : { key: `event.state.${textOf(values, 'kind')}` }, textOf(values, 'name'), textOf(values, 'venue'), ...GROUPS.map((group) => numberCell(values[group])), String(participantsOf(values)), textOf(values, 'partners'),
]);

const linkages = once('linkages', 'linkage', 'day', columns('day', ['name', 2], ['guardian', 2], 'age', 'village', ['scheme', 2], 'through', 'outcome', 'outcomeDay', ['outcomeReason', 2]), (values) => [
  textOf(values, 'name'), textOf(values, 'guardian'), numberCell(values['age']), textOf(values, 'village'), chosen(values, 'scheme', 'scheme'), chosen(values, 'through', 'through'),
  chosen(values, 'outcome', 'outcome'), textOf(values, 'outcomeDay'), textOf(values, 'outcomeReason'),
]);

const homes = standing('homes', 'home', 'capacityDay', columns(['name', 2], 'kind', ['agency', 2], '+capacity', '+present', '+vacant', 'countedDay', 'capacityDay'), (values, record) => {
  const { capacity, present, vacant, day } = occupancyOf(record);
  return [chosen(values, 'kind', 'homeKind'), textOf(values, 'agency'), String(capacity), String(present), String(vacant), day, textOf(values, 'capacityDay')];
});

/** Every day of every home. */
const occupancy: Register = {
  key: 'occupancy',
  recordTypes: ['homeMonth'],
  columns: columns('day', ['name', 2], 'kind', 'capacity', 'morning', '+admitted', '+discharged', '+rehabilitated', 'evening', ['overReason', 2]),
  rows: ({ values }, { titleOf }) => homeDays(values).map(({ day, row, morning, evening }) => ({
    day,
    cells: [
      day, titleOf?.(textOf(values, 'home')) ?? '', chosen(values, 'kind', 'homeKind'), numberCell(values[`${row.path}.capacity`]), String(morning), ...['admitted', 'discharged', 'rehabilitated'].map((field) => numberCell(values[`${row.path}.${field}`])),
      String(evening), row.text('overReason'),
    ],
  })),
};

const inspections: Register = {
  key: 'inspections',
  recordTypes: ['home'],
  columns: columns('day', ['name', 2], 'by', ['finding', 3], 'mendBy', 'mendedDay', ['mendedNote', 2]),
  rows: ({ values }) => rowsOf(values, 'inspections').filter((row) => row.day('day') !== '').map((row) => ({
    day: row.day('day'), cells: [row.text('day'), textOf(values, 'name'), ...['by', 'finding', 'mendBy', 'mendedDay', 'mendedNote'].map(row.text)],
  })),
};

const fund = once('fund', 'fundCase', 'appliedDay', columns('appliedDay', 'number', ['kind', 2], ['source', 2], 'decision', 'committeeDay', '+amount', 'paidDay', 'paidMode', ['paidNumber', 2]), (values) => [
  textOf(values, 'number'), chosen(values, 'kind', 'fundKind'), chosen(values, 'source', 'fundSource'), chosen(values, 'decision', 'decision'), textOf(values, 'committeeDay'),
  values['decision'] === 'approved' ? rupeesCell(numberOf(values, 'amount')) : '', textOf(values, 'paidDay'), chosen(values, 'paidMode', 'payMode'), textOf(values, 'paidNumber'),
]);

const batches = once('batches', 'batch', 'from', columns('from', 'to', ['course', 2], ['agency', 2], '+enrolled', '+finished', '+placed'), (values) => [
  textOf(values, 'to'), textOf(values, 'course'), textOf(values, 'agency'), numberCell(values['enrolled']), numberCell(values['finished']), String(placedOf(values)),
]);

const workplaces = standing('workplaces', 'workplace', 'registeredDay', columns(['name', 2], 'sector', '+employees', '+women', 'committeeDay', ['committeeChair', 2], 'committeeOutside', 'committeeEnd', '+complaints', '+open', 'registeredDay'), (values) => {
  const complaints = rowsOf(values, 'complaints');
  return [
    chosen(values, 'sector', 'sector'), numberCell(values['employees']), numberCell(values['women']), textOf(values, 'committeeDay'), textOf(values, 'committeeChair'),
    yesNo(values['committeeOutside']), textOf(values, 'committeeEnd'), String(complaints.length), String(complaints.filter((row) => row.day('closedDay') === '').length), textOf(values, 'registeredDay'),
  ];
});

const complaints: Register = {
  key: 'complaints',
  recordTypes: ['workplace'],
  columns: columns('receivedDay', ['name', 2], ['body', 2], 'closedDay', ['outcome', 2]),
  rows: ({ values }) => rowsOf(values, 'complaints').filter((row) => row.day('receivedDay') !== '').map((row) => ({
    day: row.day('receivedDay'),
    cells: [row.text('receivedDay'), textOf(values, 'name'), chosen(values, `${row.path}.body`, 'body'), row.text('closedDay'), chosen(values, `${row.path}.outcome`, 'complaintOutcome')],
  })),
};

const whole = (register: Register): Register => ({ ...register, whole: true });

export const REGISTERS: readonly Register[] = [events, whole(linkages), homes, occupancy, inspections, whole(fund), whole(batches), workplaces, complaints];
