// Children of a few villages as two departments wrote them down: the same child in other letters, her brothers and
// sisters, and children of the same name elsewhere.
import { createRandom, type Random } from '#server/demo/random.ts';
import type { Values } from '#shared/record/change.ts';
import type { EntryRow } from '#tests/support/entries.ts';

const GIRLS = [['आशा', 'Asha'], ['सुनीता', 'Sunita'], ['पूजा', 'Pooja'], ['काजल', 'Kajal'], ['ख़ुशबू', 'Khushboo'], ['नेहा', 'Neha'], ['रेखा', 'Rekha'], ['मीना', 'Meena']] as const;
const FATHERS = [['रमेश सिंह', 'Ramesh Singh'], ['मोहन लाल', 'Mohan Lal'], ['दिनेश रावत', 'Dinesh Rawat'], ['सुरेश नेगी', 'Suresh Negi'], ['हरीश पंत', 'Harish Pant']] as const;
const VILLAGES = [['नथुवाला', 'Nathuwala'], ['लक्सर', 'Laksar'], ['रायपुर', 'Raipur'], ['चकराता', 'Chakrata'], ['डोईवाला', 'Doiwala']] as const;

export const LISTS = [{ category: 'labour', source: '5.dep1' }, { category: 'malnutrition', source: '5.dep3' }, { category: 'trafficking', source: '5.dep2' }, { category: 'hiv', source: '5.dep4' }] as const;

/** Row `n` of a list; its id tells the child: `l0-00007-x`. */
export function rowOf(list: number, child: number, values: Values, batch = 'b1'): EntryRow {
  const { category, source } = LISTS[list] ?? LISTS[0];
  return { id: `l${list}-${String(child).padStart(5, '0')}-x`, category, source, batch: `${batch}-${list}`, values };
}

/** @returns for each child its rows, in lists 0 and 1, some in both */
export function makeRows(count: number, seed = 7): EntryRow[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, child) => {
    const sibling = child % 3 === 2 && child > 0;
    const family = createRandom(seed * 1_000 + (sibling ? child - 1 : child));
    const said = { father: family.int(0, FATHERS.length - 1), village: family.int(0, VILLAGES.length - 1), phone: `98${String(family.int(10_000_000, 99_999_999))}` };
    const name = random.int(0, GIRLS.length - 1);
    const birthDay = `20${String(random.int(8, 17)).padStart(2, '0')}-${String(random.int(2, 12)).padStart(2, '0')}-${String(random.int(2, 28)).padStart(2, '0')}`;
    const inBoth = random.chance(0.5);
    return (inBoth ? [0, 1] : [random.int(0, 1)]).map((list) => rowOf(list, child, write(random, list, { ...said, name, birthDay })));
  }).flat();
}

function write(random: Random, script: number, { name, father, village, phone, birthDay }: { name: number; father: number; village: number; phone: string; birthDay: string }): Values {
  const letters = script === 0 ? 0 : 1;
  return {
    name: GIRLS[name]?.[letters] ?? '', father: FATHERS[father]?.[letters] ?? '', village: VILLAGES[village]?.[letters] ?? '', district: '5.60', sex: 'female', birthDay, seenDay: '2026-01-10',
    ...(random.chance(0.7) && { phone }),
  };
}
