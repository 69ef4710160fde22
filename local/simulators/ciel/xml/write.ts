import type { XmlElement } from './element.ts';
import { NAMESPACE } from './namespace.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' },
};

/** A document of CIEL, on one line as CIEL writes its answers. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${written(root, ` xmlns="${NAMESPACE}"`)}`;
}

function written({ name, attributes, children, text }: XmlElement, namespace = ''): string {
  const given = [...attributes].map(([key, value]) => ` ${key}="${value.replace(/[&<>"\n\r\t]/g, escaped)}"`).join('');
  const content =
    children.length > 0 ? children.map((one) => written(one)).join('') : text.replace(/[&<>\r]/g, escaped);
  return `<${name}${namespace}${given}>${content}</${name}>`;
}

const escaped = (character: string) => ESCAPES[character] ?? character;
