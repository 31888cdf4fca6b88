// Folding of text for search: case, accents and the letters that Unicode does not take apart.
(function (Survey) {
  "use strict";

  const LETTERS = { "ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th" };

  function fold(text) {
    return text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[øłßđðıæœþ]/g, (letter) => LETTERS[letter]);
  }

  // Spans [start, end) of the words of `text` that begin with one of the folded `terms`.
  function wordSpans(text, terms) {
    if (!terms.length) return [];
    const spans = [];
    for (const word of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const folded = fold(word[0]);
      if (terms.some((term) => folded.startsWith(term))) spans.push([word.index, word.index + word[0].length]);
    }
    return spans;
  }

  function terms(text) {
    return Array.from(fold(text).matchAll(/[\p{L}\p{N}]+/gu), (found) => found[0]);
  }

  Survey.text = { fold, terms, wordSpans };
})((window.Survey = window.Survey || {}));
