// A small programme for the tests of imports: families known by the number of their card.
import type { ImportTarget, PlaceStep } from '#shared/import/target.ts';
import type { Programme } from '#shared/programme.ts';
import type { FieldValue, Values } from '#shared/record/change.ts';

export const familyTarget: ImportTarget = {
  name: 'family-list',
  recordType: 'family',
  columns: [
    { name: 'card', required: true, synonyms: ['राशन कार्ड', 'Card No'], parse: (t) => (/^[0-9]{8,20}$/.test(t.trim()) ? { ok: true, value: t.trim() } : { ok: false, code: 'card' }) },
    { name: 'name', required: true, synonyms: ['नाम', 'Head Name'], parse: (t) => (t.trim() === '' ? { ok: false, code: 'name' } : { ok: true, value: t.trim() }) },
    { name: 'panchayat', required: false, synonyms: ['पंचायत'], parse: (t) => ({ ok: true, value: t.trim() === '' ? null : t.trim() }) },
    { name: 'village', required: true, synonyms: ['ग्राम'], parse: (t) => ({ ok: true, value: t.trim() }) },
    { name: 'tola', required: false, synonyms: ['टोला'], parse: (t) => ({ ok: true, value: t.trim() === '' ? null : t.trim() }) },
    { name: 'dealer', required: false, synonyms: ['डीलर'], parse: (t) => ({ ok: true, value: t.trim() === '' ? null : t.trim() }) },
    { name: 'members', required: false, synonyms: ['सदस्य'], parse: (t) => ({ ok: true, value: t.trim() === '' ? null : Number(t) }) },
  ],
  keyOf: (row) => (typeof row['card'] === 'string' ? row['card'] : undefined),
  placeOf: (row) => {
    const steps: PlaceStep[] = [];
    for (const level of ['panchayat', 'village', 'tola'] as const) {
      const name = row[level];
      if (typeof name === 'string') steps.push({ level, name });
    }
    return { ok: true, steps };
  },
  faultsOf: () => [],
  toValues: (row): Values => {
    const values: Record<string, FieldValue> = { listed: true };
    for (const [field, column] of [['cardNumber', 'card'], ['headName', 'name'], ['dealer', 'dealer'], ['members', 'members']] as const) {
      const value = row[column];
      if (value !== null && value !== undefined) values[field] = value;
    }
    return values;
  },
  renews: ['dealer'],
};

export const familyProgramme: Programme = {
  id: 'families',
  recordTypes: [{
    name: 'family', version: 1, accessClass: 'family', shelf: 'doorstep', unique: ['cardNumber'],
    fields: {
      cardNumber: { kind: 'digits', length: [8, 20], merge: 'ask' }, headName: { kind: 'text', merge: 'ask' }, dealer: { kind: 'text' },
      members: { kind: 'integer' }, listed: { kind: 'boolean' }, outcome: { kind: 'choice', merge: 'ask' },
    },
  }],
  forms: [],
  indicators: [{
    recordType: 'family', counts: ['listed', 'people'],
    contributions: (r) => {
      const place = r.bucket.slice(0, r.bucket.indexOf('/'));
      const members = r.values['members'];
      return [{ count: 'listed', place, day: '', amount: 1 }, ...(typeof members === 'number' ? [{ count: 'people', place, day: '', amount: members }] : [])];
    },
  }],
  tasks: [],
};
