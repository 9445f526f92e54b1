"""Training in two processes with one thread each against one process with two threads.

The same model, data and images a step, in turns.
"""
import os
import tempfile
from pathlib import Path

from _report import median, parser, report

from mlp_mixer_cifar10.processes import launch


def speed(threads, steps, bs, n_images):
    "Images a second, over all processes, of an epoch of the reference Mixer, after one to warm up."
    import contextlib
    import io

    import torch

    from mlp_mixer_cifar10.processes import get_rank, get_world
    from mlp_mixer_cifar10.training import train
    torch.set_num_threads(threads)
    settings = dict(data='shapes', n_images=n_images, bs=bs//get_world(), n_epoch=2, drop_last=True, device='cpu')
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as d:
        run = train('reference', **settings, out=Path(d)/'run', progress=False)
        if get_rank(): return None                                  # the folder is the first process's
        history = run.history
    return steps*bs/history[-1]['seconds'], history[-1]['processes'], torch.get_num_threads()


if __name__ == '__main__':
    opts = parser(__doc__, steps=12, rounds=5, bs=512).parse_args()
    n = -(-opts.steps*opts.bs*10//9) + 10
    rounds = []
    for r in range(opts.rounds):                                    # in turns, and in turns who goes first
        pair = {}
        for k in ((1, 2) if r % 2 else (2, 1)):
            os.environ['OMP_NUM_THREADS'] = str(2//k)
            v, processes, threads = launch(speed, 2//k, opts.steps, opts.bs, n, processes=k, device='cpu')
            assert (processes, threads) == (k, 2//k), (processes, threads)
            pair[f'{k}x{2//k}'] = v
        rounds.append(pair)
        print(pair, flush=True)
    report(opts, two_processes_one_thread=round(median(r['2x1'] for r in rounds)),
           one_process_two_threads=round(median(r['1x2'] for r in rounds)),
           ratio=round(median(r['2x1']/r['1x2'] for r in rounds), 3),
           rounds=[{k: round(v, 1) for k, v in r.items()} for r in rounds])
