"""How far a linear classifier gets on the data of the recipe `quick`.

It learns from the images a Mixer is trained on, and is tested on the same test images.
"""
import warnings

from _report import parser, report
from sklearn.linear_model import LogisticRegression

from mlp_mixer_cifar10.images import shapes_images

opts = parser(__doc__, images=10_000, max_iter=60).parse_args()
warnings.filterwarnings('ignore')                               # that it could go on a little is in the report
train, test = shapes_images(opts.images), shapes_images(opts.images//5, 'test')


def flat(images): return (images.x.flatten(1).numpy()/255 - 0.5)/0.25


rows = []
for c in (1e-4, 1e-3, 1e-2):                                    # weak to strong fit; all are reported
    m = LogisticRegression(C=c, max_iter=opts.max_iter).fit(flat(train), train.y)
    scores = dict(train_accuracy=m.score(flat(train), train.y), test_accuracy=m.score(flat(test), test.y))
    rows.append(dict(C=c, **scores, iterations=int(m.n_iter_[0])))
report(opts, model='multinomial logistic regression on pixels', runs=rows,
       highest_test_accuracy=max(r['test_accuracy'] for r in rows))
