// Tells what in a text is about a person: addresses, numbers, names.

/** What the setting holds, as words for a message; undefined where nothing of that kind is found. */
export function personalDataIn(key: string, text: string): string | undefined {
  const value = text.trim();
  if (value === "") return undefined;
  if (email.test(text)) return "an e-mail address";
  if (text.match(iban)?.some(isIban)) return "a bank account number";
  if (phone.test(text)) return "a phone number";
  if (/^(?:[0-9a-f]{32}|[0-9a-f]{40})$/i.test(value)) return "a hash as it is made of passwords and names";
  return userName.test(key) && !/^[$%{<@/]/.test(value) && !value.includes("\n") ? "the name of a user" : undefined;
}

/** Repetitions are bounded, so each takes time linear in the text. */
const email = /[\w+-][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b(?![\w/:-]|\.\w)/;
const phone = /(?:^|[^\w+])\+\d{1,3}[ ./-]?(?:\(\d{1,4}\)[ ./-]?)?\d(?:[ ./-]?\d){6,11}(?!\w)/;
const iban = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const userName = /(?:^|[._-])(?:user|user[._-]?name|login)$/i;

/** ISO 13616: the first four characters moved to the end, letters as numbers, gives 1 modulo 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(" ", "");
  let rest = 0;
  for (const c of plain.slice(4) + plain.slice(0, 4)) {
    const digits = /\d/.test(c) ? c : String(c.charCodeAt(0) - "A".charCodeAt(0) + 10);
    rest = Number(`${rest}${digits}`) % 97;
  }
  return plain.length >= 15 && plain.length <= 34 && rest === 1;
}
