// How each department writes its list, and how often what it writes is not so. The two sets of rates differ on
// purpose, as their spellings do (misspell.ts).
import type { IdentityPath } from '#shared/subjects/entry.ts';
import { HELD_OUT_SPELLING, TRAINING_SPELLING, type SpellingHabits } from './misspell.ts';

export interface Column {
  readonly path: IdentityPath | 'seenDay';
  readonly header: string;
  /** Share of rows that have it. Of birth day and age a row has one. */
  readonly filled: number;
}

export interface ListHabits {
  readonly id: string;
  /** Category and office of the resource centre. */
  readonly category: string;
  readonly source: string;
  /** Share of rows in Devanagari. */
  readonly hindi: number;
  readonly capitals: boolean;
  readonly dates: 'iso' | 'slash' | 'dot' | 'dash' | 'words' | 'serial';
  /** Which of the usual words for the sexes. */
  readonly sexWord: 0 | 1 | 2;
  /** Ages in years, on 1 April 2025. */
  readonly ages: readonly [number, number];
  /** How large it is beside the others. */
  readonly share: number;
  /** Share of names with a title. */
  readonly titles: number;
  readonly columns: readonly Column[];
}

/** Shares of rows in which something is not as it is. */
export interface Noise {
  readonly spelling: SpellingHabits;
  readonly familyDropped: number;
  readonly familyAdded: number;
  /** Names with the family name in the other script. */
  readonly mixed: number;
  /** Family name before the given name. */
  readonly turned: number;
  /** Child's and father's name in each other's column. */
  readonly swapped: number;
  readonly fatherForChild: number;
  /** Only the name she is called at home. */
  readonly petName: number;
  readonly wrongSex: number;
  /** 1 January or 1 July for a birth day; a round age. */
  readonly heaped: number;
  readonly turnedDay: number;
  readonly wrongYear: number;
  readonly wrongDay: number;
  readonly wrongAge: number;
  readonly otherDistrict: number;
  readonly otherVillage: number;
  readonly otherPhone: number;
  readonly wrongDigit: number;
}

export const TRAINING_NOISE: Noise = {
  spelling: TRAINING_SPELLING, familyDropped: 0.15, familyAdded: 0.3, mixed: 0.01, turned: 0.01, swapped: 0.003, fatherForChild: 0.004, petName: 0.006, wrongSex: 0.004,
  heaped: 0.06, turnedDay: 0.02, wrongYear: 0.04, wrongDay: 0.02, wrongAge: 0.2, otherDistrict: 0.015, otherVillage: 0.04, otherPhone: 0.15, wrongDigit: 0.015,
};

export const HELD_OUT_NOISE: Noise = {
  spelling: HELD_OUT_SPELLING, familyDropped: 0.2, familyAdded: 0.35, mixed: 0.02, turned: 0.008, swapped: 0.004, fatherForChild: 0.003, petName: 0.005, wrongSex: 0.005,
  heaped: 0.08, turnedDay: 0.025, wrongYear: 0.03, wrongDay: 0.015, wrongAge: 0.15, otherDistrict: 0.012, otherVillage: 0.05, otherPhone: 0.2, wrongDigit: 0.01,
};

/** Everything wrong by a quarter more often than in the training fold: how far it holds. */
export const HARSH_NOISE: Noise = {
  spelling: { ...HELD_OUT_SPELLING, heard: 0.2, slips: 0.03 }, familyDropped: 0.2, familyAdded: 0.35, mixed: 0.02, turned: 0.015, swapped: 0.004, fatherForChild: 0.005, petName: 0.008, wrongSex: 0.006,
  heaped: 0.08, turnedDay: 0.025, wrongYear: 0.05, wrongDay: 0.025, wrongAge: 0.25, otherDistrict: 0.02, otherVillage: 0.05, otherPhone: 0.18, wrongDigit: 0.02,
};

export const LIST_HABITS: readonly ListHabits[] = [
  {
    id: 'labour', category: 'labour', source: '5.dep1', hindi: 0.1, capitals: true, dates: 'slash', sexWord: 1, ages: [9, 17], share: 12, titles: 0.05,
    columns: [
      { path: 'name', header: 'Name of Child', filled: 1 }, { path: 'father', header: "Father's Name", filled: 0.92 }, { path: 'sex', header: 'Sex', filled: 0.98 }, { path: 'birthDay', header: 'DOB', filled: 0.5 },
      { path: 'age', header: 'Age', filled: 0.97 }, { path: 'district', header: 'District', filled: 0.98 }, { path: 'block', header: 'Block', filled: 0.6 }, { path: 'village', header: 'Address', filled: 0.85 },
      { path: 'phone', header: 'Mobile', filled: 0.55 }, { path: 'idTail', header: 'Aadhaar (last 4)', filled: 0.3 }, { path: 'seenDay', header: 'Date of Rescue', filled: 1 },
    ],
  },
  {
    id: 'marriage', category: 'marriage', source: '5.dep3', hindi: 0.95, capitals: false, dates: 'dot', sexWord: 0, ages: [12, 17], share: 7, titles: 0.2,
    columns: [
      { path: 'name', header: 'बालिका/बालक का नाम', filled: 1 }, { path: 'father', header: 'पिता का नाम', filled: 0.97 }, { path: 'mother', header: 'माता का नाम', filled: 0.6 }, { path: 'sex', header: 'लिंग', filled: 0.99 },
      { path: 'birthDay', header: 'जन्म तिथि', filled: 0.8 }, { path: 'age', header: 'आयु', filled: 0.9 }, { path: 'district', header: 'जनपद', filled: 1 }, { path: 'block', header: 'विकासखंड', filled: 0.85 },
      { path: 'village', header: 'ग्राम', filled: 0.95 }, { path: 'school', header: 'विद्यालय', filled: 0.5 }, { path: 'phone', header: 'मोबाइल नं०', filled: 0.6 }, { path: 'seenDay', header: 'सूचना की तिथि', filled: 1 },
    ],
  },
  {
    id: 'malnutrition', category: 'malnutrition', source: '5.dep3', hindi: 0.85, capitals: false, dates: 'dash', sexWord: 1, ages: [4, 9], share: 26, titles: 0.03,
    columns: [
      { path: 'name', header: 'बच्चे का नाम', filled: 1 }, { path: 'mother', header: 'माता का नाम', filled: 0.96 }, { path: 'father', header: 'पिता का नाम', filled: 0.85 }, { path: 'sex', header: 'लिंग', filled: 1 },
      { path: 'birthDay', header: 'जन्मतिथि', filled: 0.97 }, { path: 'district', header: 'जिला', filled: 1 }, { path: 'block', header: 'परियोजना', filled: 0.9 }, { path: 'village', header: 'गाँव', filled: 0.97 },
      { path: 'phone', header: 'मोबाइल', filled: 0.65 }, { path: 'seenDay', header: 'दिनांक', filled: 1 },
    ],
  },
  {
    id: 'anaemia', category: 'anaemia', source: '5.dep4', hindi: 0.05, capitals: false, dates: 'iso', sexWord: 0, ages: [5, 17], share: 30, titles: 0.04,
    columns: [
      { path: 'name', header: 'Student Name', filled: 1 }, { path: 'father', header: 'Father Name', filled: 0.95 }, { path: 'mother', header: 'Mother Name', filled: 0.6 }, { path: 'sex', header: 'Gender', filled: 1 },
      { path: 'birthDay', header: 'Date of Birth', filled: 0.9 }, { path: 'age', header: 'Age (Years)', filled: 0.95 }, { path: 'district', header: 'District', filled: 1 }, { path: 'block', header: 'Block', filled: 0.95 },
      { path: 'village', header: 'Village', filled: 0.6 }, { path: 'school', header: 'School Name', filled: 0.93 }, { path: 'phone', header: 'Contact No', filled: 0.6 }, { path: 'seenDay', header: 'Screening Date', filled: 1 },
    ],
  },
  {
    id: 'disability', category: 'disability', source: '5.dep5', hindi: 0.6, capitals: true, dates: 'serial', sexWord: 2, ages: [4, 17], share: 14, titles: 0.1,
    columns: [
      { path: 'name', header: 'नाम', filled: 1 }, { path: 'father', header: 'पिता/पति का नाम', filled: 0.97 }, { path: 'mother', header: 'माता का नाम', filled: 0.35 }, { path: 'sex', header: 'लिंग', filled: 0.97 },
      { path: 'birthDay', header: 'जन्म तिथि', filled: 0.92 }, { path: 'age', header: 'आयु', filled: 0.9 }, { path: 'district', header: 'जनपद', filled: 1 }, { path: 'block', header: 'ब्लॉक', filled: 0.8 },
      { path: 'village', header: 'ग्राम/वार्ड', filled: 0.9 }, { path: 'phone', header: 'दूरभाष', filled: 0.7 }, { path: 'idTail', header: 'आधार के अंतिम 4 अंक', filled: 0.75 }, { path: 'seenDay', header: 'पंजीकरण तिथि', filled: 1 },
    ],
  },
  {
    id: 'addiction', category: 'addiction', source: '5.dep4', hindi: 0.3, capitals: false, dates: 'words', sexWord: 0, ages: [10, 17], share: 4, titles: 0.08,
    columns: [
      { path: 'name', header: 'Patient Name', filled: 1 }, { path: 'father', header: 'Guardian Name', filled: 0.9 }, { path: 'sex', header: 'Sex', filled: 0.98 }, { path: 'birthDay', header: 'Date of birth', filled: 0.3 }, { path: 'age', header: 'Age', filled: 1 },
      { path: 'district', header: 'District', filled: 0.95 }, { path: 'village', header: 'Village/Town', filled: 0.85 }, { path: 'phone', header: 'Phone', filled: 0.75 }, { path: 'seenDay', header: 'Admission date', filled: 1 },
    ],
  },
  {
    id: 'trafficking', category: 'trafficking', source: '5.dep2', hindi: 0.7, capitals: false, dates: 'slash', sexWord: 0, ages: [8, 17], share: 3, titles: 0.08,
    columns: [
      { path: 'caseNumber', header: 'मु०अ०सं०', filled: 0 }, { path: 'name', header: 'पीड़ित का नाम', filled: 1 }, { path: 'father', header: 'पिता का नाम', filled: 0.85 }, { path: 'sex', header: 'लिंग', filled: 1 }, { path: 'birthDay', header: 'जन्म तिथि', filled: 0.35 }, { path: 'age', header: 'उम्र', filled: 1 },
      { path: 'district', header: 'जनपद', filled: 0.95 }, { path: 'village', header: 'पता', filled: 0.8 }, { path: 'phone', header: 'मोबाइल', filled: 0.35 }, { path: 'seenDay', header: 'बरामदगी की तिथि', filled: 1 },
    ],
  },
];
