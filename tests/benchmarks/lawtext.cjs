// Median milliseconds of Lawtext's parser for the text on standard input: node lawtext.cjs FOLDER RUNS
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder, runs] = process.argv.slice(2);
const { parse } = require(join(folder, "node_modules/lawtext/dist/src/parser/lawtext.js"));
const text = readFileSync(0, "utf8");
parse(text); // warms the compiler
const taken = Array.from({ length: Number(runs) }, () => {
  const start = performance.now();
  parse(text);
  return performance.now() - start;
}).sort((a, b) => a - b);
console.log(taken[Math.floor(taken.length / 2)]);
