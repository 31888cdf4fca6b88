// Full text over titles, topics, authors, evidence and (where shipped) abstracts; typos, prefixes, accents.
// The library is loaded when somebody first wants to search, and the index filled in slices between other
// work, so that the page is light for those who only filter and answers from the first moment.
(function (Survey) {
  "use strict";

  const { bits, dom, quotes, text } = Survey;
  const SLICE = 100;

  function open(data) {
    return { data, size: data.papers.id.length, index: null, filled: 0, waiting: null };
  }

  function makeIndex() {
    return new MiniSearch({
      fields: ["title", "topics", "authors", "evidence", "abstract"],
      tokenize: text.terms,
      processTerm: (term) => term,
      searchOptions: {
        boost: { title: 3, topics: 2 },
        combineWith: "AND",
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (term.length > 3 ? 0.15 : false),
      },
    });
  }

  function row(data, paper) {
    const { papers, topics } = data;
    return {
      id: paper,
      title: papers.title[paper],
      topics: papers.topics[paper].map((topic) => topics[topic].label).join(" "),
      authors: papers.authors[paper].join(" "),
      evidence: quotes.of(data, paper).sentences.join(" "),
      abstract: data.abstract ? data.abstract[paper] : "",
    };
  }

  function fill(engine, done) {
    const rest = window.requestIdleCallback || ((work) => window.setTimeout(work, 0));
    const slice = () => {
      const end = Math.min(engine.filled + SLICE, engine.size);
      for (; engine.filled < end; engine.filled += 1) engine.index.add(row(engine.data, engine.filled));
      if (engine.filled < engine.size) rest(slice);
      else done();
    };
    slice();
  }

  // Calls `done` once every paper is in the index; a second call changes only whom to call.
  function prepare(engine, files, done) {
    const isFirst = engine.waiting === null;
    engine.waiting = done;
    if (!isFirst) return;
    const begin = () => {
      engine.index = makeIndex();
      fill(engine, () => engine.waiting());
    };
    dom.loadScript(files.library, () => quotes.loadAll(engine.data, files, begin));
  }

  function isReady(engine) {
    return engine.index !== null && engine.filled === engine.size;
  }

  // The set of papers found and their scores; null when there is nothing to look for.
  function find(engine, words) {
    if (!text.terms(words).length) return null;
    const set = bits.empty(engine.size);
    const scores = new Map();
    for (const result of engine.index.search(words)) {
      bits.add(set, result.id);
      scores.set(result.id, result.score);
    }
    return { set, scores };
  }

  Survey.search = { open, prepare, isReady, find };
})((window.Survey = window.Survey || {}));
