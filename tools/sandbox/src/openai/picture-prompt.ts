// GOST 7.79 without diacritics: the sandbox cannot translate, but its prompts can be read in English.
const cyrillic = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'];
const latin = 'a,b,v,g,d,e,yo,zh,z,i,j,k,l,m,n,o,p,r,s,t,u,f,kh,c,ch,sh,shh,,y,,e,yu,ya'.split(',');
const maxLength = 300;

/** An English prompt for a picture, made from what was asked; it says where it comes from. */
export function picturePrompt(asked: string, pictures: number): string {
  const like = pictures > 0 ? 'like in the attached picture, ' : '';
  return `sandbox prompt, a portrait, ${like}${transliterated(asked)}, soft light, sharp focus`;
}

function transliterated(text: string): string {
  const letters = [...text.toLowerCase()].map(toLatin);
  const ascii = letters
    .join('')
    .replace(/[^ -~]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return ascii.slice(0, maxLength).trim() || 'as was asked';
}

const toLatin = (letter: string) => latin[cyrillic.indexOf(letter)] ?? letter;
