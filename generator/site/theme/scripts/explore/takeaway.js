// Taking the result away: BibTeX, CSV and LaTeX of the papers shown, in their order. The texts are the
// ones that the downloads hold; they come in a script of their own, loaded when first asked for.
(function (Survey) {
  "use strict";

  function load(files, done) {
    if (window.SURVEY_TEXTS) done(window.SURVEY_TEXTS);
    else Survey.dom.loadScript(files.texts, () => done(window.SURVEY_TEXTS));
  }

  function save(name, type, text) {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = Survey.dom.make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  const FORMATS = {
    bibtex: {
      name: "papers.bib",
      type: "application/x-bibtex;charset=utf-8",
      text: (texts, papers) => papers.map((paper) => texts.bibtex[paper]).join("\n"),
    },
    csv: {
      name: "papers.csv",
      type: "text/csv;charset=utf-8",
      text: (texts, papers) => [texts.csvHeader, ...papers.map((paper) => texts.csv[paper])].join(""),
    },
    compareCsv: {
      name: "comparison.csv",
      type: "text/csv;charset=utf-8",
      text: (texts, papers) => [texts.compareCsvHeader, ...papers.map((paper) => texts.compareCsv[paper])].join(""),
    },
    compareLatex: {
      name: "comparison.tex",
      type: "application/x-tex;charset=utf-8",
      text: (texts, papers) =>
        [texts.latexHead, ...papers.map((paper) => texts.latex[paper]), texts.latexFoot].join(""),
    },
  };

  function saveAs(format, files, papers) {
    load(files, (texts) => save(FORMATS[format].name, FORMATS[format].type, FORMATS[format].text(texts, papers)));
  }

  Survey.takeaway = { saveAs, load };
})((window.Survey = window.Survey || {}));
