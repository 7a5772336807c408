/** Cyrillic and Greek letters, and Latin ones without a decomposition, that look like those of ASCII. */
const lookAlikes = 'аaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxԁdԛqԝwοoαaρpνvιiłløoıiðdđd';
const asciiOf = new Map([...lookAlikes.matchAll(/(.)(.)/gu)].map(([, letter = '', ascii = '']) => [letter, ascii]));

/** A name in the letters by which it is judged: small, without accents and invisible signs, look-alikes as ASCII. */
export function foldedName(name: string): string {
  // Most names are ASCII: nothing to fold.
  if (/^[\x20-\x7e]*$/.test(name)) return name.toLowerCase();
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '');
  return plain.replace(/[^\x20-\x7e]/gu, (letter) => asciiOf.get(letter) ?? letter);
}
