"What every benchmark reports, and how."
import argparse
import json
import statistics
import sys

from mlp_mixer_cifar10.core import code_commit, hardware, versions, write_json


def parser(doc, **ints):
    "A parser with `--out` and the whole-number options `ints`."
    p = argparse.ArgumentParser(description=doc)
    for k, v in ints.items(): p.add_argument(f'--{k}', type=int, default=v, help=f'default: {v}')
    p.add_argument('--out', help='JSON file to write')
    return p


def report(opts, **res):
    "Print `res` and write it, with the facts about machine and code, to `opts.out`."
    print(json.dumps(res, indent=2))
    if opts.out:
        script = sys.argv[0].split('/')[-1]
        settings = {k: v for k, v in vars(opts).items() if k != 'out'}
        command = ' '.join(['python', f'benchmarks/{script}', *[f'--{k} {v}' for k, v in settings.items()]])
        made_with = dict(commit=code_commit(), hardware=hardware(), versions=versions())
        write_json(dict(command=command, **res, **made_with), opts.out)


median = statistics.median
