// Converts a CSV file by its CSVW metadata with rdf-parser-csvw and prints what it says of things as N-Triples, which
// is minimal mode: statements about tables and rows, whose nodes are blank, are left out.
// node csv2rdf.mjs METADATA NAME ; the file of that name stands beside the metadata.
import { createReadStream, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import dataFactory from '@rdfjs/data-model';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Store, Writer } from 'n3';
import CsvwParser from 'rdf-parser-csvw';

const [metadata, name] = process.argv.slice(2);
const CSVW = 'http://www.w3.org/ns/csvw#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
// The terms of http://www.w3.org/ns/csvw that we use: nothing is fetched.
const context = {
  '@vocab': CSVW,
  dcterms: 'http://purl.org/dc/terms/',
  url: { '@id': `${CSVW}url`, '@type': '@id' },
  columns: { '@id': `${CSVW}column`, '@container': '@list' },
  titles: { '@id': `${CSVW}title`, '@container': '@language' },
  datatype: { '@id': `${CSVW}datatype`, '@type': '@vocab' },
  ...Object.fromEntries(['string', 'integer', 'decimal'].map((type) => [type, XSD + type])),
};
const table = JSON.parse(readFileSync(metadata, 'utf8')).tables.find((each) => each.url === name);
const baseIRI = `file:///${name}`;
const described = new Store();
const parser = new JsonLdParser({ baseIRI, dataFactory });
const parsed = new Promise((resolve, reject) => {
  parser.on('data', (quad) => described.add(quad)).on('error', reject).on('end', resolve);
});
parser.end(JSON.stringify({ '@context': context, ...table }));
await parsed;
const rows = createReadStream(join(dirname(metadata), name));
const quads = new CsvwParser({ metadata: described, baseIRI, factory: dataFactory }).import(rows);
const writer = new Writer({ format: 'N-Triples' });
for await (const quad of quads) {
  if (quad.subject.termType === 'NamedNode') writer.addQuad(quad);
}
writer.end((error, written) => {
  if (error) throw error;
  process.stdout.write(written);
});
