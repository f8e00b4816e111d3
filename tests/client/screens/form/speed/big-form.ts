// The form that speed is measured on: 60 questions, 15 conditions, 5 rules, 6 members.
import type { Choice, FormDefinition, FormNode } from '#shared/form/definition.ts';

const words = (text: string) => ({ hi: text });
const CHOICES: readonly Choice[] = ['पहला', 'दूसरा', 'तीसरा', 'चौथा'].map((label, i) => ({ value: `c${i}`, label: words(label), icon: 'house' }));

function question(i: number): FormNode {
  const name = `q${i}`;
  const label = words(`सवाल ${i}: घर के बारे में यह बात पूछें`);
  const relevant = i % 4 === 3 ? { relevant: `\${q${i - 3}} = true()` } : {};
  switch (i % 4) {
    case 0:
      return { type: 'yes_no', name, label };
    case 1:
      return { type: 'select_one', name, label, list: 'c', ...relevant };
    case 2:
      return i % 12 === 2 ? { type: 'integer', name, label, constraint: '. >= 0 and . <= 30', constraintMessage: words('0 से 30') } : { type: 'text', name, label, hint: words('जैसा कार्ड पर लिखा है') };
    default:
      return { type: 'text', name, label, ...relevant };
  }
}

const pages: FormNode[] = Array.from({ length: 9 }, (_, page): FormNode => ({
  type: 'group', name: `p${page}`, label: words(`भाग ${page + 1}`), appearance: 'field-list', children: Array.from({ length: 6 }, (_, i) => question(page * 6 + i)),
}));

export const BIG_FORM: FormDefinition = {
  id: 'bench.big', version: 1, recordType: 'x',
  children: [
    ...pages,
    {
      type: 'repeat', name: 'members', label: words('सदस्य'), children: [
        { type: 'text', name: 'name', label: words('नाम'), required: true },
        { type: 'integer', name: 'years', label: words('उम्र') },
        { type: 'yes_no', name: 'school', label: words('स्कूल'), relevant: '${years} < 18' },
        { type: 'yes_no', name: 'pension', label: words('पेंशन'), relevant: '${years} >= 60' },
        { type: 'select_one', name: 'card', label: words('कार्ड'), list: 'c' },
        { type: 'calculate', name: 'adult', calculation: 'if(${years} >= 18, 1, 0)' },
      ],
    },
    { type: 'calculate', name: 'adults', calculation: 'sum(${adult})' },
  ],
  choices: { c: CHOICES },
};

export const SIX_MEMBERS = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [[`members.m${i}.name`, `सदस्य ${i}`], [`members.m${i}.years`, 10 * i + 5], [`members.m${i}._gone`, false]] as const).flat());
