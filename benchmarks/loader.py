"The in-memory loader against the stock fastai pipeline: augmented 72-pixel images a second, in turns."
import tempfile
import time
from pathlib import Path

import PIL.Image
from fastai.vision.all import ImageDataLoaders, Resize, aug_transforms
from _report import median, parser, report

from mlp_mixer_cifar10.images import shapes_images
from mlp_mixer_cifar10.loader import image_dls

opts = parser(__doc__, images=10_000, bs=512, rounds=5, batches=8).parse_args()


def speed(dl):
    "Images a second over `opts.batches` batches, the start of the workers left out."
    it = iter(dl)
    next(it)
    start, n = time.perf_counter(), 0
    for _ in range(opts.batches): n += len(next(it)[0])
    took = time.perf_counter() - start
    it.close() if hasattr(it, 'close') else None
    return n/took


images = shapes_images(opts.images)
with tempfile.TemporaryDirectory() as d:
    for i, (x, y) in enumerate(zip(images.x, images.y)):
        p = Path(d)/('valid' if i % 10 == 0 else 'train')/images.classes[y]/f'{i}.png'
        p.parent.mkdir(parents=True, exist_ok=True)
        PIL.Image.fromarray(x.permute(1, 2, 0).numpy()).save(p)
    # what a fastai user writes for the same augmentation: flip, 7.2 degrees, zoom, from files, at 72 pixels
    tfms = aug_transforms(max_rotate=7.2, max_zoom=1.2, max_lighting=0, max_warp=0)
    stock = ImageDataLoaders.from_folder(d, valid='valid', item_tfms=Resize(72), batch_tfms=tfms,
                                         bs=opts.bs, num_workers=2, device='cpu')
    ours = image_dls(images, bs=opts.bs, size=72, device='cpu')
    rounds = [dict(ours=speed(ours.train), stock=speed(stock.train)) for _ in range(opts.rounds)]

o, s = (median(r[k] for r in rounds) for k in ('ours', 'stock'))
report(opts, ours_images_per_second=round(o), stock_images_per_second=round(s),
       ratio=round(median(r['ours']/r['stock'] for r in rounds), 2),
       rounds=[{k: round(v) for k, v in r.items()} for r in rounds])
