"""Write README.md and its pictures from nbs/index.ipynb, outputs included.

    python tools/readme.py

`nbdev_readme` does the same by way of Quarto, which few machines have.
"""
import re
import shutil
from pathlib import Path

import nbformat
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
