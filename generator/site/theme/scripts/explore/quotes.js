// What a paper's card can quote. In a large survey the quotations come in parts of their own, each loaded
// when a card or the search first needs it.
(function (Survey) {
  "use strict";

  const NONE = { sentences: [], marks: [], summary: -1 };

  function at(columns, place) {
    return { sentences: columns.quotes[place], marks: columns.marks[place], summary: columns.summary[place] };
  }

  function of(data, paper) {
    if (!data.parts) return at(data, paper);
    const part = (window.SURVEY_PARTS || {})[Math.floor(paper / data.parts.size)];
    return part ? at(part, paper % data.parts.size) : NONE;
  }

  function load(data, files, parts, done) {
    const missing = parts.filter((part) => !(window.SURVEY_PARTS || {})[part]);
    let left = missing.length;
    if (!left) done();
    for (const part of missing) {
      Survey.dom.loadScript(`${files.part}${part}.js?v=${files.version}`, () => {
        left -= 1;
        if (!left) done();
      });
    }
  }

  // Calls `done` once the quotations of these papers are at hand.
  function need(data, files, papers, done) {
    const parts = data.parts ? papers.map((paper) => Math.floor(paper / data.parts.size)) : [];
    load(data, files, [...new Set(parts)], done);
  }

  function loadAll(data, files, done) {
    load(data, files, data.parts ? Array.from({ length: data.parts.count }, (_, part) => part) : [], done);
  }

  Survey.quotes = { of, need, loadAll };
})((window.Survey = window.Survey || {}));
