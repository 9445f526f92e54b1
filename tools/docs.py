"""What readers of the site get, checked before Quarto sees it.

    python tools/docs.py            # names every fault, and exits with 1 if there is one
    python tools/docs.py --plant    # plants each fault in a copy, and sees that it is named

A copy of the working tree goes through nbdev's own preprocessing, all that `nbdev_docs` does before it renders. nbdev
asks for an executable called `quarto`; one that does nothing is enough. What comes out is read and checked.
"""
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from configparser import ConfigParser
from pathlib import Path

import yaml

root = Path(__file__).resolve().parent.parent
settings = ConfigParser(delimiters=['='])
settings.read(root/'settings.ini', encoding='utf-8')
settings = settings['DEFAULT']
site_url = settings['doc_host'] + settings['doc_baseurl'] + '/'
file_url = f'{settings["git_url"]}/(?:blob|tree)/{settings["branch"]}/'
Page = namedtuple('Page', 'name source cells front text')      # `source` as written, `cells` as nbdev leaves them


# Preprocessing

def copy_tree(to):
    "Copy the files of the working tree that git does not ignore."
    listed = subprocess.check_output(['git', '-C', str(root), 'ls-files', '-co', '--exclude-standard'], text=True)
    for name in listed.splitlines():
        if not (root/name).is_file(): continue
        (to/name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root/name, to/name, follow_symlinks=False)


def preprocess(tree):
    "Run nbdev's preprocessing in `tree`; what it says if it fails, else ''."
    (tree/'bin').mkdir(exist_ok=True)
    stub = tree/'bin'/'quarto'
    stub.write_text('#!/bin/sh\nexit 0\n')
    stub.chmod(0o755)
    path = os.pathsep.join([str(tree/'bin'), str(Path(sys.executable).parent), os.environ['PATH']])
    env = {**os.environ, 'PATH': path, 'PYTHONPATH': str(tree), 'MPLBACKEND': 'Agg'}
    done = subprocess.run(['nbdev_proc_nbs', '--n_workers', '0'], cwd=tree, env=env, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ''


def text_of(lines): return ''.join(lines or '')


def output_texts(cell):
    "The texts that a cell shows: streams, and each form of its results."
    for o in cell.get('outputs', []):
        if 'text' in o: yield text_of(o['text'])
        for kind, data in o.get('data', {}).items():
            if kind.startswith('text/'): yield text_of(data)


def read_page(tree, path):
    "The notebook `path` of `tree`/nbs, before and after preprocessing; None if nothing came out."
    done = tree/'_proc'/path
    if not done.exists(): return None
    source = json.loads((tree/'nbs'/path).read_text(encoding='utf-8'))['cells']
    cells = [{**c, 'source': text_of(c['source'])} for c in json.loads(done.read_text(encoding='utf-8'))['cells']]
    raw = [c['source'] for c in cells if c['cell_type'] == 'raw']
    front = yaml.safe_load(raw[0].strip().strip('-')) if raw else {}
    prose = [c['source'] for c in cells if c['cell_type'] == 'markdown']
    shown = [t for c in cells for o in c.get('outputs', []) for t in [text_of(o.get('data', {}).get('text/markdown'))]]
    return Page(path.as_posix(), source, cells, front, '\n\n'.join(prose + [t for t in shown if t]))


# The rules for one page: each yields a line a fault

def directive(cell, name):
    "The value of a `#| name: value` line of a cell, or None."
    found = re.search(rf'^#\|\s*{name}\b:?[ \t]*(.*)$', cell['source'], re.M)
    return found[1].strip('"\' ') if found else None


def title(page, site):
    for key in ('title', 'description'):
        if not page.front.get(key): yield f'no {key}'


def lost_text(page, site):
    "Prose that was written and does not come out: nbdev keeps nothing of a first cell but title and description."
    kept = {c.get('id') for c in page.cells if c['source'].strip()}
    first, *others = [c for c in page.source if c['cell_type'] == 'markdown']
    rest = re.sub(r'^# .*\n+(?:> .*)?', '', text_of(first['source'])).strip()
    if rest: yield f'lost behind the title: {rest[:50]!r}'
    for c in others:
        text = text_of(c['source']).strip()
        if c['id'] not in kept and not text.endswith(' -'): yield f'lost text: {text[:50]!r}'
    if not any(re.match(r'(?![#<>|:\s-])', t) for t in page.text.split('\n\n')[1:]): yield 'no first paragraph'


def colab_link(page, site):
    link = f'https://colab.research.google.com/github/{settings["user"]}/{settings["repo"]}/blob/{settings["branch"]}'
    installs = any(re.search(r'^\s*%pip install', text_of(c['source']), re.M) for c in page.source)
    if page.name.startswith('tutorials/') and not installs: yield 'no cell with %pip install, which Colab needs'
    if installs and f'{link}/nbs/{page.name}' not in page.text: yield 'no link to Colab'


def raw_links(page, site):
    "nbdev links backticked names in the comments of parameters too, where nothing turns them into links."
    for block in re.findall(r'^```.*?^```', page.text, re.M | re.S):
        yield from (f'raw link in a signature: {o}' for o in re.findall(r'\[`[^`]+`\]\(', block))
    yield from (f'link in a link: {o}' for o in re.findall(r'\[[^\]\n]*\[`[^`]+`\]\([^)]*\)[^\]\n]*\]\(', page.text))


def addresses(page, site):
    for text in [page.text, *(t for c in page.cells for t in output_texts(c))]:
        yield from {f'address of an object: {o}' for o in re.findall(r'[\w.]* at 0x[0-9a-f]{6,}', text)}


def doubled_backslashes(page, site):
    for math in re.findall(r'\$\$.+?\$\$|\$[^$\n]+\$', page.text, re.S):
        if re.search(r'\\\\[a-zA-Z]', math): yield f'doubled backslash in math: {math[:50]}'


def alt_texts(page, site):
    for c in page.cells:
        kinds = [k for o in c.get('outputs', []) for k in o.get('data', {})]
        is_shown = directive(c, 'include') != 'false' and directive(c, 'output') != 'false'
        if is_shown and any(k.startswith('image/') for k in kinds) and not directive(c, 'fig-alt'):
            yield f'no alt text: cell {c["id"]}'
    yield from (f'no alt text: {o}' for o in re.findall(r'!\[\s*\]\([^)]{,60}', page.text))
    html = [text_of(o.get('data', {}).get('text/html')) for c in page.cells for o in c.get('outputs', [])]
    for tag, needed in ('img', 'alt'), ('iframe', 'title'):
        for found in re.findall(rf'<{tag}\b[^>]*>', '\n'.join([page.text, *html])):
            if f'{needed}=' not in found: yield f'no {needed} on {found[:60]}'


def broken_code(page, site):
    "nbdev takes out lines that begin with %, and may leave half a statement."
    for c in page.cells:
        if c['cell_type'] != 'code' or c['metadata'].get('language', 'python') != 'python': continue
        try: ast.parse(re.sub(r'^\s*[!?].*', '', c['source'], flags=re.M))
        except SyntaxError: yield f'broken code: cell {c["id"]}: {c["source"][:60]!r}'


def errors(page, site):
    for c in page.cells:
        if any(o['output_type'] == 'error' for o in c.get('outputs', [])): yield f'an error is shown: cell {c["id"]}'


def slug(heading):
    "The anchor that Quarto's Markdown gives a heading."
    if own := re.search(r'\{[^}]*#([\w.-]+)[^}]*\}\s*$', heading): return own[1]
    text = re.sub(r'!?\[([^\]]*)\]\([^)]*\)', r'\1', re.sub(r'\{[^}]*\}\s*$', '', heading))
    text = re.sub(r'[^\w\s.-]', '', text).strip().lower()
    return re.sub(r'^[^a-z]+', '', re.sub(r'\s+', '-', text))


def anchors(page):
    "All anchors of a page: headings, also those of `show_doc`, and ids."
    text = re.sub(r'^```.*?^```', '', page.text, flags=re.M | re.S)
    return {slug(h) for h in re.findall(r'^#{1,6}\s+(.+)$', text, re.M)} | set(re.findall(r'\bid="([^"]+)"', text))


def links(page, site):
    "Links to pages, headings and files that are not there."
    text = re.sub(r'^```.*?^```|`[^`\n]*`(?!\]\()', '', page.text, flags=re.M | re.S)
    for url in {m[1] or m[2] for m in re.finditer(r'\]\(([^)\s]+)|^\[[^\]]+\]:\s*(\S+)', text, re.M)}:
        if file := re.match(file_url, url): ok = (site.tree/re.sub('#.*', '', url[file.end():])).exists()
        elif url.startswith(site_url) or not re.match(r'\w+:', url):
            target, _, anchor = url.removeprefix(site_url).partition('#')
            base = Path('.') if url.startswith(site_url) else Path(page.name).parent
            name = os.path.normpath(base/target) if target else page.name
            found = site.by_html.get(name) or site.pages.get(name)
            ok = anchor in anchors(found) if found and anchor else bool(found) or (site.tree/'_proc'/name).is_file()
        else: continue
        if not ok: yield f'dead link: {url}'


rules = [title, lost_text, colab_link, raw_links, addresses, doubled_backslashes, alt_texts, broken_code, errors, links]


# The site

class Site:
    "All pages of a tree that went through preprocessing."
    def __init__(self, tree):
        names = sorted(p.relative_to(tree/'nbs') for p in (tree/'nbs').rglob('*.ipynb') if '.ipynb_ch' not in str(p))
        read = {n.as_posix(): read_page(tree, n) for n in names}
        self.tree, self.missing = tree, [n for n, p in read.items() if p is None]
        self.pages = {n: p for n, p in read.items() if p}
        self.by_html = {str(Path(n).parent/p.front.get('output-file', '')): p for n, p in self.pages.items()}
        self.config = yaml.safe_load((tree/'nbs'/'_quarto.yml').read_text(encoding='utf-8'))

    def settings_faults(self):
        "Pages that the sidebar leaves out, and files that the settings name and that are not there."
        nbs, sidebar = self.tree/'nbs', json.dumps(self.config['website']['sidebar'])
        quoted = re.findall(r'[\w./*-]+\.\w+|[\w/]+/\*', sidebar)
        listed = {p.relative_to(nbs).as_posix() for o in quoted if '://' not in o for p in nbs.glob(o.lstrip('/'))}
        yield from (f'not in the sidebar: {n}' for n in self.pages if n not in listed)
        html, web = self.config['format']['html'], self.config['website']
        named = [html['css'], web['favicon'], *self.config['project']['resources']]
        named += [web[o]['image'] for o in ('open-graph', 'twitter-card')]
        named += [o['href'] for o in web['navbar']['left']]
        yield from (f'_quarto.yml names {o}, which is not there' for o in named if not (nbs/o).exists())
        if 'nbdev.yml' not in self.config.get('metadata-files', []): yield '_quarto.yml does not read nbdev.yml'

    def faults(self):
        yield from (f'{n}: did not come out of preprocessing' for n in self.missing)
        yield from self.settings_faults()
        for p in self.pages.values():
            for rule in rules: yield from (f'{p.name}: {o}' for o in rule(p, self))


def main():
    with tempfile.TemporaryDirectory() as tmp:
        tree = Path(tmp)
        copy_tree(tree)
        faults = [o for o in [preprocess(tree)] if o] or list(Site(tree).faults())
        print('\n'.join(faults) or f'The site: {len(Site(tree).pages)} pages, no fault')
        if not faults and '--plant' in sys.argv:
            from docs_planted import planted
            faults = list(planted(tree))
            print('\n'.join(faults) or 'Each fault planted is named')
    return bool(faults)


if __name__ == '__main__': sys.exit(main())
