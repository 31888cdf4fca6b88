// A paper as a card in the list of results.
(function (Survey) {
  "use strict";

  const { dom, text } = Survey;
  const { make, marked } = dom;
  const SHOWN_AUTHORS = 3;

  function byline(data, paper) {
    const { papers, venues } = data;
    const authors = papers.authors[paper];
    const names = authors.slice(0, SHOWN_AUTHORS).join(", ") + (authors.length > SHOWN_AUTHORS ? " et al." : "");
    const parts = [
      names || papers.credit[paper],
      papers.year[paper] ? `${papers.year[paper]}` : "undated",
      papers.venue[paper] < 0 ? "" : venues[papers.venue[paper]],
      papers.code[paper] ? "code" : "",
    ];
    return parts.filter(Boolean).join(" · ");
  }

  function chip(data, topic, root) {
    const { id, label, style } = data.topics[topic];
    const href = `${root}${data.pages.topics}${id}${data.pages.end}`;
    return make("li", {}, make("a", { class: `sv-chip sv-f${style}`, href }, label));
  }

  function quotation(data, quote, terms) {
    if (!quote) return null;
    const spans = [...(quote.span ? [quote.span] : []), ...text.wordSpans(quote.text, terms)];
    const style = quote.topic === null ? "" : ` sv-f${data.topics[quote.topic].style}`;
    return make("blockquote", { class: `sv-quote${style}` }, "“", ...marked(quote.text, spans), "”");
  }

  function card(data, paper, { state, terms, root }) {
    const { papers } = data;
    const href = `${root}${data.pages.papers}${papers.id[paper]}${data.pages.end}`;
    const title = papers.title[paper];
    const link = make("a", { href }, ...marked(title, text.wordSpans(title, terms)));
    const badge = papers.untitled[paper] ? make("span", { class: "sv-badge" }, "untitled") : null;
    return make(
      "li",
      { class: "sv-card", "data-sv-paper": true },
      make("p", { class: "sv-card-title" }, link, badge && " ", badge),
      make("p", { class: "sv-facts" }, byline(data, paper)),
      quotation(data, Survey.results.quote(data, state, paper), terms),
      make("ul", { class: "sv-chips" }, ...papers.chips[paper].map((topic) => chip(data, topic, root))),
    );
  }

  Survey.cards = { card };
})((window.Survey = window.Survey || {}));
