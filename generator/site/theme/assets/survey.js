/* What scripts add to every page; nothing stands here that a page needs in order to be read.
   Copying, keys with their help, evidence that lights up on both sides, a name for the theme's search dialog. */
(() => {
  "use strict";
  const KEYS_OFF = "survey-keys-off";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode */ } };

  const status = make("p", { className: "sv-hidden" });
  status.setAttribute("role", "status");
  document.body.append(status);

  /* Copying: without a clipboard (no https, a file) the text is selected, or shown, for the reader to copy. */
  const select = (element) => getSelection().selectAllChildren(element);
  const copy = async (button) => {
    const source = document.getElementById(button.dataset.svCopy);
    const text = source ? source.textContent : location.href.split("#")[0];
    const label = button.dataset.svLabel ||= button.textContent;
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (source) { select(source); said = "Selected: press Ctrl+C"; } else { prompt(label, text); said = label; }
    }
    button.textContent = status.textContent = said;
    setTimeout(() => { button.textContent = label; status.textContent = ""; }, 2000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sv-copy]");
    if (button) copy(button);
  });

  /* Evidence: a mark, its numbers and its row light up together. */
  const light = (numbers) => {
    for (const element of all(".sv-lit")) element.classList.remove("sv-lit");
    for (const number of numbers) {
      for (const element of all(`[data-sv-rows~="${number}"], [data-sv-row="${number}"]`)) element.classList.add("sv-lit");
    }
  };
  const lit = (event) => {
    const found = event.target.closest?.("[data-sv-rows], [data-sv-row], .sv-nums a");
    if (!found) return light([]);
    light((found.dataset.svRows || found.dataset.svRow || found.textContent).split(" "));
  };
  if (document.querySelector("[data-sv-row]")) {
    document.addEventListener("mouseover", lit);
    document.addEventListener("focusin", lit);
  }

  /* Keys. */
  const step = (direction) => {
    const papers = all("[data-sv-paper]").map((paper) => paper.querySelector("a")).filter(Boolean);
    if (papers.length) {
      const here = papers.findIndex((link) => link.closest("[data-sv-paper]").contains(document.activeElement));
      const next = papers[here < 0 ? (direction > 0 ? 0 : papers.length - 1) : here + direction];
      next?.focus();
      next?.scrollIntoView({ block: "center" });
    } else {
      document.querySelector(`.sv-steps a[rel=${direction > 0 ? "next" : "prev"}]`)?.click();
    }
  };
  const HELP = [["j", "next paper"], ["k", "previous paper"], ["c", "copy the BibTeX entry"], ["?", "this help"],
    ["/ or s", "search"]];
  let dialog;
  const help = () => {
    if (!dialog) {
      const off = make("input", { type: "checkbox", checked: stored(KEYS_OFF) !== null });
      off.addEventListener("change", () => {
        if (off.checked) store(KEYS_OFF, "1");
        else try { localStorage.removeItem(KEYS_OFF); } catch { /* private mode */ }
      });
      const rows = HELP.flatMap(([key, does]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: does })]);
      const close = make("button", { className: "sv-button", textContent: "Close" });
      const title = make("h2", { id: "sv-help-title", textContent: "Keys" });
      close.addEventListener("click", () => dialog.close());
      dialog = make("dialog", { className: "sv-help md-typeset" }, title, make("dl", {}, ...rows),
        make("p", {}, make("label", {}, off, " Turn j, k and c off in this browser")), close);
      dialog.setAttribute("aria-labelledby", title.id);
      document.body.append(dialog);
    }
    dialog.showModal();
  };
  const ACTIONS = {
    j: () => step(1),
    k: () => step(-1),
    c: () => document.querySelector('[data-sv-copy="bibtex"]')?.click(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "?") help();
    else if (ACTIONS[event.key] && stored(KEYS_OFF) === null) ACTIONS[event.key]();
  });
  for (const button of all("[data-sv-help]")) button.addEventListener("click", help);

  /* Tabs: a page below a section belongs to it; on a narrow screen the section's tab is brought into view. */
  const tabs = all(".md-tabs a");
  const below = tabs.slice(1).filter((tab) => location.pathname.startsWith(tab.pathname.replace("index.html", "")));
  const tab = document.querySelector(".md-tabs__item--active") || below[0]?.parentElement;
  tab?.classList.add("md-tabs__item--active");
  if (tab) document.querySelector(".md-tabs").scrollLeft = tab.offsetLeft - innerWidth / 3;

  /* The theme's search is a dialog without a name. */
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  addEventListener("beforeprint", () => { for (const fold of all("details")) fold.open = true; });
})();
