// Values that an administrator has added to a list which a programme leaves open (`FieldDef.open`). They
// begin with `x_`, so that they never meet a value that a programme names one day. Everybody takes them,
// whether or not the record that brought their word has arrived.
export function isAddedValue(value: unknown): boolean {
  return typeof value === 'string' && /^x_[0-9a-z_-]{1,38}$/u.test(value);
}
