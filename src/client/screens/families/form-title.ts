/** `jeevika.contact` → the word at `jeevika:form.contact.title`. */
export function formTitle(t: (key: string) => string, programme: string, form: string): string {
  return t(`${programme}:form.${form.slice(form.indexOf('.') + 1)}.title`);
}
