/** What a plain scalar means in the core schema of YAML 1.2: null, a truth value, a number, or itself. */
export function resolvePlain(text: string): string | number | boolean | null {
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return text.toLowerCase() === 'true';
  return /^[-+]?(?:\d+|\d*\.\d+|\d+\.)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}
