"""The faults that `python tools/docs.py --plant` plants, each in a small notebook of its own."""
import json

from docs import Site, preprocess, settings


def code(source, *outputs): return dict(cell_type='code', source=source, outputs=list(outputs), execution_count=None)


def prose(source): return dict(cell_type='markdown', source=source)


def result(**data):
    "An output, such as `result(text_plain='5')`."
    data = {k.replace('_', '/'): v for k, v in data.items()}
    return dict(output_type='display_data', metadata={}, data=data)


raised = dict(output_type='error', ename='ValueError', evalue='no', traceback=['no'])
head, words = prose('# Planted\n\n> A page with a fault.'), prose('Some words.')
badge = prose(f'[Colab](https://colab.research.google.com/github/{settings["user"]}/{settings["repo"]}/blob/'
              f'{settings["branch"]}/nbs/tutorials/NAME.ipynb)')
commented = '#| export\ndef planted(x, # what `save_model` takes\n            y=1):\n    "Planted."'
addressed = '#| export\ndef planted(x=object()):\n    "Planted."'
install = '%pip install -q mlp-mixer-cifar10'
start = [head, badge, code(install), words]
plants = {                                                      # name -> (cells, what is said of them)
    'sound': ([*start, code('#| fig-alt: "A dot"', result(image_png='iVBO'))], None),
    'title': ([badge, words], 'no title'),
    'description': ([prose('# Planted'), badge, words], 'no description'),
    'behind': ([prose(head['source'] + '\nwritten on two lines'), badge, words], 'lost behind the title'),
    'paragraph': ([head, prose('# Results'), badge | dict(source='- ' + badge['source'])], 'no first paragraph'),
    'colab': ([head, code(install), words], 'no link to Colab'),
    'pip': ([head, badge, words], 'no cell with %pip install'),
    'magic': ([*start, code(f'if True:\n    {install}')], 'broken code'),
    'reference': ([*start, prose('[gone][it]\n\n[it]: ../99_gone.ipynb')], 'dead link: ../99_gone.ipynb'),
    'raw': ([*start, code(commented)], 'raw link in a signature'),
    'nested': ([*start, prose('[what `save_model` does](../00_core.ipynb)')], 'link in a link'),
    'address': ([*start, code(addressed)], 'address of an object'),
    'printed': ([*start, code('5', result(text_plain='<Thing at 0x7f12ab34cd56>'))], 'address of an object'),
    'math': ([*start, prose(r'The sum $\\sum_i x_i$.')], 'doubled backslash in math'),
    'alt': ([*start, code('5', result(image_png='iVBO'))], 'no alt text'),
    'picture': ([*start, prose('![](../logo.png)')], 'no alt text'),
    'frame': ([*start, prose('<iframe src="page.html"></iframe>')], 'no title on <iframe'),
    'link': ([*start, prose('[gone](../99_gone.ipynb)')], 'dead link: ../99_gone.ipynb'),
    'anchor': ([*start, prose('[gone](../00_core.ipynb#no-such-part)')], 'dead link: ../00_core.ipynb#no-such-part'),
    'file': ([*start, prose(f'[gone]({settings["git_url"]}/blob/{settings["branch"]}/no.md)')], 'dead link: http'),
    'error': ([*start, code('5', raised)], 'an error is shown'),
}


def write_notebook(path, cells):
    cells = [{'id': f'cell-{i}', 'metadata': {}, **c} for i, c in enumerate(cells)]
    cells = [{**c, 'source': c['source'].replace('NAME', path.stem).splitlines(True)} for c in cells]
    kernel = dict(kernelspec=dict(name='python3', display_name='python3', language='python'))
    path.write_text(json.dumps(dict(cells=cells, metadata=kernel, nbformat=4, nbformat_minor=5)))


def planted(tree):
    "Plant the faults in `tree`, each in a notebook of its own; a line for each that is not named as it should be."
    folder = tree/'nbs'/'tutorials'
    for name, (cells, _) in plants.items(): write_notebook(folder/f'{name}.ipynb', cells)
    write_notebook(tree/'nbs'/'99_unlisted.ipynb', [head, words])
    if stopped := preprocess(tree): yield stopped
    (tree/'_proc'/'60_all.ipynb').unlink()
    found = list(Site(tree).faults())
    expected = [(f'tutorials/{name}.ipynb', said) for name, (_, said) in plants.items()]
    expected += [('60_all.ipynb', 'did not come out'), ('not in the sidebar', '99_unlisted')]
    for where, said in expected:
        named = [o for o in found if o.startswith(where) and (said is None or said in o)]
        if bool(named) != (said is not None): yield f'{where}: {said or "nothing"} expected, {named or "nothing"} said'
    write_notebook(folder/'stops.ipynb', [*start, code('import json\nprint(not_defined)'), code(commented)])
    if 'not_defined' not in preprocess(tree): yield 'an import cell that needs more than an import does not stop it'
    print(f'{len(expected)} cells and files planted, and one that stops the build')
