"""Training through the fastai Learner against a bare PyTorch loop.

The same model, data, precision and augmentation, in turns.
"""
import math
import tempfile
import time

import torch
import torch.nn.functional as F
from fastai.vision.all import Callback
from _report import median, parser, report

from mlp_mixer_cifar10.augment import affine_grid
from mlp_mixer_cifar10.mixer import MlpMixer
from mlp_mixer_cifar10.learner import get_learner
from mlp_mixer_cifar10.runs import RunFolder

opts = parser(__doc__, steps=12, rounds=5, bs=512).parse_args()
n = math.ceil(opts.steps*opts.bs/0.9)


class Clock(Callback):
    "Time of the training part of an epoch."
    order = 100
    def before_train(self): self.start = time.perf_counter()
    def after_train(self): self.took = time.perf_counter() - self.start


clock = Clock()
learn = get_learner('reference', data='shapes', n_images=n, bs=opts.bs, drop_last=True, device='cpu', cbs=[clock])
config, images = learn.model.config, learn.dls.train_ds.images
x, y = images.x[learn.dls.train_ds.idxs], images.y[learn.dls.train_ds.idxs]
steps = len(x)//opts.bs

model = MlpMixer(**config)
opt = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)
mean, std = (torch.tensor(o).view(1, 3, 1, 1) for o in images.stats)
bf16 = learn.precision == 'bf16'


def augment(b):
    "Flip, rotation and zoom in one resampling from 32 to 72 pixels."
    k = len(b)
    flip = 1 - 2*(torch.rand(k) < 0.5).float()
    a = torch.empty(k).uniform_(-7.2, 7.2)*math.pi/180
    w, h = (torch.empty(k).uniform_(0.8, 1.2) for _ in range(2))
    zero = torch.zeros(k)
    row1 = torch.stack([flip*a.cos()*w, flip*a.sin()*h, zero], 1)
    row2 = torch.stack([-a.sin()*w, a.cos()*h, zero], 1)
    grid = affine_grid(torch.stack([row1, row2], 1), (72, 72))
    return F.grid_sample(b, grid, mode='bilinear', padding_mode='reflection', align_corners=False)


def bare():
    "One epoch of a plain loop; seconds."
    model.train()
    start = time.perf_counter()
    for i in torch.randperm(len(x))[:steps*opts.bs].split(opts.bs):
        xb = augment((x[i].float()/255 - mean)/std)
        with torch.autocast('cpu', torch.bfloat16, enabled=bf16): loss = F.cross_entropy(model(xb), y[i])
        loss.backward()
        opt.step()
        opt.zero_grad()
    return time.perf_counter() - start


def ours():
    "One epoch of `Learner.fit` with the run folder of `train`; seconds of its training part."
    with learn.no_bar(), learn.no_logging(), tempfile.TemporaryDirectory() as d: learn.fit(1, cbs=[RunFolder(d)])
    return clock.took


bare(), ours()                                                  # warm up
rounds = []
for r in range(opts.rounds):                                    # in turns, and in turns who goes first
    pair = {}
    for f in ((bare, ours) if r % 2 else (ours, bare)): pair[f.__name__] = steps*opts.bs/f()
    rounds.append(pair)
report(opts, precision=learn.precision, steps_a_round=steps,
       learner_images_per_second=round(median(r['ours'] for r in rounds)),
       bare_images_per_second=round(median(r['bare'] for r in rounds)),
       ratio=round(median(r['ours']/r['bare'] for r in rounds), 3),
       rounds=[{k: round(v, 1) for k, v in r.items()} for r in rounds])
