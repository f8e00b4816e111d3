// The same questions, looks and bars as bare HTML, by hand: what the form screen is measured against.
import '#client/ui/theme.css';
import '#client/ui/field.css';
import '#client/ui/choice-buttons.css';
import '#client/ui/screen.css';
import '#client/ui/top-bar.css';
import '#client/ui/button.css';
import '#client/ui/icon.css';
import type { Question } from '#shared/form/definition.ts';
import { BIG_FORM } from './big-form.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has a root');
const desk = matchMedia('(min-width: 64rem)').matches;
const questions = BIG_FORM.children.slice(0, desk ? 9 : 1).flatMap((group) => (group.type === 'group' ? group.children : [])) as Question[];
const radios = (name: string, options: readonly (readonly [string, string])[]): string =>
  `<div class="choices">${options.map(([value, label]) => `<label class="choice"><input class="choice__input" type="radio" name="${name}" value="${value}"><svg class="icon icon--normal" viewBox="0 0 24 24"><path d="M4.5 12.5l5 5 10-11"/></svg><span class="choice__text"><span>${label}</span></span><span class="choice__mark"></span></label>`).join('')}</div>`;
performance.mark('begin');
root.innerHTML = `<div class="screen"><header class="top-bar"><div class="top-bar__line"><h1>सुनीता देवी</h1></div></header><main class="screen__main">${questions.map(({ type, name, label, relevant }) => {
  const input = type === 'yes_no' ? radios(name, [['yes', 'हाँ'], ['no', 'नहीं']])
    : type === 'select_one' ? radios(name, (BIG_FORM.choices['c'] ?? []).map((c) => [c.value, c.label?.['hi'] ?? ''])) : `<input class="input" name="${name}">`;
  return `<div class="field field--question" id="f-${name}" ${relevant === undefined ? '' : 'hidden style="display:none"'}><div class="field__head"><label class="field__label">${label?.['hi'] ?? ''}</label></div>${input}</div>`;
}).join('')}</main><div class="screen__bottom"><div class="action-bar"><button class="button button--primary button--big">आगे</button></div></div></div>`;
const answers: Record<string, string> = {};
root.addEventListener('input', (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  answers[input.name] = input.value;
  const n = Number(input.name.slice(1));
  const hanging = document.getElementById(`f-q${n + 3}`);
  if (input.type === 'radio' && n % 4 === 0 && hanging !== null) hanging.style.display = input.value === 'yes' ? '' : 'none';
});
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('ready')));
