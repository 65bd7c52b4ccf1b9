import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.resolve(import.meta.dirname, '../..');

export type SourceFile = {
  file: string;
  text: string;
  imports: { specifier: string; target: string | undefined }[];
  sqlTexts: string[];
};

const folders = ['server/src', 'packages', 'apps', 'simulator', 'scripts', 'tests'];
const skipped = new Set(['node_modules', 'dist', 'assets', 'data']);

/** Every TypeScript file of the repository, with what it imports and the SQL it holds. */
export function readSource(): SourceFile[] {
  const files: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(file);
      else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) files.push(file);
    }
  };
  folders.forEach(visit);
  return files.map(readFile);
}

function readFile(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  const tree = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const imports: SourceFile['imports'] = [];
  const sqlTexts: string[] = [];
  const add = (specifier: string) => {
    const target = specifier.startsWith('.')
      ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
      : undefined;
    imports.push({ specifier, target });
  };
  const visit = (node: ts.Node) => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    )
      add(node.moduleSpecifier.text);
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    )
      add(node.arguments[0].text);
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(tree) === 'sql')
      sqlTexts.push(node.template.getText(tree));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { file, text, imports, sqlTexts };
}

/** `server/src/orders/place-order.ts` -> `orders`. */
export function roomOf(file: string): string | undefined {
  const match = /^server\/src\/([a-z]+)\//.exec(file);
  return match?.[1];
}
