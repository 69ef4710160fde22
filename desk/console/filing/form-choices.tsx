import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { viewOf } from '../../../schemas/settings.ts';
import type { FormNode } from '../../form/form-node.ts';
import type { Language } from '../language.ts';
import { saidOf } from '../said.ts';
import { correctWords } from '../words/correct.ts';
import { type Code, worldCodes } from './world-codes.ts';

/** The codes of a field: the only ones, or those of a list, by its id, that it may also go beyond. */
export function fieldCodes(
  authority: AuthorityName,
  { name, choices }: FormNode,
  language: Language,
  now: Date,
): { codes: readonly Code[]; list?: string } | undefined {
  const known = viewOf(authority).choices?.(name, now);
  const said = saidOf(authority, language);
  const listed =
    typeof known === 'string'
      ? worldCodes(known, language)
      : known?.map(({ code, text }) => ({ code, text: said(text) }));
  // A list of the world is there once, for all its fields.
  if (!choices) return listed && { codes: listed, list: `codes-${typeof known === 'string' ? known : name}` };
  const codes = choices.map((code) => ({ code, text: listed?.find((one) => one.code === code)?.text ?? '' }));
  return { codes };
}

interface ChoiceProperties {
  id: string;
  name: string;
  text: string;
  isOptional: boolean;
  codes: readonly Code[];
  /** The id of the list that offers codes; others may be typed in. */
  list?: string | undefined;
  /** Shows the texts alone. */
  isBare?: boolean;
  language: Language;
}

/** A field of codes: a list to choose from, or a field that offers them while somebody types. */
export function CodeField({ text, isOptional, codes, list, isBare = false, language, ...common }: ChoiceProperties) {
  const words = correctWords[language];
  const known = codes.find(({ code }) => code === text);
  if (list !== undefined)
    return (
      <>
        <input {...common} value={text} list={list} autocomplete="off" spellcheck={false} />
        {known && <span class="muted">{known.text}</span>}
      </>
    );
  return (
    <select {...common}>
      {(isOptional || text === '') && <option value="">{isOptional ? '' : words.choose}</option>}
      {text !== '' && !known && (
        <option value={text} selected>
          {words.notListed(text)}
        </option>
      )}
      {codes.map((one) => (
        <option value={one.code} selected={one.code === text}>
          {isBare ? one.text : [one.code, one.text].filter(Boolean).join(' · ')}
        </option>
      ))}
    </select>
  );
}

/** The lists that the fields of a form offer, each once. */
export function CodeLists({
  authority,
  node,
  language,
  now,
}: {
  authority: AuthorityName;
  node: FormNode;
  language: Language;
  now: Date;
}) {
  const lists = new Map<string, readonly Code[]>();
  const collect = (one: FormNode): void => {
    const found = one.nodes.length === 0 ? fieldCodes(authority, one, language, now) : undefined;
    if (found?.list !== undefined) lists.set(found.list, found.codes);
    for (const inner of one.nodes) collect(inner);
  };
  collect(node);
  return (
    <>
      {[...lists].map(([id, codes]) => (
        <datalist id={id}>
          {codes.map(({ code, text }) => (
            <option value={code}>{text}</option>
          ))}
        </datalist>
      ))}
    </>
  );
}
