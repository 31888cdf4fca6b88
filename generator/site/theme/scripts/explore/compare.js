// Compare: the papers of a state (the same address as Explore's) as a table that can be sorted and taken away.
(function (Survey) {
  "use strict";

  const { state: states, vocabulary, filters, search, results, dom, takeaway } = Survey;
  const { make, plural } = dom;
  const ROWS = 100;

  // The last column holds the address of the code: a link, shown without the scheme.
  function content(text, isLast) {
    const [, address] = (isLast && /^https?:\/\/(.+)$/.exec(text)) || [];
    return address ? make("a", { href: text, rel: "noopener" }, address) : text || "–";
  }

  function cell(data, texts, root, paper, column) {
    const text = texts.compare[paper][column];
    const isLast = column === texts.compareHeader.length - 1;
    if (column > 0) return make("td", { "data-label": texts.compareHeader[column] }, content(text, isLast));
    const href = `${root}${data.pages.papers}${data.papers.id[paper]}${data.pages.end}`;
    return make("th", { scope: "row" }, make("a", { href }, text));
  }

  function comparator(texts, column, direction) {
    const value = (paper) => texts.compare[paper][column];
    return (a, b) => {
      if (!value(a) !== !value(b)) return value(a) ? -1 : 1; // what is unknown stays last
      return direction * value(a).localeCompare(value(b), "en", { numeric: true });
    };
  }

  function start(place) {
    const data = window.SURVEY_DATA;
    const { root } = place.dataset;
    const files = place.dataset; // addresses of the scripts that are loaded when needed
    const part = (name) => place.querySelector(`[data-${name}]`);
    const survey = { data, index: filters.build(data), engine: search.open(data) };
    const { state } = states.parse(window.location.search, vocabulary.known(data));
    const say = vocabulary.wording(data);
    const body = place.querySelector("tbody");
    let papers = [];
    let shown = 0;

    function extend(texts) {
      const next = papers.slice(shown, shown + ROWS);
      const columns = texts.compareHeader.map((_, column) => column);
      body.append(...next.map((paper) => make("tr", {}, ...columns.map((column) => cell(data, texts, root, paper, column)))));
      shown += next.length;
      part("more").hidden = shown === papers.length;
      part("more").textContent = `Show ${Math.min(ROWS, papers.length - shown)} more of ${papers.length - shown}`;
    }

    function show(texts) {
      shown = 0;
      body.replaceChildren();
      extend(texts);
    }

    function sort(texts, header, column) {
      const direction = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of place.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      papers = [...papers].sort(comparator(texts, column, direction));
      show(texts);
    }

    function run(texts) {
      papers = results.compute(survey, state).papers;
      const active = states.active(state).map(say);
      part("status").textContent = `${papers.length} of ${plural(data.papers.id.length, "paper")}`;
      part("chosen").textContent = active.length ? `Chosen: ${active.join(", ")}` : "";
      part("explore").href = `${part("explore").dataset.explore}${states.toQuery(state)}`;
      place.querySelectorAll("thead th").forEach((header, column) => {
        const button = header.querySelector("button");
        if (button) button.addEventListener("click", () => sort(texts, header, column));
      });
      part("more").addEventListener("click", () => extend(texts));
      for (const button of place.querySelectorAll("[data-takeaway]")) {
        button.addEventListener("click", () => takeaway.saveAs(button.dataset.takeaway, files, papers));
      }
      show(texts);
    }

    takeaway.load(files, (texts) => {
      if (state.find) search.prepare(survey.engine, files, () => run(texts));
      else run(texts);
    });
  }

  const place = document.querySelector("[data-comparison]");
  if (place && window.SURVEY_DATA) start(place);
})((window.Survey = window.Survey || {}));
