"""Write README.md and its pictures from nbs/index.ipynb, outputs included, and nbs/llms.txt from all first cells.

    python tools/readme.py

`nbdev_readme` writes the same README by way of Quarto, which few machines have. `llms.txt` tells language models what
is on the site, and where its pages lie as Markdown (https://llmstxt.org).
"""
import json
import re
import shutil
from configparser import ConfigParser
from pathlib import Path

import nbformat
import yaml
from nbconvert import MarkdownExporter

root = Path(__file__).resolve().parent.parent
nb = nbformat.read(root/'nbs'/'index.ipynb', as_version=4)
nb.cells = [c for c in nb.cells if not re.search(r'^#\|\s*hide\s*$', c.source, re.M)]
nb.metadata['language_info'] = dict(name='python')
alts = {}                                                              # cell number -> what its picture shows
for i, c in enumerate(nb.cells):
    if c.cell_type != 'code': continue
    if alt := re.search(r'^#\|\s*fig-alt:\s*(.*)$', c.source, re.M): alts[str(i)] = alt[1]
    quiet = re.search(r'^#\|\s*echo:\s*false\s*$', c.source, re.M)
    c.source = '' if quiet else re.sub(r'^#\|.*\n?', '', c.source, flags=re.M)
text, res = MarkdownExporter().from_notebook_node(nb, resources=dict(output_files_dir='README_files'))
text = re.sub(r'```python[ \t]*\n\s*```\n*', '', text)                  # cells whose source is not shown
text = re.sub(r'\]\((?!https?:|#)([\w/]+\.ipynb)', r'](nbs/\1', text)
text = re.sub(r'!\[[^\]]*\]\((README_files/output_(\d+)_\d+\.\w+)\)',
              lambda m: f'![{alts.get(m[2], "figure")}]({m[1]})', text)
text = re.sub(r'[ \t]+\n', '\n', text)
shutil.rmtree(root/'README_files', ignore_errors=True)
for name, data in res['outputs'].items():
    (root/name).parent.mkdir(exist_ok=True)
    (root/name).write_bytes(data)
head = '<!-- Written from nbs/index.ipynb by tools/readme.py: edit the notebook, not this file. -->\n\n'
(root/'README.md').write_text(head + re.sub(r'\n{3,}', '\n\n', text).strip() + '\n', encoding='utf-8')


def first_cell(name):
    "Title and description of a notebook."
    source = json.loads((root/'nbs'/name).read_text(encoding='utf-8'))['cells'][0]['source']
    return re.match(r'# (.*)\n\n> (.*)', ''.join(source)).groups()


def page_line(name):
    "A notebook's entry in llms.txt: the page that Quarto writes of it as Markdown."
    title, about = first_cell(name)
    stem = re.sub(r'^\d+\w*?_', '', Path(name).stem)
    return f'- [{title}]({site}/{(Path(name).parent/stem).as_posix()}.html.md): {about}'


settings = ConfigParser(delimiters=['='])
settings.read(root/'settings.ini', encoding='utf-8')
site = settings['DEFAULT']['doc_host'] + settings['DEFAULT']['doc_baseurl']
sidebar = yaml.safe_load((root/'_quarto.yml').read_text(encoding='utf-8'))['website']['sidebar']['contents']
title, about = first_cell('index.ipynb')
lines = [f'# {title}', '', f'> {about}', '', 'Each notebook is source, documentation and test at once.']
pages = {'Start': [o for o in sidebar if isinstance(o, str)]}
for o in sidebar:
    if isinstance(o, str): continue
    names = o['contents']
    if isinstance(names, str): names = [p.relative_to(root/'nbs').as_posix() for p in sorted((root/'nbs').glob(names))]
    pages[o['section']] = names
for section, names in pages.items(): lines += ['', f'## {section}', '', *map(page_line, names)]
(root/'nbs'/'llms.txt').write_text('\n'.join(lines) + '\n', encoding='utf-8')
