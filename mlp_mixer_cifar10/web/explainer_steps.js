// The eight steps of the tour. Every number in them is read from the model. A step has a question (`ask`), what to know
// first (`say`), what to do (`todo`) and where on the page (`near`), when that is done, what was found, and `help`,
// which does it for the reader.

import { classOf, votesFor } from "./explainer_answer.js";
import { channelOf } from "./explainer_patches.js";
import { heardWords, unitsByLoudness } from "./explainer_tokens.js";
import { answerOf, counted, effectOf, numbersIn, percent, placeName, signedNumber, topOf } from "./explainer_words.js";

const another = (n, v) => (v + 1 + Math.floor(n / 3)) % n;
const isNew = (field) => (app, start) => app.store.state[field] !== start[field];
const choosePatch = (app) => app.store.set({ patch: another(app.model.patches, app.store.state.patch) });

function newAnswer(app) {
  const { test_accuracy: right, n_test: of } = app.payload.facts || {};
  const tested = right
    ? ` On ${counted(of, "test picture")} it had never seen, it was right ${percent(right)} of the time.`
    : "";
  return (
    `Now it says “${answerOf(app.model, app.result)}”. The bars are its ${app.model.classes.length} possible ` +
    `answers; their shares add up to 100%.${tested}`
  );
}

const shareFactor = (a, b) => (b ? shareFactor(b, a % b) : a > 1);

function aloneWords(app) {
  const { model, base, result } = app,
    isSame = topOf(base.probs) === topOf(result.probs);
  const alone = `Each patch now judges alone, by its ${3 * model.patchSize ** 2} numbers; the answer is their mean.`;
  const more = isSame ? " For this picture that is enough; for others it is not: try a few." : "";
  return `${effectOf(model, base, result)} ${alone}${more}`;
}

// Every patch at another place, the same way each time.
function jumbled(n) {
  let step = Math.max(2, Math.round(n * 0.382));
  while (shareFactor(n, step)) step++;
  return Array.from({ length: n }, (_, i) => (i * step + 1) % n);
}

// Covers the patch that speaks loudest for the answer, again and again, until the answer is another one.
async function foolIt(app) {
  const { model, normal } = app,
    was = topOf(app.base.probs),
    covered = [];
  let result = app.base;
  while (result && topOf(result.probs) === was && covered.length < model.patches) {
    const votes = votesFor({ model, result }, was),
      rest = [...votes.keys()].filter((p) => !covered.includes(p));
    covered.push(rest.reduce((best, p) => (votes[p] > votes[best] ? p : best)));
    result = await app.ask(normal, { covered: [...covered] });
  }
  app.store.set({ covered: covered.sort((a, b) => a - b) });
}

function loudestAt(app) {
  const { model, result } = app,
    { state } = app.store,
    values = channelOf(app, result.stem, state.channel);
  const at = values.indexOf(Math.max(...values));
  return (
    `Filter ${state.channel + 1} answers most to the patch in ${placeName(model, at)}: ${signedNumber(values[at])}. ` +
    `It is the same filter at all ${model.patches} places. From here on, a patch is its ${model.hidden} answers.`
  );
}

function shuffleWords(app, seen) {
  const { model, base, result } = app;
  const gap = Math.max(...result.probs.map((p, i) => Math.abs(p - base.probs[i])));
  const alone = seen.shuffled ? `With the picture alone shuffled it said “${seen.shuffled}”. ` : "";
  return (
    `${alone}With the weights shuffled along it says “${answerOf(model, result)}”: no share is further than ` +
    `${gap < 1e-4 ? "0.01%" : percent(gap)} from the unshuffled ones. To a Mixer, places have no order but the one ` +
    "its token-mixing weights have learned."
  );
}

const hasPast = (app) => app.model.snapshots.length > 0;

function learned(app) {
  const { model, base, result } = app,
    { state } = app.store;
  if (state.snapshot !== null) {
    return (
      `At epoch ${model.snapshots[state.snapshot].epoch} it said “${answerOf(model, result)}”, at the end ` +
      `“${answerOf(model, base)}”. Nobody wrote these ${counted(numbersIn(model), "number")}: ` +
      "training moved them a little after each batch of pictures."
    );
  }
  return (
    `${effectOf(model, base, result)} Nobody drew these maps: each of the ${model.tokensDim} units of a block has ` +
    `learned by itself what to read from ${model.patches} places.`
  );
}

export const STEPS = [
  {
    ask: "What is this?",
    near: "mx-own",
    stage: "answer",
    say: (app) =>
      `A small neural network that names pictures: ${counted(numbersIn(app.model), "learned number")}, all of ` +
      `them in this page. It computes here, and says “${answerOf(app.model, app.result)}”.`,
    todo: () => "Choose another picture, or draw one, and watch the bars.",
    done: (app, start) => app.store.state.sample !== start.sample || app.store.state.own !== start.own,
    help: (app) => app.store.set({ sample: another(app.payload.samples.length, app.store.state.sample), own: null }),
    found: newAnswer,
  },
  {
    ask: "What is a patch?",
    near: "mx-own",
    stage: "patches",
    say: (app) => `The network does not see a picture. It sees ${app.model.patches} pieces of one, its patches.`,
    todo: () => "Click another patch.",
    done: isNew("patch"),
    help: choosePatch,
    found: (app) =>
      `This one, in ${placeName(app.model, app.store.state.patch)}, is ${app.model.patchSize} × ` +
      `${app.model.patchSize} pixels in three colours: ${3 * app.model.patchSize ** 2} numbers, and at first that is ` +
      "all the network knows about this place.",
  },
  {
    ask: "What becomes of a patch?",
    near: "mx-stage",
    stage: "stem",
    say: (app) => `${app.model.hidden} filters look at each patch. One such filter is drawn in the middle.`,
    todo: () => "Move the slider to another channel: another filter.",
    done: isNew("channel"),
    found: loudestAt,
    help: (app) => app.store.set({ channel: another(app.model.hidden, app.store.state.channel) }),
  },
  {
    ask: "How do places talk?",
    near: "mx-two",
    stage: "block0",
    say: () =>
      "So far no patch knows of another. In token mixing they talk: the brighter a patch is drawn, the more the " +
      "framed one hears it, for this picture.",
    todo: () => "Click another patch: who does it listen to?",
    done: isNew("patch"),
    help: choosePatch,
    found: (app) => `${heardWords(app, 0, app.store.state.patch)} All of it goes through two small matrices.`,
  },
  {
    ask: "What if they could not talk?",
    near: "mx-apart",
    stage: "block0",
    say: (app) =>
      `Token mixing happens ${counted(app.model.blocks.length, "time")}, once a block. Nothing else joins ` +
      "places before the mean at the end.",
    todo: () => "Under “Take it apart”, switch off the token mixing of every block.",
    done: (app) =>
      app.model.blocks.every((_, i) => [...app.store.state.tokenOff, ...app.store.state.blocksOff].includes(i)),
    help: (app) => app.store.set({ tokenOff: [...app.model.blocks.keys()] }),
    found: aloneWords,
  },
  {
    ask: "Why does shuffling break it?",
    near: "mx-apart",
    stage: "patches",
    say: () => "The same patches in another order, as of a jigsaw: none is lost.",
    todo: () => "Shuffle all patches. Then tick “and the weights with them”.",
    watch: (app, seen) => {
      const { order, withWeights } = app.store.state;
      if (order && !withWeights) seen.shuffled = answerOf(app.model, app.result);
    },
    done: (app) => app.store.state.order !== null && app.store.state.withWeights,
    found: shuffleWords,
    help: async (app, seen) => {
      const order = jumbled(app.model.patches);
      const alone = await app.ask(app.normal, { order });
      if (alone) seen.shuffled = answerOf(app.model, alone);
      app.store.set({ order, withWeights: true });
    },
  },
  {
    ask: "What did it learn?",
    near: "mx-units",
    stage: "block0",
    say: (app) =>
      `Each small map is a hidden unit: where it reads with a plus and where with a minus. Unit ` +
      `${unitsByLoudness(app, 0)[0]} says most to this picture.`,
    todo: (app) => `Turn a unit up or off${hasPast(app) ? ", or pull “Training” back to its start" : ""}.`,
    done: (app) => Object.keys(app.store.state.units).length > 0 || app.store.state.snapshot !== null,
    found: learned,
    help: (app) =>
      app.store.set(hasPast(app) ? { snapshot: 0 } : { units: { [`0:${unitsByLoudness(app, 0)[0]}`]: 0 } }),
  },
  {
    ask: "Where is it fooled?",
    near: "mx-own",
    stage: "mean",
    tool: "cover",
    say: (app) => {
      const votes = votesFor(app, classOf(app)),
        best = votes.indexOf(Math.max(...votes));
      return (
        `Every patch has a vote, and some speak louder: for ${app.model.classes[classOf(app)]}, the one in ` +
        `${placeName(app.model, best)}.`
      );
    },
    todo: () => "Draw over the picture to cover patches, until the answer changes.",
    done: (app) => app.store.state.covered.length > 0 && topOf(app.result.probs) !== topOf(app.base.probs),
    help: foolIt,
    found: (app) =>
      `${counted(app.store.state.covered.length, "patch", "patches")} of ${app.model.patches} will do. ` +
      `${effectOf(app.model, app.base, app.result)} It has no word for “I cannot tell”: its shares always ` +
      "add up to 100%.",
  },
];
