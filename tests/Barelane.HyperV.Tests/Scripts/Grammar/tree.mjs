// Parses PowerShell files and prints one JSON object: each file's syntax tree as nested [type, line, column, text or children].
// Only leaves carry text. A node that the grammar had to make up, or that it could not place, is of type MISSING or ERROR.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')));

const tree = (node) => {
  const type = node.isMissing ? 'MISSING' : node.type;
  const at = [node.startPosition.row + 1, node.startPosition.column + 1];
  return [type, ...at, node.childCount === 0 ? node.text : node.children.map(tree)];
};

const all = {};
for (const path of process.argv.slice(2)) {
  all[path] = tree(parser.parse(readFileSync(path, 'utf8')).rootNode);
}
process.stdout.write(JSON.stringify(all));
