import fc from 'fast-check';
import { element, innerXml, requiredTextOf, textOf, xmlDocument } from './xml';

describe('xml', () => {
  it('should write what it then reads, whatever a key is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(textOf(xmlDocument('Result', element('Key', key)), 'Key')).toBe(key);
      }),
    );
    expect(textOf(element('Key', '\u0000\r\n<&>"\'').text, 'Key')).toBe('\u0000\r\n<&>"\'');
  });

  it('should leave out elements that have no value', () => {
    const xml = xmlDocument('Result', element('Delimiter', undefined), element('Prefix', ''));
    expect(xml).toContain(
      '<Result xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Prefix></Prefix>',
    );
    expect(textOf(xml, 'Delimiter')).toBeUndefined();
  });

  it('should read the elements of a list, with attributes and entities', () => {
    const xml = '<L xmlns="x"><I a="1"><K>1 &lt; 2</K></I><I><K>&#x416;&#1078;</K></I></L>';
    expect(innerXml(xml, 'I').map((item) => textOf(item, 'K'))).toEqual(['1 < 2', 'Жж']);
  });

  it.each(['<Key>&what;</Key>', '<Key>&constructor;</Key>', '<Key>&#x110000;</Key>', '<Key>', ''])(
    'should refuse %s as malformed',
    (xml) => {
      expect(() => requiredTextOf(xml, 'Key')).toThrow(
        expect.objectContaining({ code: 'MalformedXML' }),
      );
    },
  );
});
