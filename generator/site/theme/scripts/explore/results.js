// A state's result: the papers in the chosen order, and for a card the quotation that the choice calls for.
(function (Survey) {
  "use strict";

  const { bits, filters, quotes, search } = Survey;

  function comparator(data, sort, scores) {
    const { year, title, id } = data.papers;
    const byTitle = (a, b) => title[a].localeCompare(title[b], "en") || (id[a] < id[b] ? -1 : 1);
    const order = {
      new: (a, b) => a - b, // the data stand newest first, undated papers last
      old: (a, b) => !year[a] - !year[b] || b - a,
      title: byTitle,
      rel: (a, b) => scores.get(b) - scores.get(a) || a - b,
    };
    if (scores && (sort === "rel" || !sort)) return order.rel;
    return order[sort === "rel" ? "new" : sort] || order.new;
  }

  // `engine` may still be filling: the words then wait, and `pending` says so.
  function compute(survey, state) {
    const pending = Boolean(state.find) && !search.isReady(survey.engine);
    const found = state.find && !pending ? search.find(survey.engine, state.find) : null;
    const set = filters.apply(survey.index, state, found && found.set);
    const papers = bits.members(set).sort(comparator(survey.data, state.sort, found && found.scores));
    const count = filters.counter(survey.index, state, found && found.set);
    return { papers, count, pending };
  }

  // How many papers a state leaves, for "what if this filter were gone?".
  function size(survey, state) {
    const found = state.find && search.isReady(survey.engine) ? search.find(survey.engine, state.find) : null;
    return bits.count(filters.apply(survey.index, state, found && found.set));
  }

  // The evidence of the first chosen topic that the paper holds; else the paper's own summary.
  function quote(data, state, paper) {
    const held = data.papers.topics[paper];
    const { sentences, marks, summary } = quotes.of(data, paper);
    for (const id of state.topic) {
      const place = held.findIndex((topic) => data.topics[topic].id === id);
      const mark = place < 0 ? null : marks[place];
      if (mark) return { text: sentences[mark[0]], span: [mark[1], mark[2]], topic: held[place] };
    }
    return summary < 0 ? null : { text: sentences[summary], span: null, topic: null };
  }

  Survey.results = { compute, size, quote };
})((window.Survey = window.Survey || {}));
