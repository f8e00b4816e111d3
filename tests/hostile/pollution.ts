/** Objects of the language that a key `__proto__` or `constructor` may have reached. */
export function pollution(): string[] {
  const found: string[] = [];
  for (const [name, shared] of [['Object', Object.prototype], ['Array', Array.prototype], ['Function', Function.prototype], ['String', String.prototype], ['Number', Number.prototype]] as const) {
    for (const key of Object.keys(shared)) found.push(`${name}.prototype.${key}`);
  }
  if ('polluted' in {}) found.push('{}.polluted');
  return found;
}
