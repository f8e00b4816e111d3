// The same page of the measured form as bare HTML, by hand: what the form's screen is measured against.
import '#client/ui/theme.css';
import '#client/ui/field.css';
import '#client/ui/choice-buttons.css';
import '#client/ui/screen.css';
import type { FormNode } from '#shared/form/definition.ts';
import { SIXTY } from '#tests/fixtures/forms/sixty.ts';
import { installPaint } from './paint.ts';

installPaint();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has a root');
const [first] = SIXTY.children;
const questions = first?.type === 'group' ? first.children : [];
const hangingOn = new Map<string, string[]>();
for (const node of questions) {
  const name = /\$\{(\w+)\}/.exec(node.relevant ?? '')?.[1];
  if (name !== undefined) hangingOn.set(name, [...(hangingOn.get(name) ?? []), node.name]);
}
const answers: Record<string, string> = {};

const begin = (): void => {
  root.innerHTML = `<div class="screen"><main class="screen__main">${questions.map(questionHtml).join('')}</main></div>`;
  root.addEventListener('input', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    answers[input.name] = input.value;
    if (input.type !== 'radio') return;
    for (const name of hangingOn.get(input.name) ?? []) {
      const box = document.getElementById(`f-${name}`);
      if (box !== null) box.hidden = input.value !== 'yes';
    }
  });
};
const button = document.createElement('button');
button.textContent = 'begin';
button.addEventListener('click', () => {
  button.remove();
  begin();
});
document.body.prepend(button);

function questionHtml(node: FormNode): string {
  if (node.type === 'group' || node.type === 'repeat') return '';
  const label = node.label?.['hi'] ?? '';
  const options = node.list === undefined ? [] : (SIXTY.choices[node.list] ?? []);
  const input = node.type === 'select_one'
    ? `<div class="choices">${options.map((o) => `<label class="choice"><input class="choice__input" type="radio" name="${node.name}" value="${o.value}"><span class="choice__text"><span>${o.label?.['hi'] ?? ''}</span></span><span class="choice__mark"></span></label>`).join('')}</div>`
    : `<input class="input" name="${node.name}" ${node.type === 'integer' ? 'inputmode="numeric"' : ''}>`;
  return `<div id="f-${node.name}" ${node.relevant === undefined ? '' : 'hidden'}><div class="field field--question"><div class="field__head"><label class="field__label">${label}</label></div>${input}</div></div>`;
}
