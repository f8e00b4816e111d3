// The nine groups of children whose lists come together, what each may need, and which department knows them
// (dossier E1: groups as reported, departments general knowledge). Names of the last three groups are protected
// by POCSO s.23, JJ Act s.74 and HIV Act 2017 s.8.
import type { SubjectCategory, SubjectDepartment } from '#shared/subjects/category.ts';

export const CATEGORIES: readonly SubjectCategory[] = [
  { id: 'labour', disclosure: 'named', needs: ['school', 'wages'], services: ['school', 'wages', 'counselling', 'health', 'rehabilitation_money'] },
  { id: 'marriage', disclosure: 'named', needs: ['counselling', 'school'], services: ['counselling', 'school', 'residential_school', 'legal', 'shelter'] },
  { id: 'malnutrition', disclosure: 'named', needs: ['nutrition', 'health'], services: ['nutrition', 'nrc', 'health'] },
  { id: 'anaemia', disclosure: 'named', needs: ['iron', 'health'], services: ['iron', 'health', 'nutrition'] },
  { id: 'disability', disclosure: 'named', needs: ['disability_card', 'pension'], services: ['disability_card', 'pension', 'aid', 'school', 'health'] },
  { id: 'addiction', disclosure: 'named', needs: ['de_addiction', 'counselling'], services: ['de_addiction', 'counselling', 'school', 'health'] },
  { id: 'trafficking', disclosure: 'covered', needs: ['counselling', 'legal', 'shelter'], services: ['counselling', 'legal', 'shelter', 'compensation', 'school', 'rehabilitation_money'] },
  { id: 'pocso', disclosure: 'token', needs: ['support_person', 'compensation', 'counselling'], services: ['support_person', 'compensation', 'counselling', 'legal', 'health', 'school'] },
  { id: 'hiv', disclosure: 'token', needs: ['art', 'counselling'], services: ['art', 'counselling', 'nutrition', 'pension'] },
];

export const DEPARTMENTS: readonly SubjectDepartment[] = [
  { id: 'labour', office: 1, categories: ['labour'] },
  { id: 'police', office: 2, categories: ['trafficking', 'pocso'] },
  { id: 'women_child', office: 3, categories: ['marriage', 'malnutrition'] },
  { id: 'health', office: 4, categories: ['anaemia', 'addiction', 'hiv'] },
  { id: 'social_welfare', office: 5, categories: ['disability', 'addiction'] },
  { id: 'education', office: 6, categories: [] },
];
