"""Training in fp32, bf16 and fp16, as far as the device can.

Images a second, in turns, and the accuracy reached on `shapes` over a few seeds.
"""
import contextlib
import io
import tempfile
from pathlib import Path

from _report import median, parser, report

from mlp_mixer_cifar10.processes import as_device
from mlp_mixer_cifar10.precision import pick_precision
from mlp_mixer_cifar10.training import train


def possible(precision, device):
    "Can `device` train in `precision`?"
    try: return pick_precision(precision, device)[0]
    except ValueError: return None


def run(precision, recipe, **kwargs):
    "A run of `train`, without a word."
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as d:
        r = train(recipe, data='shapes', precision=precision, out=Path(d)/'run', progress=False, **kwargs)
        return r.history, r.result


p = parser(__doc__, rounds=5, n_images=20000, seeds=3, n_epoch=8)
p.add_argument('--device', help='default: the best there is')
opts = p.parse_args()
device = str(as_device(opts.device))
precisions = [o for o in ('fp32', 'bf16', 'fp16') if possible(o, device)]
rounds = []
for r in range(opts.rounds + 1):                                # in turns; the first warms up
    speeds = {}
    for o in precisions[r % len(precisions):] + precisions[:r % len(precisions)]:
        history, result = run(o, 'reference', n_images=opts.n_images, n_epoch=1, device=device)
        speeds[o] = result['n_train']/history[-1]['seconds']
    if r: rounds.append(speeds)
accuracy = {}
for o in precisions:
    results = [run(o, 'quick', n_epoch=opts.n_epoch, seed=s, device=device)[1] for s in range(opts.seeds)]
    accuracy[o] = [r['test_accuracy'] for r in results]
report(opts, **{f'{o}_images_per_second': round(median(r[o] for r in rounds)) for o in precisions},
       **{f'{o}_ratio_to_fp32': round(median(r[o]/r['fp32'] for r in rounds), 3) for o in precisions[1:]},
       accuracy_on_shapes=accuracy, rounds=[{k: round(v, 1) for k, v in r.items()} for r in rounds])
