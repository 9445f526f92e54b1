"""How the code and the notebooks read: a table of sizes, and the rules that can be checked.

    python tools/style.py                   # the table
    python tools/style.py --base 616726c    # beside the table of another commit
    python tools/style.py --check           # names every place that breaks a rule, and exits with 1 if there is one

Only the standard library is used, and no module of the project is imported: any commit can be measured.
"""
import argparse
import ast
import io
import json
import re
import statistics
import subprocess
import sys
import tarfile
import tokenize
from collections import namedtuple
from configparser import ConfigParser
from pathlib import Path

package = 'mlp_mixer_cifar10'
columns, cell_lines, cell_median, script_lines = 120, 60, 8, 250
distributions = {'PIL': 'Pillow', 'IPython': 'ipython'}
machine_path = re.compile(r'(?<![\w.:/])/(?:work|root|home|tmp|Users|mnt|opt|var)/[\w.-]+')
address = re.compile(r'^\s*(?:#\s*)?(?:\[[^\]]+\]:\s*)?<?https?://\S+$')
Cell = namedtuple('Cell', 'where kind text outputs one_string')


# What is read

def read_tree(rev=None):
    "Path -> text of the files of commit `rev`, or of the working tree."
    root = Path(__file__).resolve().parent.parent
    git = ['git', '-C', str(root)]
    code, texts = rf'(?:{package}|tools|benchmarks)/.*\.(?:py|js)', r'(?:benchmarks/README|CHANGELOG|CONTRIBUTING)\.md'
    wanted = re.compile(rf'(?:nbs/.*\.ipynb|{code}|{texts}|\.ci/run|setup\.py|settings\.ini|_quarto\.yml)$')
    if rev is None:
        names = subprocess.check_output([*git, 'ls-files', '-co', '--exclude-standard'], text=True).splitlines()
        names = [n for n in names if wanted.match(n) and (root/n).exists()]
        return {n: (root/n).read_text(encoding='utf-8') for n in sorted(set(names))}
    archive = io.BytesIO(subprocess.check_output([*git, 'archive', rev]))
    with tarfile.open(fileobj=archive) as tar:
        members = [m for m in tar.getmembers() if m.isfile() and wanted.match(m.name)]
        return {m.name: tar.extractfile(m).read().decode() for m in members}


def cells_of(name, text):
    "The cells of a notebook."
    for i, c in enumerate(json.loads(text)['cells']):
        where = f'{name} cell {i} ({c.get("id", "no id")})'
        yield Cell(where, c['cell_type'], ''.join(c['source']), c.get('outputs', []), isinstance(c['source'], str))


def directives(cell):
    "The nbdev directives of a cell, such as `export`."
    return set(re.findall(r'^\s*#\|\s*([\w-]+)', cell.text, re.M))


def is_exported(cell):
    return cell.kind == 'code' and bool(directives(cell) & {'export', 'exports', 'exporti'})


def parse(text):
    "The statements of a cell; None if it is not plain Python (nbdev does not run such a cell for the docs either)."
    try: return ast.parse(text)
    except SyntaxError: return None


def is_import(node):
    "Does this statement only import? An import that may fail counts as well."
    if isinstance(node, ast.Try): return all(is_import(o) or isinstance(o, ast.Pass) for o in node.body)
    return isinstance(node, (ast.Import, ast.ImportFrom))


def imports_only(tree): return bool(tree.body) and all(is_import(o) for o in tree.body)


def modules_of(tree):
    "Module name -> (path, syntax tree) of the exported modules."
    files = {n: t for n, t in tree.items() if re.fullmatch(rf'{package}/\w+\.py', n)}
    return {Path(n).stem: (n, ast.parse(t)) for n, t in files.items() if Path(n).stem not in ('_modidx', '__init__')}


def notebooks_of(tree):
    "Path -> cells of the notebooks."
    return {n: list(cells_of(n, t)) for n, t in tree.items() if n.endswith('.ipynb')}


# The table

def text_lines(tree, notebooks):
    "Kind -> [(place, line)] of every line that somebody reads."
    res = {'exported .py': [], 'notebook code': [], 'notebook prose': [], 'JavaScript': [], 'tools and texts': []}
    def add(kind, name, text): res[kind] += [(f'{name}:{i}', o) for i, o in enumerate(text.splitlines(), 1)]
    for name, text in tree.items():
        if name.endswith('.ipynb') or name == f'{package}/_modidx.py': continue
        py = name.startswith(package) and name.endswith('.py')
        add('exported .py' if py else 'JavaScript' if name.endswith('.js') else 'tools and texts', name, text)
    for cells in notebooks.values():
        for c in cells: add('notebook code' if c.kind == 'code' else 'notebook prose', c.where + ' line', c.text)
    return res


def is_long(line):
    "Over the limit? An address cannot be broken, and `__all__` is written by nbdev."
    return len(line) > columns and not address.match(line) and not line.startswith('__all__ = [')


def exported_sizes(notebooks):
    "[(lines, place)] of the exported cells; directives do not count."
    cells = [c for cells in notebooks.values() for c in cells if is_exported(c)]
    return [(sum(not o.strip().startswith('#|') for o in c.text.strip().splitlines()), c.where) for c in cells]


def cell_outputs(cells):
    "How many code cells a notebook has, and how many of them show something."
    code = [c for c in cells if c.kind == 'code' and c.text.strip()]
    return len(code), sum(bool(c.outputs) for c in code)


def span(node): return node.end_lineno - node.lineno + 1


def functions(modules):
    "[(lines, name)] of all functions and methods."
    nodes = ((m, o) for m, (_, t) in modules.items() for o in ast.walk(t))
    return [(span(o), f'{m}.{o.name}') for m, o in nodes if isinstance(o, (ast.FunctionDef, ast.AsyncFunctionDef))]


def base_names(node): return [b.attr if isinstance(b, ast.Attribute) else getattr(b, 'id', '') for b in node.bases]


def callbacks(modules):
    "[(lines, name)] of the classes that are callbacks, directly or by a class of ours."
    classes = [(m, o) for m, (_, t) in modules.items() for o in ast.walk(t) if isinstance(o, ast.ClassDef)]
    known, before = set(), None
    while before != len(known):
        before = len(known)
        known |= {o.name for _, o in classes if any(b.endswith('Callback') or b in known for b in base_names(o))}
    return [(span(o), f'{m}.{o.name}') for m, o in classes if o.name in known]


def quantile(values, q): return sorted(values)[min(len(values) - 1, int(q*len(values)))]


def measures(tree):
    "What the table shows: name -> text."
    notebooks, modules, res = notebooks_of(tree), modules_of(tree), {}
    kinds = text_lines(tree, notebooks)
    for kind, lines in [*kinds.items(), ('all', sum(kinds.values(), []))]:
        if not lines: continue
        over = sum(len(o) > columns for _, o in lines)
        longest = max(len(o) for _, o in lines)
        res[f'lines over {columns}: {kind}'] = f'{over/len(lines):.1%} of {len(lines):,}, longest {longest}'
    sizes = [n for n, _ in exported_sizes(notebooks)]
    res['exported cells, lines: median / 90th / longest'] = \
        f'{statistics.median(sizes):g} / {quantile(sizes, 0.9)} / {max(sizes)} (of {len(sizes)})'
    for what, name in ('rooms', r'nbs/\d'), ('all notebooks', 'nbs/'):
        counts = [cell_outputs(c) for n, c in notebooks.items() if re.match(name, n)]
        n, shown = map(sum, zip(*counts))
        res[f'code cells with an output: {what}'] = f'{shown/n:.0%} of {n}, none in {sum(not s for _, s in counts)}'
    for what, found in ('function', functions(modules)), ('callback', callbacks(modules)):
        found.sort(reverse=True)
        res[f'longest {what}, lines'] = f'{found[0][0]} ({found[0][1]})'
        res[f'{what}s over {cell_lines//2} lines'] = f'{sum(k > cell_lines//2 for k, _ in found)} of {len(found)}'
    return res


def print_table(now, base=None, rev=''):
    "Rows of name, number and, if asked, the number before."
    rows = [('', rev, 'now')] if base else []
    rows += [(k, base.get(k, '-'), v) if base else (k, v) for k, v in now.items()]
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for r in rows: print('  '.join(o.ljust(w) for o, w in zip(r, widths)).rstrip())


def print_notebooks(notebooks):
    "The share of cells that show something, a notebook a line."
    print('\ncode cells with an output')
    for name, cells in sorted(notebooks.items()):
        n, shown = cell_outputs(cells)
        print(f'{shown/max(n, 1):5.0%}  {shown:3} of {n:3}  {name}')


# The rules: each yields a line a fault

def long_lines(tree, notebooks, modules):
    for lines in text_lines(tree, notebooks).values():
        yield from (f'{place}: {len(o)} characters' for place, o in lines if is_long(o))


def long_cells(tree, notebooks, modules):
    sizes = exported_sizes(notebooks)
    yield from (f'{where}: an exported cell of {n} lines' for n, where in sizes if n > cell_lines)
    median = statistics.median(n for n, _ in sizes)
    if median > cell_median: yield f'the median of exported cells is {median:g} lines, over {cell_median}'


def long_scripts(tree, notebooks, modules):
    "Scripts of the page that do more than one thing."
    sizes = {n: len(t.splitlines()) for n, t in tree.items() if n.endswith('.js')}
    yield from (f'{name}: {n} lines' for name, n in sizes.items() if n > script_lines)


def comment_lines(text):
    "Line number -> (is there nothing but a comment on it?, the comment)."
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {t.start[0]: (t.line.strip().startswith('#'), t.string) for t in tokens if t.type == tokenize.COMMENT}


def parameter_comments(node, comments):
    "Name -> comment of the parameters of a function: on a line of its own there, or on the one before; '' if none."
    a, res = node.args, {}
    params = [p for p in [*a.posonlyargs, *a.args, a.vararg, *a.kwonlyargs] if p and p.arg not in ('self', 'cls')]
    lines = [p.lineno for p in params]
    for p in params:
        before, above = comments.get(p.lineno - 1, (False, ''))
        comment = comments.get(p.lineno, (False, above if before else ''))[1]
        res[p.arg] = comment if lines.count(p.lineno) == 1 else ''
    return res


def public_names(tree):
    "The names in a module's `__all__`."
    for o in tree.body:
        if isinstance(o, ast.Assign) and getattr(o.targets[0], 'id', '') == '__all__' and isinstance(o.value, ast.List):
            return {e.value for e in o.value.elts}
    return set()


def is_patch(node):
    "Is this function a method of some other class, by fastcore's `patch`?"
    return any(getattr(d, 'id', '').startswith('patch') for d in getattr(node, 'decorator_list', []))


def wants_docstring(method):
    "A public method that is no event of a callback, no `forward` of a module, and longer than its own name."
    known = re.match(r'(before|after)_|forward$', method.name)
    return method.name[0] != '_' and not known and span(method) > 3 and not ast.get_docstring(method)


def undocumented(tree, notebooks, modules):
    "What is public and has no docstring, and parameters of functions and constructors without a comment."
    for path, module in modules.values():
        comments, public = comment_lines(tree[path]), public_names(module)
        for o in module.body:
            if getattr(o, 'name', None) not in public and not is_patch(o): continue
            functions = [o] if isinstance(o, ast.FunctionDef) else []
            if isinstance(o, ast.ClassDef):
                methods = [m for m in o.body if isinstance(m, ast.FunctionDef)]
                functions = [m for m in methods if m.name == '__init__']
                yield from (f'{path}: {o.name}.{m.name} has no docstring' for m in methods if wants_docstring(m))
            if o.name[0] != '_' and not ast.get_docstring(o): yield f'{path}: {o.name} has no docstring'
            for f in functions:
                found = parameter_comments(f, comments)
                missing = [k for k, v in found.items() if not v]
                if missing: yield f'{path}: {o.name}({", ".join(missing)}): no comment'
                quoted = [k for k, v in found.items() if '`' in v]
                yield from (f'{path}: {o.name}({k}): backticks become a broken link' for k in quoted)


def mixed_imports(tree, notebooks, modules):
    "Cells that import and do something else: the docs build runs them, alone."
    for c in (c for cells in notebooks.values() for c in cells if c.kind == 'code'):
        body = parse(c.text)
        not_run = body is None or 'nbdev_export()' in c.text or re.search(r'^#\|\s*eval:\s*false', c.text, re.M)
        if not_run or imports_only(body): continue
        nodes = body.body if is_exported(c) else ast.walk(body)
        found = any(isinstance(o, (ast.Import, ast.ImportFrom)) for o in nodes)
        if found: yield f'{c.where}: imports, and more than that'


def first_cells(tree, notebooks, modules):
    for name, cells in notebooks.items():
        if cells[0].kind != 'markdown' or not re.fullmatch(r'# [^\n]+\n\n> [^\n]+\n?', cells[0].text):
            yield f'{name}: the first cell is not "# Title", a blank line and "> one line", and nothing else'


def one_string_sources(tree, notebooks, modules):
    "Quarto loses the newlines of a source that is one string."
    for c in (c for cells in notebooks.values() for c in cells):
        if c.one_string: yield f'{c.where}: its source is one string, not a list of lines'


def machine_paths(tree, notebooks, modules):
    "Paths of the machine on which an output was made."
    for c in (c for cells in notebooks.values() for c in cells):
        for o in c.outputs:
            data = {k: v for k, v in o.get('data', {}).items() if not k.startswith('image/')}
            found = machine_path.search(json.dumps(dict(o, data=data)))
            if found: yield f'{c.where}: {found[0]} in its output'


def our_imports(tree):
    "(module of ours, names) of every import statement in a syntax tree."
    for o in ast.walk(tree):
        if isinstance(o, ast.Import):
            yield from ((a.name.split('.')[1], []) for a in o.names if a.name.startswith(package + '.'))
        if not isinstance(o, ast.ImportFrom): continue
        full = f'{package}.{o.module or ""}' if o.level else o.module
        names = [a.name for a in o.names]
        if full.rstrip('.') == package: yield from ((n, []) for n in names)
        elif full.startswith(package + '.'): yield full.split('.')[1], names


def python_blocks(text): return re.findall(r'^```python\n(.*?)^```', text, re.M | re.S)


def unknown_names(tree, notebooks, modules):
    "Names that scripts and texts take from our modules, and that these do not have."
    texts = [(n, t) for n, t in tree.items() if re.match(r'(benchmarks|tools)/.*\.py', n)]
    texts += [(n, b) for n, t in tree.items() if n.endswith('.md') for b in python_blocks(t)]
    prose = [c for cells in notebooks.values() for c in cells if c.kind == 'markdown']
    texts += [(c.where, b) for c in prose for b in python_blocks(c.text)]
    for where, text in texts:
        for other, names in our_imports(parse(text) or ast.Module([], [])):
            if other == 'all': continue
            known = names_in(modules[other][1]) if other in modules else None
            if known is None: yield f'{where}: there is no module {other}'
            else: yield from (f'{where}: {other} has no {n}' for n in names if n not in known)


def names_in(tree):
    "What a module defines at its top."
    res = {'*'}
    for o in tree.body:
        if isinstance(o, (ast.FunctionDef, ast.ClassDef)): res.add(o.name)
        if isinstance(o, ast.Assign): res |= {n.id for t in o.targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return res


def undeclared(tree, notebooks, modules):
    "Packages that a module imports and settings.ini does not require; what is tried in a `try` may be missing."
    settings = ConfigParser(delimiters=['='])
    settings.read_string(tree['settings.ini'])
    required = {re.match(r'[\w.-]+', o)[0].lower() for o in settings['DEFAULT']['requirements'].split()}
    for path, module in modules.values():
        tried = {o for t in ast.walk(module) if isinstance(t, ast.Try) for b in t.body for o in ast.walk(b)}
        for o in ast.walk(module):
            if o in tried or not isinstance(o, (ast.Import, ast.ImportFrom)) or getattr(o, 'level', 0): continue
            names = [a.name for a in o.names] if isinstance(o, ast.Import) else [o.module]
            for n in sorted({n.split('.')[0] for n in names} - sys.stdlib_module_names - {package}):
                declared = distributions.get(n, n).lower() in required
                if not declared: yield f'{path}:{o.lineno}: {n} is not in settings.ini'


def unlisted(tree, notebooks, modules):
    "Notebooks that the site's sidebar leaves out."
    sidebar = tree['_quarto.yml']
    for name in notebooks:
        if name.startswith('nbs/tutorials'): continue
        if Path(name).name not in sidebar: yield f'{name} is not in _quarto.yml'


def private_names(tree, notebooks, modules):
    "Private names that a module takes from another one of ours."
    private = re.compile('_[^_]')
    for path, module in modules.values():
        imports = list(our_imports(module))
        taken = [(other, n) for other, names in imports for n in names if private.match(n)]
        yield from (f'{path}: {n} of {other} is private' for other, n in taken)
        whole = {other for other, names in imports if not names}
        attributes = [o for o in ast.walk(module) if isinstance(o, ast.Attribute) and private.match(o.attr)]
        found = [o for o in attributes if getattr(o.value, 'id', '') in whole]
        yield from (f'{path}:{o.lineno}: {o.value.id}.{o.attr} is private' for o in found)


def upward_imports(tree, notebooks, modules):
    "Imports of a room with a higher number, in modules and in the cells of their notebooks."
    number, home = {}, {}
    for name, cells in notebooks.items():
        room = Path(name).name.split('_')[0]
        module = re.search(r'^#\|\s*default_exp (\w+)', '\n'.join(c.text for c in cells), re.M)
        if module: number[module[1]] = home[name] = room
    for c, room in ((c, room) for name, room in home.items() for c in notebooks[name] if c.kind == 'code'):
        above = {other for other, _ in our_imports(parse(c.text) or ast.Module([], [])) if number.get(other, '') > room}
        yield from (f'{c.where}: imports {other}, room {number[other]}' for other in sorted(above))


rules = {'Lines': long_lines, 'Exported cells': long_cells, 'Scripts': long_scripts, 'Documentation': undocumented,
         'Imports': mixed_imports, 'First cells': first_cells, 'Sources': one_string_sources,
         'Machine paths': machine_paths,
         'Private names': private_names, 'Arrows': upward_imports, 'Unknown names': unknown_names,
         'Requirements': undeclared, 'Sidebar': unlisted}


def check(tree):
    "Print what breaks a rule; how many places do?"
    notebooks, modules, n = notebooks_of(tree), modules_of(tree), 0
    for title, rule in rules.items():
        faults = list(rule(tree, notebooks, modules))
        if faults: print(f'\n{title}: {len(faults)}', *faults, sep='\n  ')
        n += len(faults)
    return n


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--base', metavar='REV', help='a commit to compare with')
    p.add_argument('--check', action='store_true', help='name what breaks a rule, and exit with 1 if anything does')
    p.add_argument('--notebooks', action='store_true', help='also notebook by notebook')
    opts = p.parse_args()
    tree = read_tree()
    print_table(measures(tree), measures(read_tree(opts.base)) if opts.base else None, opts.base)
    if opts.notebooks or not opts.check: print_notebooks(notebooks_of(tree))
    if opts.check:
        n = check(tree)
        print(f'\n{n} places break a rule' if n else '\nno rule is broken')
        sys.exit(n > 0)


if __name__ == '__main__': main()
