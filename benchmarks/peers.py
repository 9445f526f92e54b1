"A training step of this Mixer beside timm's, lucidrains' and a plain one, in turns; shares of the matrix-product peak."
import time

import torch
import torch.nn.functional as F
from _report import median, parser, report
from mlp_mixer_pytorch import MLPMixer as LucidrainsMixer
from timm.models.mlp_mixer import MlpMixer as TimmMixer
from torch import nn

from mlp_mixer_cifar10.mixer import MlpMixer

sizes = {
    'reference': dict(img_size=72, patch_size=9, hidden_dim=128, num_blocks=4, tokens_mlp_dim=64, channels_mlp_dim=128),
    'record': dict(img_size=32, patch_size=4, hidden_dim=128, num_blocks=8, tokens_mlp_dim=64, channels_mlp_dim=512),
}
batch = dict(reference=256, record=128)


class PlainBlock(nn.Module):
    "A Mixer block as one writes it down."
    def __init__(self, patches, dim, tokens, channels):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.token_mlp = nn.Sequential(nn.Linear(patches, tokens), nn.GELU(), nn.Linear(tokens, patches))
        self.channel_mlp = nn.Sequential(nn.Linear(dim, channels), nn.GELU(), nn.Linear(channels, dim))

    def forward(self, x):
        x = x + self.token_mlp(self.norm1(x).transpose(1, 2)).transpose(1, 2)
        return x + self.channel_mlp(self.norm2(x))


class PlainMixer(nn.Module):
    "A Mixer as one writes it down: a convolution for the patches, blocks, norm, mean, head."
    def __init__(self, img_size, patch_size, hidden_dim, num_blocks, tokens_mlp_dim, channels_mlp_dim):
        super().__init__()
        patches = (img_size//patch_size)**2
        self.stem = nn.Conv2d(3, hidden_dim, patch_size, stride=patch_size)
        blocks = [PlainBlock(patches, hidden_dim, tokens_mlp_dim, channels_mlp_dim) for _ in range(num_blocks)]
        self.blocks = nn.Sequential(*blocks)
        self.norm, self.head = nn.LayerNorm(hidden_dim), nn.Linear(hidden_dim, 10)

    def forward(self, x):
        x = self.stem(x).flatten(2).transpose(1, 2)
        return self.head(self.norm(self.blocks(x)).mean(1))


def timm_mixer(img_size, patch_size, hidden_dim, num_blocks, tokens_mlp_dim, channels_mlp_dim):
    ratio = tokens_mlp_dim/hidden_dim, channels_mlp_dim/hidden_dim
    return TimmMixer(num_classes=10, img_size=img_size, patch_size=patch_size, num_blocks=num_blocks,
                     embed_dim=hidden_dim, mlp_ratio=ratio)


def lucidrains_mixer(img_size, patch_size, hidden_dim, num_blocks, tokens_mlp_dim, channels_mlp_dim):
    return LucidrainsMixer(image_size=img_size, channels=3, patch_size=patch_size, dim=hidden_dim, depth=num_blocks,
                           num_classes=10, expansion_factor=tokens_mlp_dim/hidden_dim,
                           expansion_factor_token=channels_mlp_dim/hidden_dim)


def ours(**settings): return MlpMixer(gelu='none', **settings)


peers = dict(ours=ours, timm=timm_mixer, lucidrains=lucidrains_mixer, plain=PlainMixer)


def flops_per_image(img_size, patch_size, hidden_dim, num_blocks, tokens_mlp_dim, channels_mlp_dim):
    "Floating point operations of the matrix products of a training step: forward, and twice that backward."
    patches = (img_size//patch_size)**2
    stem = patches*3*patch_size**2*hidden_dim
    block = 2*patches*tokens_mlp_dim*hidden_dim + 2*hidden_dim*channels_mlp_dim*patches
    return 2*3*(num_blocks*block + 2/3*stem)                        # the stem's input needs no gradient


def peak(n=1024, rounds=12):
    "Floating point operations a second of one large product in fp32, or bf16 where that is what is trained in."
    a, b = (torch.randn(n, n, dtype=dtype) for _ in range(2))
    def once():
        start = time.perf_counter()
        a @ b
        return 2*n**3/(time.perf_counter() - start)
    return max(once() for _ in range(rounds))


def step(model, opt, x, y):
    "Seconds of one training step."
    start = time.perf_counter()
    with torch.autocast('cpu', torch.bfloat16, enabled=dtype == torch.bfloat16): loss = F.cross_entropy(model(x), y)
    loss.backward()
    opt.step()
    opt.zero_grad()
    return time.perf_counter() - start


def measure(size):
    "Images a second of every peer, by round; all take the same batch, in turns, and in turns who goes first."
    bs, settings = batch[size], sizes[size]
    x, y = torch.randn(bs, 3, settings['img_size'], settings['img_size']), torch.randint(10, (bs,))
    models = {}
    for name, make in peers.items():
        torch.manual_seed(0)
        model = make(**settings)
        models[name] = model, torch.optim.AdamW(model.parameters(), fused=True)
    counts = {name: sum(p.numel() for p in m.parameters()) for name, (m, _) in models.items()}
    assert len(set(counts.values())) == 1, counts                   # the same model, four times
    for m, o in models.values(): step(m, o, x, y)                   # warm up
    names, rounds = list(models), []
    for r in range(opts.rounds):
        order = names[r % len(names):] + names[:r % len(names)]
        took = {name: median(step(*models[name], x, y) for _ in range(opts.steps)) for name in order}
        rounds.append({name: bs/took[name] for name in names})
    return counts['ours'], rounds


def summary(size):
    "The table of one size."
    params, rounds = measure(size)
    speed = {name: median(r[name] for r in rounds) for name in peers}
    top, flops = peak(), flops_per_image(**sizes[size])
    return dict(parameters=params, batch=batch[size],
                images_per_second={k: round(v, 1) for k, v in speed.items()},
                ours_against={k: round(median(r['ours']/r[k] for r in rounds), 3) for k in peers if k != 'ours'},
                share_of_peak={k: round(v*flops/top, 3) for k, v in speed.items()}, peak_gflops=round(top/1e9, 1),
                rounds=[{k: round(v, 1) for k, v in r.items()} for r in rounds])


if __name__ == '__main__':
    p = parser(__doc__, rounds=9, steps=3)
    p.add_argument('--precision', default='fp32', choices=('fp32', 'bf16'), help='default: fp32')
    opts = p.parse_args()
    dtype = dict(fp32=torch.float32, bf16=torch.bfloat16)[opts.precision]
    report(opts, **{size: summary(size) for size in sizes})
