"""Draw the site's icon and the card that others show with a link to it, from trained weights.

    python tools/pictures.py    # writes nbs/favicon.png and nbs/card.png; with Chromium, the browser's picture as well

The weight browser of the front page is live on the site. README and the notebook show a picture of it.
"""
import base64
import io
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from mlp_mixer_cifar10.pretrained import load_pretrained
from mlp_mixer_cifar10.visualization import signed_cmap, sort_units, token_units
from mlp_mixer_cifar10.widgets import WeightBrowser

nbs = Path(__file__).resolve().parent.parent/'nbs'
title = 'mlp-mixer-cifar10'
about = 'Train, compare and look inside an all-MLP vision model'
below = 'What 16 hidden units of its third block read from the 8 by 8 patches of an image'


def smooth_units(name='mixer_fast', block=2):
    "What each hidden unit of a shipped model's token mixing reads, as maps from -1 to 1, smoothest first."
    maps = token_units(load_pretrained(name), block, 'fc1')
    maps = maps[sort_units(maps)]
    return maps/np.abs(maps).max((1, 2), keepdims=True)


def colours(unit): return (signed_cmap((unit + 1)/2)*255).round().astype(np.uint8)


def draw_icon(unit, path, size=64):
    "One map, as large squares."
    Image.fromarray(colours(unit)).resize((size, size), Image.Resampling.NEAREST).save(path, optimize=True)


def draw_card(maps, path, columns=8, rows=2):
    "Title, sentence and `columns` by `rows` maps on 1200 by 630 pixels."
    fig = plt.figure(figsize=(12, 6.3), dpi=100, facecolor='white')
    fig.text(0.04, 0.83, title, fontsize=44, fontweight='bold')
    fig.text(0.04, 0.73, about, fontsize=25)
    fig.text(0.04, 0.1, below, fontsize=17, color='#444')
    for i, unit in enumerate(maps[:columns*rows]):
        row, column = divmod(i, columns)
        ax = fig.add_axes([0.04 + 0.1165*column, 0.43 - 0.225*row, 0.1050, 0.2])
        ax.imshow(colours(unit))
        ax.axis('off')
    fig.savefig(path)
    plt.close(fig)
    Image.open(path).convert('RGB').quantize(128).save(path, optimize=True)


def photograph(page, width=1000, height=1600):
    "A page as Chromium shows it, without the empty part below, as PNG."
    names = 'chromium', 'chromium-browser', 'google-chrome'
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None: raise FileNotFoundError(f'none of {", ".join(names)} is installed')
    quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars']
    with tempfile.TemporaryDirectory() as tmp:
        shot = Path(tmp)/'shot.png'
        what = [f'--window-size={width},{height}', f'--screenshot={shot}', Path(page).as_uri()]
        subprocess.run([chromium, *quiet, *what], check=True, capture_output=True)
        im = Image.open(shot).convert('RGB')
    filled = np.flatnonzero((np.asarray(im) != 255).any((1, 2)))
    out = io.BytesIO()
    im.crop((0, 0, width, filled[-1] + 16)).quantize(128).save(out, 'PNG', optimize=True)
    return out.getvalue()


def show_browser(path):
    "Keep a picture of the weight browser as the output of the cell of notebook `path` that shows it."
    nb = json.loads(path.read_text(encoding='utf-8'))
    code = [c for c in nb['cells'] if c['cell_type'] == 'code']
    cell, = [c for c in code if re.search(r'^browser = WeightBrowser', ''.join(c['source']), re.M)]
    shown = re.search(r'^browser = (WeightBrowser\(.*\))$', ''.join(cell['source']), re.M)[1]
    with tempfile.TemporaryDirectory() as tmp:
        png = photograph(eval(shown, dict(WeightBrowser=WeightBrowser)).save_html(Path(tmp)/'page.html'))
    data = {'image/png': base64.b64encode(png).decode() + '\n', 'text/plain': ['<IPython.core.display.Image object>']}
    cell['outputs'] = [dict(data=data, metadata={}, output_type='display_data')]
    path.write_text(json.dumps(nb, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')


if __name__ == '__main__':
    maps = smooth_units()
    draw_icon(maps[3], nbs/'favicon.png')
    draw_card(maps, nbs/'card.png')
    show_browser(nbs/'index.ipynb')
