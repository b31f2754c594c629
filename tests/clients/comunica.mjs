// Asks a SPARQL endpoint through Comunica and prints what it found as JSON.
// node comunica.mjs ENDPOINT QUERY ; the endpoint is found out to be one, as Comunica does for any address.
import { QueryEngine } from '@comunica/query-sparql';

const [endpoint, query, type] = process.argv.slice(2);
const engine = new QueryEngine();
const source = type ? { type, value: endpoint } : endpoint;
const result = await engine.query(query, { sources: [source] });
const term = (value) => ({ termType: value.termType, value: value.value, language: value.language || '' });
if (result.resultType === 'bindings') {
  const rows = await (await result.execute()).toArray();
  const plain = rows.map((row) => Object.fromEntries([...row].map(([name, value]) => [name.value, term(value)])));
  console.log(JSON.stringify(plain));
} else if (result.resultType === 'boolean') {
  console.log(JSON.stringify(await result.execute()));
} else {
  const quads = await (await result.execute()).toArray();
  console.log(JSON.stringify(quads.map((quad) => [quad.subject, quad.predicate, quad.object].map(term))));
}
