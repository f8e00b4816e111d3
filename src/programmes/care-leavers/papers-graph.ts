// Papers that unlock papers: for each where it is made, what it needs and what to take along (dossier B4).
// A need is met by any one of its group; every group must be met. Papers come after all they need, so the
// list has no circle, and a person who has nothing can begin.
import type { Standing } from '#shared/task/rulebook.ts';
import type { PaperKind } from './lists.ts';

/** What anybody may ask for without any paper. */
export const LETTERS = ['letter_head', 'letter_gazetted', 'committee_file', 'khatian', 'affidavit', 'doctor'] as const;
export type Letter = (typeof LETTERS)[number];
export type Need = PaperKind | Letter;

/** What is known of her that decides which papers are for her. */
export interface PaperFacts {
  /** Completed years. */
  readonly age: number | undefined;
  readonly inHome: boolean;
  readonly disability: boolean;
  /** `sc`, `st`, `ebc`, `bc`, `general`, or ''. */
  readonly category: string;
  /** A value of `SCHOOLING`, or ''. */
  readonly schooling: string;
}

export interface PaperNode {
  readonly kind: PaperKind;
  readonly icon: string;
  /** Word `office.<office>`. */
  readonly office: string;
  /** Of each group the best first. */
  readonly needs: readonly (readonly Need[])[];
  /** Further things to take, words `take.<item>`. */
  readonly take: readonly string[];
  /** Row of `service-deadlines.ts`. */
  readonly service?: string;
  readonly minAge?: number;
  /** Only for those it concerns. */
  readonly applies?: (facts: PaperFacts) => boolean;
  /** Another paper that does its work: not needed by whoever has one. */
  readonly insteadOf?: readonly PaperKind[];
  /** Told of only when somebody began it. */
  readonly optional?: true;
  readonly standing: Standing;
  readonly source: string;
}

const GK = 'general knowledge';
const AGE_PROOFS: readonly Need[] = ['birth', 'marksheet', 'school_tc', 'age_declaration'];
const inSchool = ({ schooling }: PaperFacts): boolean => schooling !== '' && schooling !== 'none';
const reserved = ({ category }: PaperFacts): boolean => category !== '' && category !== 'general';

export const PAPERS: readonly PaperNode[] = [
  { kind: 'birth', icon: 'child', office: 'registrar', needs: [['committee_file', 'affidavit']], take: ['parents_names'], standing: 'custom', source: GK },
  { kind: 'school_tc', icon: 'book', office: 'school', needs: [], take: ['admission_number'], applies: inSchool, standing: 'custom', source: GK },
  {
    kind: 'marksheet', icon: 'book', office: 'board', needs: [], take: ['roll_number'], standing: 'custom', source: GK,
    applies: ({ schooling }) => ['matric', 'inter', 'higher'].includes(schooling),
  },
  { kind: 'age_declaration', icon: 'shield', office: 'committee', needs: [['committee_file', 'doctor']], take: [], insteadOf: ['birth', 'school_tc', 'marksheet'], standing: 'custom', source: 'JJ Act 2015 s.94 (dossier B4, general knowledge)' },
  {
    kind: 'aadhaar', icon: 'card', office: 'enrolment', needs: [['letter_head', 'letter_gazetted']], take: ['birth_proof_if_any', 'mobile'], standing: 'custom',
    source: 'Aadhaar Regulations Sch. II; zeenews 2379342 items 17, 20–22 (dossier B4): the list must be checked when one applies',
  },
  { kind: 'residence', icon: 'home', office: 'circle', needs: [['aadhaar']], take: ['photo', 'mobile'], service: 'residence_co', standing: 'official', source: 'nalanda.nic.in; startechnicaltricks' },
  { kind: 'caste', icon: 'file', office: 'circle', needs: [['aadhaar'], ['khatian', 'school_tc']], take: ['photo', 'mobile'], service: 'caste_co', applies: reserved, standing: 'official', source: 'nalanda.nic.in; list of proofs is general knowledge' },
  { kind: 'income', icon: 'rupee', office: 'circle', needs: [['aadhaar'], ['affidavit']], take: ['photo', 'mobile'], service: 'income_co', standing: 'official', source: 'nalanda.nic.in' },
  {
    kind: 'ncl', icon: 'file', office: 'circle', needs: [['caste'], ['income'], ['residence']], take: ['photo'], standing: 'custom', source: 'in the RTPS list, days not found (dossier B4)',
    applies: ({ category }) => category === 'ebc' || category === 'bc',
  },
  {
    kind: 'ews', icon: 'file', office: 'circle', needs: [['income'], ['residence']], take: ['photo', 'affidavit'], standing: 'custom', source: 'serviceonline.gov.in EWS page',
    applies: ({ category }) => category === 'general',
  },
  { kind: 'voter', icon: 'user', office: 'booth', needs: [[...AGE_PROOFS, 'aadhaar'], ['aadhaar', 'residence']], take: ['photo', 'form6'], minAge: 18, standing: 'official', source: 'Form 6, sveepdigitallibrary.nic.in; applyondigital.com' },
  { kind: 'bank', icon: 'book', office: 'bank', needs: [['aadhaar', 'voter']], take: ['photo', 'mobile'], standing: 'custom', source: GK },
  { kind: 'pan', icon: 'card', office: 'tax', needs: [['aadhaar']], take: ['photo', 'mobile'], minAge: 18, standing: 'custom', source: GK },
  {
    kind: 'ration', icon: 'food', office: 'subdivision', needs: [['aadhaar'], ['bank']], take: ['family_photo', 'mobile'], service: 'ration_new', minAge: 18, standing: 'official',
    source: 'bpscjpsc blog; prabhatkhabar 918325; happynewswebsite', applies: ({ inHome }) => !inHome,
  },
  { kind: 'ayushman', icon: 'heart-plus', office: 'ayushman', needs: [['aadhaar'], ['ration']], take: ['mobile'], standing: 'official', source: 'nextbihar; dastakhindustan', applies: ({ inHome }) => !inHome },
  { kind: 'abha', icon: 'heart-plus', office: 'health_centre', needs: [['aadhaar']], take: ['mobile'], standing: 'custom', source: GK },
  { kind: 'udid', icon: 'shield', office: 'hospital', needs: [['aadhaar'], ['doctor']], take: ['photo'], applies: ({ disability }) => disability, standing: 'custom', source: GK },
  { kind: 'eshram', icon: 'work', office: 'csc', needs: [['aadhaar'], ['bank']], take: ['mobile'], minAge: 16, standing: 'custom', source: GK },
  { kind: 'character', icon: 'shield', office: 'police', needs: [['aadhaar'], ['residence']], take: ['photo'], optional: true, standing: 'custom', source: `${GK}, uncertain (dossier B4)` },
  { kind: 'passport', icon: 'book', office: 'passport', needs: [['aadhaar'], ['birth', 'marksheet', 'school_tc']], take: ['photo'], optional: true, standing: 'custom', source: GK },
  { kind: 'driving', icon: 'card', office: 'transport', needs: [['aadhaar'], ['residence', 'voter']], take: ['photo', 'mobile'], minAge: 18, optional: true, standing: 'custom', source: GK },
];

export function nodeOf(kind: PaperKind): PaperNode {
  const node = PAPERS.find((paper) => paper.kind === kind);
  if (node === undefined) throw new Error(`no paper ${kind}`);
  return node;
}

/** Is it a thing to ask for, and not a paper of the tracker? */
export function isLetter(need: Need): need is Letter {
  return LETTERS.some((letter) => letter === need);
}

/** The head of the home certifies only those who live in it (UIDAI's standard form; dossier B4). */
export function canAsk(letter: Letter, facts: PaperFacts): boolean {
  return letter !== 'letter_head' || facts.inHome;
}
