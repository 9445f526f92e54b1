"""How much of a training's time the device computes (by the profiler), and images a second.

For the reference's Mixer and the record-size one, as written and compiled.
"""
import contextlib
import io
import tempfile
import time
from pathlib import Path

import torch
from _report import median, parser, report
from fastai.callback.core import Callback, CancelFitException
from torch.profiler import ProfilerActivity, profile

from mlp_mixer_cifar10.processes import as_device
from mlp_mixer_cifar10.learner import get_learner


def covered(spans):
    "The length of the union of (start, end) spans."
    total, until = 0., float('-inf')
    for a, b in sorted(spans):
        total += max(0., b - max(a, until))
        until = max(until, b)
    return total


assert covered([(0, 2), (1, 3), (5, 6), (5, 5.5)]) == 4


class Profiled(Callback):
    "Times `steps` steps after `warm` ones, then profiles as many, and ends the fit."
    order = 300

    def __init__(self, warm, steps, cuda): self.warm, self.steps, self.cuda = warm, steps, cuda

    def now(self):
        if self.cuda: torch.cuda.synchronize()
        return time.perf_counter()

    def before_fit(self): self.i = 0

    def after_batch(self):
        self.i += 1
        if self.i == self.warm: self.start = self.now()
        elif self.i == self.warm + self.steps:
            self.seconds = self.now() - self.start
            self.prof = profile(activities=[ProfilerActivity.CUDA if self.cuda else ProfilerActivity.CPU])
            self.prof.__enter__()
            self.start = self.now()
        elif self.i == self.warm + 2*self.steps:
            wall = self.now() - self.start
            self.prof.__exit__(None, None, None)
            on_gpu = torch.autograd.DeviceType.CUDA
            events = [e for e in self.prof.events() if (e.device_type == on_gpu) == self.cuda]
            self.share = covered((e.time_range.start, e.time_range.end) for e in events)*1e-6/wall
            raise CancelFitException()


def measure(recipe, compile, opts, device):
    "Images a second, and the share of the time in which the device computes."
    cuda = device.type == 'cuda'
    if cuda: torch.cuda.reset_peak_memory_stats()
    cb = Profiled(opts.warm, opts.steps, cuda)
    settings = dict(data='shapes', n_images=opts.n_images, device=str(device), compile=compile)
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as d:
        learn = get_learner(recipe, **settings, cbs=[cb])
        learn.path = Path(d)
        with learn.no_bar(), learn.no_logging(): learn.fit(10_000)
    speed = opts.steps*learn.dls.train.bs/cb.seconds
    memory = torch.cuda.max_memory_allocated() if cuda else None
    return dict(images_per_second=round(speed, 1), computing=round(cb.share, 4), precision=learn.precision,
                peak_memory=memory)


p = parser(__doc__, rounds=3, warm=40, steps=100, n_images=50_000)
p.add_argument('--device', default='cuda', help='default: cuda. On a CPU only the images a second mean something')
p.add_argument('--compile', default='none,default,reduce-overhead', help='modes, commas between')
opts = p.parse_args()
device = as_device(opts.device)
pairs = [(recipe, mode) for recipe in ('reference', 'modern') for mode in opts.compile.split(',')]
rounds = []
for _ in range(opts.rounds):
    rounds.append({f'{recipe}, {mode}': measure(recipe, mode, opts, device) for recipe, mode in pairs})
medians = {}
for k in rounds[0]:
    for what in ('images_per_second', 'computing'):
        medians[f'{k}: {what.replace("_", " ")}'] = median(r[k][what] for r in rounds)
report(opts, **medians, rounds=rounds)
